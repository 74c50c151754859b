import { type Experiment, experimentSchema } from '../../../../shared/experiment.ts'
import { done, type Failure, failed, type Result } from '../../../../shared/failure.ts'
import {
  type ControlRow,
  controlRows,
  controlSeeds,
  controlSpec,
  prepareControl,
  runRidgeControl,
} from '../../../../shared/lab/controls.ts'
import { judge } from '../../../../shared/lab/verdict.ts'
import { makeWindows } from '../../../../shared/lab/windows.ts'
import { sealedPreset } from '../../../../shared/presets.ts'
import type { ModelSpec, Prepared, SampleName } from '../../../../shared/types.ts'
import type { Applied } from '../../../training/job.ts'
import { makeTrainJob } from '../../../training/make-job.ts'
import type { JobEnd, TrainerPool } from '../../../training/pool.ts'

/**
 * The lab's controls: on `random-walk` nobody is called better than persistence, on `momentum`
 * LSTM and GRU are. Ridge answers first, within a second and without an engine; then the networks of
 * the sealed preset, Holm over the three of each seed. The samples are simulated and their test
 * parts nobody's secret, so these are judged at once, after training has ended.
 */

export const controlSamples: readonly SampleName[] = ['random-walk', 'momentum']

/** The sealed preset on the controls' bars: what `prepareControl` prepares, exactly. */
export const controlExperiment: Experiment = experimentSchema.parse({
  ...sealedPreset,
  ...controlSpec,
})

/** What to ask, and who listens. */
export interface VerdictOptions {
  readonly samples?: readonly SampleName[]
  readonly seeds?: readonly number[]
  readonly experiment?: Experiment
  readonly signal?: AbortSignal
  onProgress?(progress: VerdictProgress): void
}

export interface VerdictProgress {
  /** Ridge's and those of the networks judged so far; a seed's three models come together. */
  readonly rows: readonly ControlRow[]
  /** Networks trained, and networks in all. */
  readonly trained: number
  readonly networks: number
}

/** Ridge on every seed of the samples: rows by sample, then seed. */
export const runRidgeControls = ({
  samples = controlSamples,
  seeds = controlSeeds,
}: Pick<VerdictOptions, 'samples' | 'seeds'> = {}): ControlRow[] =>
  samples.flatMap(sample => runRidgeControl(sample, seeds))

/**
 * Ridge, then the networks, two seeds under way at once: enough to keep the trainers of a pool
 * busy, few enough for verdicts to come in one after the other. Rows by sample, seed and model,
 * whatever ended first. Fails with `cancelled`, `no-engine` or `trainer-died`.
 */
export async function runVerdicts(
  pool: TrainerPool,
  options: VerdictOptions = {}
): Promise<Result<ControlRow[]>> {
  const { samples = controlSamples, seeds = controlSeeds } = options
  const questions = samples.flatMap(sample => seeds.map(seed => ({ sample, seed })))
  const study = new Study(pool, options, questions.length, runRidgeControls({ samples, seeds }))
  const waiting = questions.values()
  const askInTurn = async () => {
    for (const { sample, seed } of waiting) if (study.goesOn) await study.ask(sample, seed)
  }
  await Promise.all([askInTurn(), askInTurn()])
  return study.end(samples, seeds)
}

/** The answers so far, and the first thing that went wrong. */
class Study {
  readonly #pool: TrainerPool
  readonly #options: VerdictOptions
  readonly #experiment: Experiment
  readonly #networks: number
  readonly #rows: ControlRow[]
  /** Aborted when the person stops the study, or a failure does. */
  readonly #signal: AbortSignal
  readonly #stop = new AbortController()
  #trained = 0
  #failure: Failure | null = null

  constructor(
    pool: TrainerPool,
    options: VerdictOptions,
    questions: number,
    ridge: readonly ControlRow[]
  ) {
    this.#pool = pool
    this.#options = options
    this.#experiment = options.experiment ?? controlExperiment
    this.#networks = questions * this.#experiment.models.length
    this.#rows = [...ridge]
    this.#signal = AbortSignal.any([this.#stop.signal, ...(options.signal ? [options.signal] : [])])
    this.#tell()
  }

  get goesOn(): boolean {
    return !this.#signal.aborted
  }

  /** Trains the models on one seed of a sample and judges them on its test part. */
  async ask(sample: SampleName, seed: number): Promise<void> {
    const prepared = prepareControl(sample, seed)
    const { models } = this.#experiment
    const predictions = await Promise.all(models.map(model => this.#predict(prepared, model, seed)))
    if (!this.goesOn) return
    const byModel = Object.fromEntries(models.map(({ name }, k) => [name, predictions[k]!]))
    this.#rows.push(...controlRows(sample, seed, judge(prepared, byModel, prepared.split.test)))
    this.#tell()
  }

  /** Rows in the order of the questions; sorting keeps a seed's models in theirs. */
  end(samples: readonly SampleName[], seeds: readonly number[]): Result<ControlRow[]> {
    if (this.#options.signal?.aborted) return failed({ kind: 'cancelled' })
    if (this.#failure) return failed(this.#failure)
    const place = ({ sample, seed }: ControlRow) =>
      samples.indexOf(sample) * seeds.length + seeds.indexOf(seed)
    const ridge = this.#rows.filter(({ model }) => model === 'ridge')
    const networks = this.#rows.filter(({ model }) => model !== 'ridge')
    return done([...ridge, ...networks.toSorted((a, b) => place(a) - place(b))])
  }

  /** Trains one model, its first weights drawn by the sample's seed; predictions of the test part. */
  async #predict(prepared: Prepared, model: ModelSpec, seed: number): Promise<Float32Array> {
    const experiment = { ...this.#experiment, seed }
    const going = { checkpoint: null, secondsBefore: 0 }
    const training = this.#pool.train(makeTrainJob(prepared, experiment, model, going))
    const trained = await this.#finish(model, training)
    if (!trained) return new Float32Array(0)
    this.#trained++
    this.#tell()
    const { inputs } = makeWindows(prepared.values, prepared.window, prepared.split.test)
    const { window, norm } = experiment
    const application = { windows: inputs, paths: {} }
    const { weights } = trained
    const job = { kind: 'apply', model, window, norm, weights, application } as const
    const applied: Applied | null = await this.#finish(model, this.#pool.apply(job))
    return applied?.predictions ?? new Float32Array(0)
  }

  /** A job's result; null when it did not come to its end, which ends the study. */
  async #finish<T>(
    model: ModelSpec,
    ticket: { readonly end: Promise<JobEnd<T>>; cancel(): void }
  ): Promise<T | null> {
    const cancel = () => ticket.cancel()
    this.#signal.addEventListener('abort', cancel)
    if (!this.goesOn) cancel()
    const end = await ticket.end
    this.#signal.removeEventListener('abort', cancel)
    if (end.kind === 'done') return this.goesOn ? end.result : null
    this.#failure ??= failureOf(end, model)
    this.#stop.abort()
    return null
  }

  #tell(): void {
    const [trained, networks] = [this.#trained, this.#networks]
    this.#options.onProgress?.({ rows: [...this.#rows], trained, networks })
  }
}

function failureOf(end: Exclude<JobEnd<unknown>, { kind: 'done' }>, { name }: ModelSpec): Failure {
  if (end.kind === 'no-engine') return { kind: 'no-engine', reason: end.reason }
  if (end.kind === 'dropped') return { kind: 'cancelled' } // the pool was closed
  return { kind: 'trainer-died', model: name, reason: end.reason }
}

import { availableParallelism } from 'node:os'
import type { Experiment } from '../../shared/experiment.ts'
import { done, type Failure, failed, type Result } from '../../shared/failure.ts'
import { prepare } from '../../shared/lab/prepare.ts'
import { median } from '../../shared/lab/quality.ts'
import type { ModelSpec, Prepared } from '../../shared/types.ts'
import type { Estimate } from '../../shared/wire.ts'
import { isRevision, readBars } from '../store/revisions.ts'
import type { TrainJob } from '../training/job.ts'
import { makeTrainJob } from '../training/make-job.ts'
import type { TrainerPool } from '../training/pool.ts'
import { attemptLater } from './attempt.ts'
import type { Hindcast } from './hindcast.ts'
import { spreadJobs } from './spread-jobs.ts'

/** What an epoch of one network takes when it has a core to itself. */
interface Pace {
  readonly milliseconds: number
  /** Relative: median absolute deviation of the measured stretches over their median. */
  readonly spread: number
}

const probeTime = 350 // ms a network after its first call, which builds the program
const leastStretches = 3

/**
 * Measures how long experiments take here, with a few real epochs of each network in a trainer.
 * What was measured is kept by all that decides about speed. While a run trains nothing is
 * measured: known figures answer, or the estimate waits. A newer estimate ends an older one.
 */
export class Estimator {
  readonly #paces = new Map<string, Pace>()
  readonly #isTraining: () => boolean
  #current: AbortController | null = null
  #idle = Promise.withResolvers<void>()

  constructor(isTraining: () => boolean) {
    this.#isTraining = isTraining
  }

  /** Fails with `cancelled` when a newer estimate was asked for, `no-engine`, or as `prepare` does. */
  async estimate(
    h: Hindcast,
    experiment: Experiment,
    revisionId: number,
    seeds = 1
  ): Promise<Result<Estimate>> {
    this.#current?.abort()
    const own = new AbortController()
    this.#current = own
    return attemptLater(h, async () => {
      if (!isRevision(h.store, revisionId)) return failed({ kind: 'no-such-series', revisionId })
      const prepared = prepare(readBars(h.store, revisionId), experiment)
      if (!prepared.ok) return prepared
      const failure = await this.#measureAll(h, prepared.value, experiment, own.signal)
      return failure ? failed(failure) : done(this.#answer(h, prepared.value, experiment, seeds))
    })
  }

  /** A phase of a real run ended: what it took with so many networks at once. */
  learn(prepared: Prepared, experiment: Experiment, model: ModelSpec, took: Took): void {
    const key = keyOf(makeTrainJob(prepared, experiment, model, fresh))
    if (this.#paces.has(key) || took.epochs < 1) return
    const share = Math.min(1, availableParallelism() / Math.max(1, took.together))
    const milliseconds = ((took.seconds * 1000) / took.epochs) * share
    this.#paces.set(key, { milliseconds, spread: 0.25 }) // others worked at the same time
  }

  /** Nothing trains any more: what waited is measured now. */
  wake(): void {
    this.#idle.resolve()
    this.#idle = Promise.withResolvers<void>()
  }

  close(): void {
    this.#current?.abort()
    this.wake()
  }

  /** Side by side, but never more at once than there are cores: each has one to itself. */
  async #measureAll(
    h: Hindcast,
    prepared: Prepared,
    experiment: Experiment,
    signal: AbortSignal
  ): Promise<Failure | null> {
    const models = [...experiment.models]
    let failure: Failure | null = null
    const measureNext = async (): Promise<void> => {
      const model = models.shift()
      if (!model || failure) return
      failure ??= await this.#measure(h, prepared, experiment, model, signal)
      await measureNext()
    }
    const lanes = Math.min(availableParallelism(), h.pool.use.most)
    await Promise.all(Array.from({ length: lanes }, measureNext))
    return failure
  }

  async #measure(
    { pool }: Hindcast,
    prepared: Prepared,
    experiment: Experiment,
    model: ModelSpec,
    signal: AbortSignal
  ): Promise<Failure | null> {
    const job = makeTrainJob(prepared, experiment, model, fresh)
    const key = keyOf(job)
    if (this.#paces.has(key)) return null
    while (this.#isTraining() && !signal.aborted && !this.#paces.has(key)) {
      await Promise.race([this.#idle.promise, aborted(signal)])
    }
    if (signal.aborted) return { kind: 'cancelled' }
    if (this.#paces.has(key)) return null
    const pace = await probe(pool, job, signal)
    if ('kind' in pace) return pace
    this.#paces.set(key, pace)
    return null
  }

  #answer({ pool }: Hindcast, prepared: Prepared, experiment: Experiment, seeds: number): Estimate {
    const models = experiment.models.map(model => {
      const job = makeTrainJob(prepared, experiment, model, fresh)
      const { milliseconds, spread } = this.#paces.get(keyOf(job)) as Pace
      const again = experiment.retrain ? prepared.split.windows / watchedCost(job) : 0
      const first = (milliseconds * experiment.epochs) / 1000
      const seconds = first * (1 + again)
      const parameters = countParameters(model, experiment.norm)
      return {
        model: model.name,
        millisecondsPerEpoch: milliseconds,
        seconds,
        parameters,
        spread,
        // while the test part is closed, seeds are not trained again for a forecast
        ofSeed: experiment.protocol === 'sealed' ? first : seconds,
      }
    })
    const spread = (jobs: readonly number[]) =>
      spreadJobs(jobs, Math.min(pool.use.most, jobs.length), availableParallelism())
    const others = Array.from({ length: seeds - 1 }, () => models.map(({ ofSeed }) => ofSeed))
    const seedSeconds = seeds > 1 ? spread(others.flat()) : 0
    return {
      seconds: spread(models.map(({ seconds }) => seconds)) + seedSeconds,
      seedSeconds,
      spread: Math.max(...models.map(own => own.spread)),
      models: models.map(({ spread: _, ofSeed: __, ...rest }) => rest),
      atMost: experiment.protocol === 'sealed' && experiment.patience !== null,
    }
  }
}

export interface Took {
  readonly epochs: number
  readonly seconds: number
  /** Networks that trained at once. */
  readonly together: number
}

const fresh = { checkpoint: null, secondsBefore: 0 }

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise(resolve => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })

/** All that decides how long an epoch takes; neither numbers nor rates do. */
function keyOf({ model, settings, train, watched, protocol }: TrainJob): string {
  const { cell, hidden, layers, activation, reset } = model
  const { window, batch, norm, dropout, optimizer, clip, weightDecay, shuffle } = settings
  return JSON.stringify([
    [cell, hidden, layers, activation, reset],
    [window, batch, norm, dropout > 0, optimizer, clip !== null, weightDecay > 0, shuffle],
    [train.end - train.start, watched ? watched.end - watched.start : 0, protocol],
  ])
}

/** Looking at a window costs about a third of learning from it: a forward pass and no backward one. */
const lookCost = 1 / 3

/** An epoch's work in windows learnt from. */
const watchedCost = ({ train, watched }: TrainJob): number =>
  train.end - train.start + (watched ? (watched.end - watched.start) * lookCost : 0)

const mostWork = 4e8 // multiplications of one probed batch: half a second on a slow core

/**
 * A smaller job of the same shape, and by what to multiply its time: at most four batches an epoch,
 * and smaller ones where even one would take seconds.
 */
export function shrinkJob(job: TrainJob): { readonly job: TrainJob; readonly factor: number } {
  const { train, watched, settings, model } = job
  const perWindow = settings.window * countParameters(model, settings.norm) * 6 // forward and back
  const batch = Math.max(1, Math.min(settings.batch, Math.floor(mostWork / perWindow)))
  const trained = Math.min(train.end - train.start, 4 * batch)
  const share = trained / (train.end - train.start)
  const looked = watched ? Math.max(1, Math.round((watched.end - watched.start) * share)) : 0
  const small: TrainJob = {
    ...job,
    settings: { ...settings, batch, epochs: 1_000_000, schedule: { kind: 'constant' } },
    train: { start: train.start, end: train.start + trained },
    watched: watched ? { start: watched.start, end: watched.start + looked } : null,
  }
  return { job: small, factor: watchedCost(job) / watchedCost(small) }
}

/** Trains a moment, and times the epochs after the first call, which builds the program. */
async function probe(pool: TrainerPool, whole: TrainJob, signal: AbortSignal) {
  const { job, factor } = shrinkJob(whole)
  const marks: { readonly epoch: number; readonly seconds: number }[] = []
  const ticket = pool.train(job, {
    onProgress(epochs, _best, seconds) {
      marks.push({ epoch: epochs.at(-1)?.epoch ?? 0, seconds })
      const [first] = marks
      const long = first !== undefined && (seconds - first.seconds) * 1000 >= probeTime
      if (long && marks.length > leastStretches) ticket.cancel()
    },
  })
  const stop = () => ticket.cancel()
  signal.addEventListener('abort', stop, { once: true })
  const end = await ticket.end
  signal.removeEventListener('abort', stop)
  if (signal.aborted) return { kind: 'cancelled' } as const
  if (end.kind === 'no-engine') return { kind: 'no-engine', reason: end.reason } as const
  if (end.kind !== 'done')
    return { kind: 'trainer-died', model: whole.model.name, reason: end.reason } as const
  return paceOf(marks, factor)
}

function paceOf(
  marks: readonly { readonly epoch: number; readonly seconds: number }[],
  factor: number
): Pace {
  const paces = marks.slice(1).flatMap(({ epoch, seconds }, i) => {
    const before = marks[i] as { epoch: number; seconds: number }
    return epoch > before.epoch
      ? [(1000 * (seconds - before.seconds)) / (epoch - before.epoch)]
      : []
  })
  const middle = median(paces)
  const spread = median(paces.map(pace => Math.abs(pace - middle))) / middle
  return { milliseconds: middle * factor, spread: Number.isFinite(spread) ? spread : 1 }
}

/** PyTorch's count: two biases a gate; normalisation's γ and β; the head. */
export function countParameters(
  { cell, hidden, layers }: Pick<ModelSpec, 'cell' | 'hidden' | 'layers'>,
  norm: Experiment['norm']
): number {
  const gates = { rnn: 1, lstm: 4, gru: 3 }[cell]
  let count = hidden + 1 // head
  for (let layer = 0; layer < layers; layer++) {
    const input = layer === 0 ? 1 : hidden
    count += gates * hidden * (input + hidden + 2)
    count += norm === 'batch' ? 2 * input : norm === 'layer' ? 2 * hidden : 0
  }
  return count
}

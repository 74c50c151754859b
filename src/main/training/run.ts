import type { Failure } from '../../shared/failure.ts'
import { prepare } from '../../shared/lab/prepare.ts'
import type { ModelSpec, Prepared } from '../../shared/types.ts'
import { resumePoint, saveCheckpoint } from '../store/checkpoints.ts'
import type { EpochRow } from '../store/epochs.ts'
import {
  acquireLease,
  keepLease,
  type Lease,
  LeaseLostError,
  releaseLease,
} from '../store/leases.ts'
import { finishModel, type ModelKey, markModel, type Phase, readModels } from '../store/models.ts'
import { readBars } from '../store/revisions.ts'
import { markRun } from '../store/run-states.ts'
import { type Run, readRun } from '../store/runs.ts'
import type { Store } from '../store/store.ts'
import { storeFailure } from '../store/store-failure.ts'
import { saveWeights } from '../store/weights.ts'
import { makeRetrainJob, makeTrainJob } from './make-job.ts'
import type { TrainResult } from './messages.ts'
import type { JobEnd, Ticket, TrainerPool } from './pool.ts'
import type { EpochFigures, TrainCheckpoint } from './train.ts'
import { weightsFile } from './weights-file.ts'

/** Who watches a run. Nothing here may throw. */
export interface RunListener {
  onStart?(model: string, phase: Phase): void
  onEpochs?(
    model: string,
    phase: Phase,
    rows: readonly EpochRow[],
    best: { readonly epoch: number; readonly loss: number } | null,
    seconds: number
  ): void
  onPaused?(model: string, phase: Phase): void
  onPhaseEnd?(model: string, phase: Phase, end: PhaseEnd): void
  /** What goes on beside training, in words: “Measuring”. */
  onStage?(text: string): void
  /** Something the person should know: a trainer that died and was replaced. */
  onNotice?(text: string): void
}

export interface PhaseEnd {
  readonly stopped: TrainResult['outcome']['stopped']
  readonly epoch: number
  readonly bestEpoch: number | null
  readonly seconds: number
  readonly trouble: string | null
}

export type TrainingEnd =
  | { readonly kind: 'trained' }
  | { readonly kind: 'interrupted' }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'failed'; readonly failure: Failure }

/**
 * Trains all models of a run, side by side: each as the experiment says and then, for the forecast,
 * again on all known days. What is finished already is not done again, what was interrupted goes on
 * from its checkpoint. Holds the run's lease all the while.
 */
export class RunTraining {
  readonly end: Promise<TrainingEnd>
  readonly #store: Store
  readonly #pool: TrainerPool
  readonly #run: Run
  readonly #listener: RunListener
  readonly #tickets = new Map<string, Ticket<TrainResult>>()
  readonly #paused = new Set<string>()
  #stopping: 'interrupted' | 'cancelled' | null = null
  #failure: Failure | null = null

  constructor(store: Store, pool: TrainerPool, id: string, lease: Lease, listener: RunListener) {
    this.#store = store
    this.#pool = pool
    this.#run = readRun(store, id)
    this.#listener = listener
    this.end = this.#train(lease)
  }

  pause(model?: string): void {
    for (const name of this.#named(model)) {
      this.#paused.add(name)
      this.#tickets.get(name)?.pause()
    }
    this.#tellPause()
  }

  goOn(model?: string): void {
    for (const name of this.#named(model)) {
      this.#paused.delete(name)
      this.#tickets.get(name)?.goOn()
    }
    this.#tellPause()
  }

  /** Ends one model where it stands; its weights count as they are. */
  cancelModel(model: string): void {
    this.#tickets.get(model)?.cancel()
  }

  /** Checkpoints and stops; the run can be resumed. */
  interrupt(): void {
    this.#stop('interrupted')
  }

  /** Checkpoints and stops for good, until someone resumes it after all. */
  cancel(): void {
    this.#stop('cancelled')
  }

  /** Stops at once; the run resumes from its last checkpoint. */
  kill(): void {
    this.#stopping ??= 'interrupted'
    for (const ticket of this.#tickets.values()) ticket.kill()
  }

  #stop(how: 'interrupted' | 'cancelled'): void {
    this.#stopping ??= how
    for (const ticket of this.#tickets.values()) ticket.cancel()
  }

  #named(model: string | undefined): string[] {
    return model === undefined ? this.#run.experiment.models.map(({ name }) => name) : [model]
  }

  #tellPause(): void {
    const all = this.#run.experiment.models.every(({ name }) => this.#paused.has(name))
    if (this.#stopping === null) markRun(this.#store, this.#run.id, all ? 'paused' : 'training')
  }

  async #train(lease: Lease): Promise<TrainingEnd> {
    const { id, experiment, revision } = this.#run
    const stopBeating = keepLease(this.#store, lease, () => this.#loseLease())
    try {
      markRun(this.#store, id, 'training')
      const prepared = prepare(readBars(this.#store, revision.id), experiment)
      if (!prepared.ok) return this.#conclude(prepared.failure)
      const models = experiment.models.map(model => this.#trainModel(prepared.value, model))
      await Promise.all(models)
      return this.#conclude(this.#failure)
    } finally {
      stopBeating()
      releaseLease(this.#store, lease)
    }
  }

  #conclude(failure: Failure | null): TrainingEnd {
    const { id } = this.#run
    if (failure?.kind === 'run-busy') return { kind: 'failed', failure } // no longer ours to mark
    if (failure) {
      markRun(this.#store, id, 'failed', reasonOf(failure))
      return { kind: 'failed', failure }
    }
    if (this.#stopping === null) return { kind: 'trained' }
    markRun(this.#store, id, this.#stopping)
    return { kind: this.#stopping }
  }

  #loseLease(): void {
    this.#failure = { kind: 'run-busy', id: this.#run.id, owner: 'another process' }
    this.kill()
  }

  async #trainModel(prepared: Prepared, model: ModelSpec): Promise<void> {
    const { experiment } = this.#run
    const first = await this.#phase(model, 'train', going =>
      makeTrainJob(prepared, experiment, model, going)
    )
    if (first === null || !experiment.retrain) return
    await this.#phase(model, 'retrain', going =>
      makeRetrainJob(prepared, experiment, model, first, going)
    )
  }

  /** Brings one phase to its end; answers the epoch whose weights it has, or null when stopped. */
  async #phase(
    model: ModelSpec,
    phase: Phase,
    makeJob: (going: Parameters<typeof makeTrainJob>[3]) => Parameters<TrainerPool['train']>[0]
  ): Promise<number | null> {
    const key: ModelKey = { run: this.#run.id, model: model.name, phase }
    const known = readModels(this.#store, key.run).find(
      row => row.model === key.model && row.phase === phase
    )
    if (known?.state === 'finished' || known?.state === 'failed')
      return this.#chosenEpoch(known.epoch, known.bestEpoch)
    for (let lives = 2; lives > 0 && this.#goesOn(); lives--) {
      const { checkpoint } = resumePoint(this.#store, key)
      const job = makeJob({
        checkpoint: checkpoint?.blob ?? null,
        secondsBefore: checkpoint?.seconds ?? 0,
      })
      const end = await this.#hand(key, job)
      if (end.kind === 'done') return this.#keep(key, end.result)
      if (end.kind === 'no-engine') this.#fail({ kind: 'no-engine', reason: end.reason })
      else if (this.#goesOn()) this.#mourn(key, end.reason, lives - 1)
    }
    return null
  }

  #goesOn(): boolean {
    return this.#stopping === null && this.#failure === null
  }

  async #hand(
    key: ModelKey,
    job: Parameters<TrainerPool['train']>[0]
  ): Promise<JobEnd<TrainResult>> {
    const { model, phase } = key
    const ticket = this.#pool.train(job, {
      onStart: () => {
        markModel(this.#store, key, 'training')
        this.#listener.onStart?.(model, phase)
      },
      onProgress: (epochs, best, seconds) =>
        this.#listener.onEpochs?.(model, phase, this.#rows(epochs), best, seconds),
      onCheckpoint: checkpoint => this.#save(key, checkpoint),
      onPaused: () => this.#listener.onPaused?.(model, phase),
    })
    this.#tickets.set(model, ticket)
    if (this.#paused.has(model)) ticket.pause()
    const end = await ticket.end
    this.#tickets.delete(model)
    return end
  }

  #save(key: ModelKey, { profiles, epochs, ...checkpoint }: TrainCheckpoint): void {
    const rows = this.#rows(epochs)
    this.#guard(() =>
      saveCheckpoint(this.#store, key, { ...checkpoint, epochs: rows, gradients: profiles })
    )
  }

  /** What the store may refuse while a run goes on: the lease is gone, the disk is full. */
  #guard(write: () => void): void {
    if (!this.#store.db.open) return
    try {
      write()
    } catch (error) {
      if (error instanceof LeaseLostError) {
        this.#loseLease()
        return
      }
      const failure = storeFailure(error, this.#store.folder)
      if (failure === null) throw error
      this.#fail(failure)
    }
  }

  /** The watched loss in the column of the part that it is of. */
  #rows(epochs: readonly EpochFigures[]): EpochRow[] {
    const tutorial = this.#run.experiment.protocol === 'tutorial'
    return epochs.map(({ epoch, train, watched, gradientNorm }) => ({
      epoch,
      train,
      validation: tutorial ? Number.NaN : watched,
      test: tutorial ? watched : Number.NaN,
      gradientNorm,
    }))
  }

  /** Keeps a trained model, unless it stopped because the whole run was to stop. */
  #keep(key: ModelKey, { outcome, bestEpoch, weights }: TrainResult): number | null {
    const { stopped, epoch, seconds, trouble } = outcome
    if (stopped === 'cancelled' && this.#stopping !== null) return null
    const { bytes, hash } = weightsFile(weights)
    saveWeights(this.#store, key, bytes)
    const end = { stopped, epoch, seconds, trouble, bestEpoch }
    finishModel(this.#store, key, { ...end, weightsHash: hash })
    this.#listener.onPhaseEnd?.(key.model, key.phase, end)
    return this.#chosenEpoch(epoch, bestEpoch)
  }

  #chosenEpoch(epoch: number, bestEpoch: number | null): number {
    return this.#run.experiment.protocol === 'sealed' ? (bestEpoch ?? epoch) : epoch
  }

  #mourn({ model }: ModelKey, reason: string, livesLeft: number): void {
    if (livesLeft > 0)
      this.#listener.onNotice?.(
        `${model}: ${reason}. It goes on from its last checkpoint, in another process.`
      )
    else this.#fail({ kind: 'trainer-died', model, reason })
  }

  #fail(failure: Failure): void {
    this.#failure ??= failure
    for (const ticket of this.#tickets.values()) ticket.cancel()
  }
}

const reasonOf = (failure: Failure): string =>
  'reason' in failure ? String(failure.reason) : failure.kind

/** Takes the run's lease and trains it. Fails with `run-busy` while another process does. */
export function trainRun(
  store: Store,
  pool: TrainerPool,
  id: string,
  kind: string,
  listener: RunListener
) {
  const lease = acquireLease(store, id, kind)
  if (!lease.ok) return lease
  const value = new RunTraining(store, pool, id, lease.value, listener)
  return { ok: true as const, value }
}

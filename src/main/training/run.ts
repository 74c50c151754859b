import type { Failure } from '../../shared/failure.ts'
import { chosenEpoch } from '../../shared/lab/chosen-epoch.ts'
import { prepare } from '../../shared/lab/prepare.ts'
import type { ModelSpec, Prepared } from '../../shared/types.ts'
import {
  acquireLease,
  keepLease,
  type Lease,
  LeaseLostError,
  readOwner,
  releaseLease,
} from '../store/leases.ts'
import { type ModelKey, markModel, type Phase } from '../store/models.ts'
import { readBars } from '../store/revisions.ts'
import { type Run, type RunState, readRun } from '../store/runs.ts'
import type { Store } from '../store/store.ts'
import { storeFailure } from '../store/store-failure.ts'
import type { TrainJob } from './job.ts'
import { type Going, makeRetrainJob, makeTrainJob } from './make-job.ts'
import type { TrainResult } from './messages.ts'
import type { TrainerPool } from './pool.ts'
import { firstPaths, secondPaths } from './replay-paths.ts'
import type { RunListener, TrainingEnd } from './run-listener.ts'
import {
  epochRows,
  readGoing,
  readPhase,
  recordCheckpoint,
  recordEnd,
  recordState,
  recordWaiting,
} from './run-record.ts'
import { RunTickets } from './run-tickets.ts'
import type { JobEnd } from './ticket.ts'

export type { PhaseEnd, RunListener, TrainingEnd } from './run-listener.ts'

/**
 * Trains all models of a run, side by side: each as the experiment says and then, for the forecast,
 * again on all known days. What is finished already is not done again, what was interrupted goes on
 * from its checkpoint. Holds the run's lease all the while.
 * Once it is over, nothing that is asked of it does anything.
 */
export class RunTraining {
  readonly end: Promise<TrainingEnd>
  readonly #store: Store
  readonly #pool: TrainerPool
  readonly #run: Run
  readonly #listener: RunListener
  readonly #tickets: RunTickets
  #state: RunState = 'training'
  #stopping: 'interrupted' | 'cancelled' | null = null
  #failure: Failure | null = null
  #bug: { readonly error: unknown } | null = null

  constructor(store: Store, pool: TrainerPool, lease: Lease, listener: RunListener) {
    this.#store = store
    this.#pool = pool
    this.#run = readRun(store, lease.run)
    this.#listener = listener
    this.#tickets = new RunTickets(this.#run.experiment.models.map(({ name }) => name))
    this.end = this.#hold(lease)
  }

  pause(model?: string): void {
    this.#tickets.pause(model)
    this.#tellState()
  }

  goOn(model?: string): void {
    this.#tickets.goOn(model)
    this.#tellState()
  }

  /** Ends one model where it stands, or would begin; its weights count as they are. */
  cancelModel(model: string): void {
    this.#tickets.cancel(model)
    this.#tellState()
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
    this.#tickets.killAll()
  }

  #stop(how: 'interrupted' | 'cancelled'): void {
    this.#stopping ??= how
    this.#tickets.cancelAll()
  }

  /** A run is paused when all that it still has to train is. */
  #tellState(): void {
    if (!this.#goesOn()) return
    const state = this.#tickets.isPaused() ? 'paused' : 'training'
    if (state !== this.#state) this.#mark(state)
  }

  #mark(state: RunState, reason?: string): void {
    this.#state = state
    this.#safely(() => recordState(this.#store, this.#run.id, state, reason))
  }

  async #hold(lease: Lease): Promise<TrainingEnd> {
    const stopBeating = keepLease(this.#store, lease, () => this.#loseLease())
    try {
      this.#mark('training')
      if (this.#goesOn()) await this.#train()
      return this.#conclude()
    } finally {
      stopBeating()
      if (this.#store.db.open) releaseLease(this.#store, lease)
    }
  }

  async #train(): Promise<void> {
    const { experiment, revision } = this.#run
    const prepared = prepare(readBars(this.#store, revision.id), experiment)
    if (!prepared.ok) this.#fail(prepared.failure)
    else await Promise.all(experiment.models.map(model => this.#trainModel(prepared.value, model)))
  }

  /** @throws what was thrown at us: a bug, once everything stands still */
  #conclude(): TrainingEnd {
    if (!this.#failure && !this.#bug && this.#stopping) this.#mark(this.#stopping)
    if (this.#failure && this.#failure.kind !== 'run-busy')
      this.#mark('failed', reasonOf(this.#failure))
    if (this.#bug) throw this.#bug.error
    if (this.#failure) return { kind: 'failed', failure: this.#failure }
    return { kind: this.#stopping ?? 'trained' }
  }

  async #trainModel(prepared: Prepared, model: ModelSpec): Promise<void> {
    const { experiment } = this.#run
    try {
      const epochs = await this.#phase(model.name, 'train', going => ({
        ...makeTrainJob(prepared, experiment, model, going),
        paths: firstPaths(prepared, experiment),
      }))
      if (epochs === null) return
      if (experiment.retrain)
        await this.#phase(model.name, 'retrain', going => ({
          ...makeRetrainJob(prepared, experiment, model, epochs, going),
          paths: secondPaths(prepared, experiment),
        }))
      this.#tickets.finish(model.name)
      this.#tellState()
    } catch (error) {
      this.#refuse(error)
    }
  }

  /** Brings one phase to its end; answers the epoch whose weights it has, or null when stopped. */
  async #phase(
    model: string,
    phase: Phase,
    makeJob: (going: Going) => TrainJob
  ): Promise<number | null> {
    const key: ModelKey = { run: this.#run.id, model, phase }
    const known = readPhase(this.#store, key)
    const { protocol } = this.#run.experiment
    if (known?.state === 'finished' || known?.state === 'failed')
      return chosenEpoch(protocol, known)
    for (let lives = 2; lives > 0 && this.#goesOn(); lives--) {
      const end = await this.#hand(key, makeJob(readGoing(this.#store, key)))
      if (end.kind === 'done' && this.#counts(model, end.result)) return this.#keep(key, end.result)
      if (end.kind === 'dropped') this.#stopping ??= 'interrupted'
      if (end.kind === 'no-engine') this.#fail({ kind: 'no-engine', reason: end.reason })
      if (end.kind === 'died' && this.#goesOn()) this.#mourn(model, end.reason, lives - 1)
    }
    if (this.#store.db.open && this.#failure?.kind !== 'run-busy') recordWaiting(this.#store, key)
    return null
  }

  #goesOn(): boolean {
    if (!this.#store.db.open) this.#stopping ??= 'interrupted'
    return this.#stopping === null && this.#failure === null && this.#bug === null
  }

  /** One that was stopped because the run was to stop goes on another time. */
  #counts(model: string, { outcome }: TrainResult): boolean {
    return outcome.stopped !== 'cancelled' || this.#tickets.isCancelled(model)
  }

  async #hand(key: ModelKey, job: TrainJob): Promise<JobEnd<TrainResult>> {
    const { model, phase } = key
    const { protocol } = this.#run.experiment
    const ticket = this.#pool.train(job, {
      onStart: () => {
        this.#safely(() => markModel(this.#store, key, 'training'))
        this.#listener.onStart?.(model, phase)
      },
      onProgress: (epochs, best, seconds) =>
        this.#listener.onEpochs?.(model, phase, epochRows(protocol, epochs), best, seconds),
      onCheckpoint: checkpoint =>
        this.#safely(() => recordCheckpoint(this.#store, key, protocol, checkpoint)),
      onPaused: () => this.#listener.onPaused?.(model, phase),
    })
    this.#tickets.add(model, ticket)
    const end = await ticket.end
    this.#tickets.remove(model)
    return end
  }

  #keep(key: ModelKey, result: TrainResult): number {
    const end = recordEnd(this.#store, key, result)
    this.#tickets.kept(key.model)
    this.#listener.onPhaseEnd?.(key.model, key.phase, end)
    return chosenEpoch(this.#run.experiment.protocol, end)
  }

  #mourn(model: string, reason: string, livesLeft: number): void {
    if (livesLeft > 0)
      this.#listener.onNotice?.(
        `${model}: ${reason}. It goes on from its last checkpoint, in another process.`
      )
    else this.#fail({ kind: 'trainer-died', model, reason })
  }

  #fail(failure: Failure): void {
    this.#failure ??= failure
    this.#tickets.cancelAll()
  }

  #loseLease(): void {
    const { id } = this.#run
    const owner = this.#store.db.open ? readOwner(this.#store, id) : null
    this.#failure = { kind: 'run-busy', id, owner: owner ?? 'another process' }
    this.#tickets.killAll()
  }

  /** For what comes as an event and has nobody to throw to. */
  #safely(work: () => void): void {
    try {
      if (this.#store.db.open) work()
    } catch (error) {
      this.#refuse(error)
    }
  }

  /** What the store may refuse while a run goes on: the lease is gone, the disk is full. Else a bug. */
  #refuse(error: unknown): void {
    if (error instanceof LeaseLostError) {
      this.#loseLease()
      return
    }
    const failure = storeFailure(error, this.#store.folder)
    if (failure) this.#fail(failure)
    else {
      this.#bug ??= { error }
      this.kill()
    }
  }
}

const reasonOf = (failure: Failure): string =>
  'reason' in failure ? String(failure.reason) : failure.kind

/** Takes the run's lease and trains it. Fails with `run-busy` while another process has it. */
export function trainRun(
  store: Store,
  pool: TrainerPool,
  id: string,
  kind: string,
  listener: RunListener
) {
  const lease = acquireLease(store, id, kind)
  if (!lease.ok) return lease
  return { ok: true as const, value: new RunTraining(store, pool, lease.value, listener) }
}

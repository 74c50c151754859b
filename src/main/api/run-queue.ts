import { describeFailure, done, type Failure, failed, type Result } from '../../shared/failure.ts'
import { readOwner } from '../store/leases.ts'
import {
  enqueueRun,
  hasPlace,
  leaveQueue,
  readQueue,
  requeueInterrupted,
  takePlace,
} from '../store/queue.ts'
import { markRun } from '../store/run-states.ts'
import { findRun, type Run, readRun } from '../store/runs.ts'
import type { RunEnd } from './conclude-run.ts'
import type { Hindcast } from './hindcast.ts'
import { type ListenerOptions, listenToRun } from './listen-to-run.ts'
import { LiveRun } from './live-run.ts'
import { type RunHandle, resumeRun } from './runs.ts'
import type { Desk } from './service.ts'
import { progressOf } from './training-state.ts'

interface QueueOptions extends Omit<ListenerOptions, 'tell'> {
  /** The database in use now. */
  readonly hindcast: () => Hindcast
  readonly desk: Pick<Desk, 'keepAwake'>
  /** Nothing trains any more. */
  readonly onIdle?: () => void
  readonly onFinished?: (id: string) => void
}

interface Active {
  readonly run: Run
  readonly handle: RunHandle
  readonly live: LiveRun
  /** Resolves once its end is written down. */
  readonly over: Promise<void>
}

/**
 * Trains one run at a time, its networks side by side; the others wait in the database, in order.
 * A run keeps its place while it trains, so that after a crash or a closing it is found again.
 */
export class RunQueue {
  readonly #options: QueueOptions
  #active: Active | null = null
  #closed = false
  #awake = false
  /** Set when no run can train: then the queue waits for a person. */
  #stuck = false

  constructor(options: QueueOptions) {
    this.#options = options
  }

  get #h(): Hindcast {
    return this.#options.hindcast()
  }

  /** Queues again what the app was training when it ended; answers how many wait now. */
  begin(): number {
    this.#closed = false
    requeueInterrupted(this.#h.store)
    const count = readQueue(this.#h.store).length
    this.#serve()
    return count
  }

  /** How many runs train or wait. */
  get count(): number {
    if (this.#closed || !this.#h.store.db.open) return 0
    return (this.#active ? 1 : 0) + readQueue(this.#h.store).length
  }

  get isTraining(): boolean {
    return this.#active !== null
  }

  /** The run that trains here now, as far as it got. */
  live(id: string): LiveRun | null {
    return this.#active?.run.id === id ? this.#active.live : null
  }

  /** Puts a run at the end of the queue; it trains at once when nothing else does. */
  add(id: string): void {
    enqueueRun(this.#h.store, id)
    this.#stuck = false
    this.#changed(id)
    this.#giveWay()
    this.#serve()
  }

  /** As `add`, for a run that stands still. Fails with `run-finished` or `run-waits`. */
  resume(typed: string): Result<undefined> {
    const found = findRun(this.#h.store, typed)
    if (!found.ok) return found
    const { id, state } = found.value
    if (state === 'finished') return failed({ kind: 'run-finished', id })
    const active = this.#activeOf(id)
    if (active) {
      if (active.live.isPaused) return this.goOn(id)
      return failed({ kind: 'run-waits', id, state: 'being trained' })
    }
    if (state === 'queued' && hasPlace(this.#h.store, id)) {
      if (!this.#stuck) return failed({ kind: 'run-waits', id, state: 'queued' })
      this.#stuck = false
      this.#serve()
      return done(undefined)
    }
    const owner = readOwner(this.#h.store, id)
    if (owner !== null) return failed({ kind: 'run-busy', id, owner })
    this.add(id)
    return done(undefined)
  }

  /** Pauses one model, or the run; a run that waits is taken out of the queue until it goes on. */
  pause(typed: string, model?: string): Result<undefined> {
    return this.#with(typed, model, {
      active: ({ handle, live, run }) => {
        live.pause(model)
        handle.pause(model)
        // paused by a person: the next start is not to go on with it unasked
        if (live.isPaused) leaveQueue(this.#h.store, run.id)
        this.#tell(run, live, model)
        this.#giveWay()
      },
      waiting: ({ id }) => {
        leaveQueue(this.#h.store, id)
        markRun(this.#h.store, id, 'interrupted', 'paused while it waited')
      },
    })
  }

  goOn(typed: string, model?: string): Result<undefined> {
    return this.#with(typed, model, {
      active: ({ handle, live, run }) => {
        const wasPaused = live.isPaused
        live.goOn(model)
        handle.goOn(model)
        if (wasPaused) takePlace(this.#h.store, run.id)
        this.#tell(run, live, model)
      },
      waiting: () => {},
      standing: ({ id }) => this.add(id),
    })
  }

  /** Ends one model where it stands, its weights count; or the whole run. */
  cancel(typed: string, model?: string): Result<undefined> {
    return this.#with(typed, model, {
      active: ({ handle, live, run }) => {
        if (model !== undefined) {
          live.goOn(model)
          handle.cancelModel(model)
          return
        }
        leaveQueue(this.#h.store, run.id)
        handle.cancel()
      },
      waiting: ({ id }) => {
        leaveQueue(this.#h.store, id)
        markRun(this.#h.store, id, 'cancelled')
      },
      standing: ({ id, state }) => {
        if (state === 'cancelled') return
        leaveQueue(this.#h.store, id)
        markRun(this.#h.store, id, 'cancelled')
      },
    })
  }

  /** Takes a run that is to be deleted out of the queue; answers why not. */
  leave(typed: string): Failure | null {
    const found = findRun(this.#h.store, typed)
    if (!found.ok) return found.failure
    const { id, state } = found.value
    if (this.#activeOf(id)) return { kind: 'run-busy', id, owner: 'this window' }
    leaveQueue(this.#h.store, id)
    if (state === 'queued') markRun(this.#h.store, id, 'interrupted', 'deleted while it waited')
    return null
  }

  /** Interrupts what trains at a checkpoint and waits for it; what waits is kept for the next start. */
  async close(): Promise<void> {
    this.#closed = true
    const active = this.#active
    if (!active) return
    active.handle.interrupt()
    await active.over
  }

  /** Does what fits the run: it trains here, waits here, or stands still. */
  #with(
    typed: string,
    model: string | undefined,
    ways: {
      readonly active: (active: Active) => void
      readonly waiting: (run: Run) => void
      readonly standing?: (run: Run) => void
    }
  ): Result<undefined> {
    const found = findRun(this.#h.store, typed)
    if (!found.ok) return found
    const run = found.value
    const { id, state, experiment } = run
    const models = experiment.models.map(({ name }) => name)
    if (model !== undefined && !models.includes(model))
      return failed({ kind: 'no-such-model', run: id, model, models })
    const active = this.#activeOf(id)
    if (active) ways.active(active)
    else if (state === 'finished') return failed({ kind: 'run-finished', id })
    else if (state === 'queued' && hasPlace(this.#h.store, id)) ways.waiting(run)
    else if (ways.standing && state !== 'training' && state !== 'paused') ways.standing(run)
    else return failed({ kind: 'not-training', id })
    this.#keepAwake()
    this.#changed(id)
    return done(undefined)
  }

  #activeOf(id: string): Active | null {
    return this.#active?.run.id === id ? this.#active : null
  }

  /** A paused run does not hold up those that wait: it is set aside at its checkpoint. */
  #giveWay(): void {
    if (!this.#active?.live.isPaused || readQueue(this.#h.store).length === 0) return
    this.#active.handle.interrupt()
  }

  #serve(): void {
    while (!this.#closed && !this.#active && !this.#stuck) {
      const id = readQueue(this.#h.store)[0]
      if (id === undefined) break
      this.#start(id)
    }
    this.#keepAwake()
    if (!this.#active && !this.#closed) this.#options.onIdle?.()
  }

  /** The computer may sleep while all that trains is paused. */
  #keepAwake(): void {
    const on = this.#active !== null && !this.#active.live.isPaused
    if (on !== this.#awake) this.#options.desk.keepAwake(on)
    this.#awake = on
  }

  #start(id: string): void {
    const run = readRun(this.#h.store, id)
    const live = new LiveRun(run.experiment.models)
    const listener = listenToRun(run, live, {
      ...this.#options,
      tell: model => this.#tell(run, live, model),
    })
    const begun = resumeRun(this.#h, id, listener)
    if (!begun.ok) {
      this.#refuse(id, begun.failure)
      return
    }
    const over = this.#follow(id, begun.value)
    this.#active = { run, handle: begun.value, live, over }
    this.#options.log.write('info', `run ${id} trains`)
    this.#changed(id)
  }

  async #follow(id: string, handle: RunHandle): Promise<void> {
    let end: RunEnd | null = null
    try {
      end = await handle.end
    } catch (error) {
      this.#blame(id, error)
    }
    this.#active = null
    if (!this.#h.store.db.open) return
    this.#conclude(id, end)
    this.#changed(id)
    this.#serve()
  }

  #conclude(id: string, end: RunEnd | null): void {
    this.#options.log.write('info', `run ${id}: ${end?.kind ?? 'stopped by a bug'}`)
    if (end?.kind === 'interrupted') {
      if (!this.#closed)
        markRun(this.#h.store, id, 'interrupted', 'paused; another run took its turn')
      return
    }
    if (end?.kind === 'finished') this.#tellDiary(id)
    if (end?.kind === 'failed') this.#refuse(id, end.failure)
    else leaveQueue(this.#h.store, id)
    if (end?.kind === 'finished') this.#options.onFinished?.(id)
  }

  /** Its forecast was frozen. */
  #tellDiary(id: string): void {
    const { revision } = readRun(this.#h.store, id)
    this.#options.publish('diary-changed', { revisionIds: [revision.id] })
  }

  /** The run is not trained: says why. Without an engine no other would be either. */
  #refuse(id: string, failure: Failure): void {
    const { store } = this.#h
    const words = describeFailure(failure, 'window')
    this.#options.log.write('failure', `run ${id}: ${words}`)
    this.#options.publish('notice', { text: words, intent: 'failure' })
    leaveQueue(store, id)
    if (failure.kind === 'no-engine') this.#stuck = true
    if (failure.kind !== 'run-busy' && failure.kind !== 'run-finished') {
      if (readRun(store, id).state !== 'failed') markRun(store, id, 'failed', failure.kind)
    }
    this.#changed(id)
  }

  #blame(id: string, error: unknown): void {
    const words = error instanceof Error ? error.message : String(error)
    const stack = error instanceof Error ? (error.stack ?? words) : words
    this.#options.log.write('failure', `run ${id}: ${stack}`)
    if (!this.#h.store.db.open) return
    const state = readRun(this.#h.store, id).state
    if (state !== 'finished' && state !== 'failed') markRun(this.#h.store, id, 'failed', words)
    const text = `Run ${id} ended by a mistake of ours (${words}). Help → Report a problem writes down what happened.`
    this.#options.publish('notice', { text, intent: 'failure' })
  }

  /** Says where a model, or each of them, stands. */
  #tell(run: Run, live: LiveRun, model?: string): void {
    if (!this.#h.store.db.open) return
    for (const progress of progressOf(this.#h, run, live)) {
      if (model === undefined || progress.model === model)
        this.#options.publish('model-changed', { run: run.id, progress })
    }
  }

  #changed(id: string): void {
    this.#options.publish('runs-changed', { ids: [id] })
  }
}

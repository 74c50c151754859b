import { describeFailure, done, failed, type Result } from '../../shared/failure.ts'
import type { StudySummary } from '../../shared/studies/study.ts'
import { findRun } from '../store/runs.ts'
import {
  deleteStudy,
  endStudy,
  enqueueStudy,
  findStudy,
  readStudyQueue,
  type Study,
  summaryOf,
} from '../store/studies.ts'
import { workStudy } from '../studies/work-study.ts'
import type { Hindcast } from './hindcast.ts'
import type { Log } from './log.ts'
import type { Publish } from './service.ts'

interface DeskOptions {
  /** The database in use now. */
  readonly hindcast: () => Hindcast
  readonly publish: Publish
  readonly log: Log
  readonly keepAwake: (on: boolean) => void
}

interface Active {
  readonly id: string
  readonly run: string
  readonly stop: AbortController
  summary: StudySummary | null
  readonly over: Promise<void>
}

const toldEvery = 250 // ms

/** Works at one study at a time, beside what trains; the others wait in the database, in order. */
export class StudyDesk {
  readonly #options: DeskOptions
  #active: Active | null = null
  #closed = false
  /** What ended by a mistake of ours would do so again. */
  readonly #blamed = new Set<string>()

  constructor(options: DeskOptions) {
    this.#options = options
  }

  get #h(): Hindcast {
    return this.#options.hindcast()
  }

  /** Goes on with what the app was working at when it ended; answers how many that are. */
  begin(): number {
    this.#closed = false
    const count = readStudyQueue(this.#h.store).length
    this.#serve()
    return count
  }

  /** How many are worked at or wait. */
  get count(): number {
    if (this.#closed || !this.#h.store.db.open) return 0
    return (this.#active ? 1 : 0) + readStudyQueue(this.#h.store).length
  }

  /** Where a study stands, with the time left of the one that is worked at. */
  summary(study: Study): StudySummary {
    const live = this.#active?.id === study.id ? this.#active.summary : null
    return { ...summaryOf(study), secondsLeft: live?.secondsLeft ?? null }
  }

  add(id: string): void {
    this.#blamed.delete(id)
    enqueueStudy(this.#h.store, id)
    this.#tell(id)
    this.#serve()
  }

  resume(typed: string): Result<undefined> {
    const found = findStudy(this.#h.store, typed)
    if (!found.ok) return found
    const { id, state } = found.value
    if (state === 'finished') return failed({ kind: 'study-finished', id })
    if (state === 'running') return failed({ kind: 'study-busy', id })
    this.add(id)
    return done(undefined)
  }

  /** What is done is kept: it can go on later. */
  cancel(typed: string): Result<undefined> {
    const found = findStudy(this.#h.store, typed)
    if (!found.ok) return found
    const { id, state } = found.value
    if (this.#active?.id === id) this.#active.stop.abort()
    else if (state === 'running') return failed({ kind: 'study-busy', id })
    else if (state === 'waiting') endStudy(this.#h.store, id, 'cancelled')
    this.#tell(id)
    return done(undefined)
  }

  remove(typed: string): Result<undefined> {
    const found = findStudy(this.#h.store, typed)
    if (!found.ok) return found
    const { id, run } = found.value
    const removed = deleteStudy(this.#h.store, id)
    if (removed.ok) this.#options.publish('study-changed', { run, id, study: null })
    return removed
  }

  /** A run is about to be deleted: what is worked at of it stops, and goes on if it is restored. */
  leave(typed: string): void {
    const run = findRun(this.#h.store, typed)
    if (run.ok && this.#active?.run === run.value.id) this.#active.stop.abort('interrupted')
  }

  /** Something may have come back. */
  wake(): void {
    this.#serve()
  }

  /** Stops what is worked at; it goes on at the next start. */
  async close(): Promise<void> {
    this.#closed = true
    this.#active?.stop.abort('interrupted')
    await this.#active?.over
  }

  #serve(): void {
    if (!this.#closed && !this.#active && this.#h.store.db.open) {
      const id = readStudyQueue(this.#h.store).find(each => !this.#blamed.has(each))
      const study = id === undefined ? null : findStudy(this.#h.store, id)
      if (study?.ok) this.#start(study.value)
    }
    this.#options.keepAwake(this.#active !== null)
  }

  #start({ id, run }: Study): void {
    const stop = new AbortController()
    const { promise: over, resolve } = Promise.withResolvers<void>()
    this.#active = { id, run, stop, summary: null, over }
    this.#options.log.write('info', `study ${id} begins`)
    void this.#follow(id, stop).finally(resolve)
  }

  async #follow(id: string, { signal }: AbortController): Promise<void> {
    let toldAt = 0
    const onProgress = (summary: StudySummary) => {
      if (this.#active?.id === id) this.#active.summary = summary
      if (performance.now() - toldAt < toldEvery) return
      toldAt = performance.now()
      this.#options.publish('study-changed', { run: summary.run, id, study: summary })
    }
    try {
      const end = await workStudy(this.#h, id, { signal, onProgress })
      const words = end.ok ? 'done' : describeFailure(end.failure, 'window')
      this.#options.log.write('info', `study ${id}: ${words}`)
    } catch (error) {
      this.#blame(id, error)
    }
    this.#active = null
    this.#tell(id)
    this.#serve()
  }

  #blame(id: string, error: unknown): void {
    this.#blamed.add(id)
    const stack = error instanceof Error ? (error.stack ?? error.message) : String(error)
    this.#options.log.write('failure', `study ${id}: ${stack}`)
    const text = `Study ${id} ended by a mistake of ours. Help → Report a problem writes down what happened.`
    this.#options.publish('notice', { text, intent: 'failure' })
  }

  #tell(id: string): void {
    if (!this.#h.store.db.open) return
    const found = findStudy(this.#h.store, id)
    if (!found.ok) return
    const study = this.summary(found.value)
    this.#options.publish('study-changed', { run: study.run, id, study })
  }
}

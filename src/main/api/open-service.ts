import { type RequestName, requestNames } from '../../shared/api.ts'
import { describeFailure, done, failed, type Result } from '../../shared/failure.ts'
import { prepare } from '../../shared/lab/prepare.ts'
import { schemas } from '../../shared/schemas.ts'
import type { EngineState } from '../../shared/wire.ts'
import type { LaunchDrawing } from '../report/write-in-process.ts'
import { putBack } from '../store/backup.ts'
import { noteRestoredBackup } from '../store/diary.ts'
import { listDueSeeds } from '../store/due-seeds.ts'
import { settleRestored } from '../store/queue.ts'
import { readBars } from '../store/revisions.ts'
import { askDueSeeds } from '../studies/due-seeds.ts'
import type { Launch } from '../training/launch.ts'
import { attemptLater } from './attempt.ts'
import type { Context } from './context.ts'
import { CsvFiles } from './csv-files.ts'
import { Estimator } from './estimate.ts'
import { type Hindcast, openHindcast } from './hindcast.ts'
import { shareKeepAwake } from './keep-awake.ts'
import { openLog } from './log.ts'
import { readPreferences } from './preferences.ts'
import { type Handler, handlers } from './requests/handlers.ts'
import { RunQueue } from './run-queue.ts'
import type { Desk, Publish, Service } from './service.ts'
import { StudyDesk } from './study-desk.ts'

export interface ServiceOptions {
  /** Data folder; HINDCAST_DATA or the system's own when absent. */
  readonly folder?: string
  /** How trainers are started; as Node processes when absent. */
  readonly launch?: Launch
  /** How the process that writes a report is started; as a Node process when absent. */
  readonly draw?: LaunchDrawing
  readonly desk: Desk
  readonly publish: Publish
  /** What fetches prices; Node's own when absent. */
  readonly fetch?: typeof globalThis.fetch
  /** Of the host: Electron, Chromium. */
  readonly versions?: Readonly<Record<string, string>>
  /** The clock, for tests. */
  readonly now?: () => Date
  /** Whether networks can be trained here; asked for each time. Ready when absent. */
  readonly engine?: () => EngineState
}

/**
 * The program behind a window: opens the database, readies the trainers, and goes on with what a
 * crash or a closing cut short. Notices are sentences to be read once; `readApp` tells them too.
 */
export function openService(
  options: ServiceOptions
): Result<{ readonly service: Service; readonly notices: readonly string[] }> {
  const opened = openWindowsHindcast(options)
  if (!opened.ok) return opened
  const running = new RunningService(options, opened.value.hindcast, opened.value.notices)
  return done({ service: running, notices: running.notices })
}

function openWindowsHindcast({ folder, launch, draw, now, publish }: ServiceOptions) {
  let pool: Hindcast['pool'] | null = null
  const opened = openHindcast({
    kind: 'the app',
    ...(folder === undefined ? {} : { folder }),
    ...(launch === undefined ? {} : { launch }),
    ...(draw === undefined ? {} : { draw }),
    ...(now === undefined ? {} : { now }),
    onTrainers: () => {
      if (pool === null) return
      const tensorflow = pool.versions?.tensorflow ?? null
      publish('trainers', { ...pool.use, tensorflow })
    },
  })
  if (!opened.ok) return opened
  const { hindcast } = opened.value
  pool = hindcast.pool
  const { trainers } = readPreferences(hindcast)
  if (trainers !== null) hindcast.pool.resize(trainers)
  return opened
}

class RunningService implements Service, Context {
  readonly desk: Desk
  readonly publish: Publish
  readonly queue: RunQueue
  readonly studies: StudyDesk
  readonly estimator: Estimator
  readonly csvFiles = new CsvFiles()
  readonly fetches = new Map<string, AbortController>()
  readonly savedFiles = new Map<string, string>()
  readonly log: Context['log']
  readonly fetch: Context['fetch']
  readonly hostVersions: Context['hostVersions']
  readonly notices: readonly string[]
  readonly #options: ServiceOptions
  #h: Hindcast

  constructor(options: ServiceOptions, hindcast: Hindcast, notices: readonly string[]) {
    this.#options = options
    this.#h = hindcast
    this.desk = options.desk
    this.publish = options.publish
    this.fetch = options.fetch
    this.hostVersions = options.versions ?? {}
    this.log = openLog(hindcast.store.folder, hindcast.store.now)
    this.estimator = new Estimator(() => this.queue.isTraining)
    const keepAwake = shareKeepAwake(on => options.desk.keepAwake(on))
    this.studies = new StudyDesk({
      hindcast: () => this.#h,
      publish: options.publish,
      log: this.log,
      keepAwake: keepAwake('studies'),
    })
    this.queue = new RunQueue({
      hindcast: () => this.#h,
      desk: { keepAwake: keepAwake('runs') },
      publish: options.publish,
      log: this.log,
      onIdle: () => this.estimator.wake(),
      onFinished: id => this.#askSeeds(id),
      onTrained: (run, model, { epoch, seconds }, together) => {
        const spec = run.experiment.models.find(({ name }) => name === model)
        const prepared = prepare(readBars(this.#h.store, run.revision.id), run.experiment)
        const took = { epochs: epoch, seconds, together }
        if (spec && prepared.ok) this.estimator.learn(prepared.value, run.experiment, spec, took)
      },
    })
    this.log.write('info', `opened by ${options.desk.host}`)
    for (const notice of notices) this.log.write('warning', notice)
    this.notices = [...notices, ...tellOfResumed(this.queue.begin())]
    for (const id of listDueSeeds(hindcast.store)) this.#askSeeds(id)
    this.studies.begin()
  }

  /** A run that was started with several seeds is finished: the others begin. */
  #askSeeds(id: string): void {
    const asked = askDueSeeds(this.#h, id)
    if (!asked.ok) {
      const text = `The seeds of run ${id} do not train: ${describeFailure(asked.failure, 'window')}`
      this.publish('notice', { text, intent: 'failure' })
    } else if (asked.value !== null) this.studies.add(asked.value.id)
  }

  get h(): Hindcast {
    return this.#h
  }

  readonly engine = (): EngineState => {
    const { pool } = this.#h
    const probed = this.#options.engine?.()
    if (probed?.ready === false) return probed
    return { ready: true, tensorflow: pool.versions?.tensorflow ?? null, trainers: pool.use.most }
  }

  async answer(name: string, argument: unknown): Promise<Result<unknown>> {
    if (!isRequest(name)) throw new Error(`there is no request ${JSON.stringify(name)}`)
    const parsed = schemas[name].safeParse(argument)
    if (!parsed.success) throw new Error(`${name}: ${parsed.error.message}`)
    if (!this.#h.store.db.open) return failed({ kind: 'cancelled' })
    try {
      // each handler takes what its schema gives: the table and the schemas are typed by one name
      const answer = handlers[name] as Handler<RequestName>
      return await attemptLater(this.#h, async () => answer(this, parsed.data as never))
    } catch (error) {
      this.log.write('failure', `${name}: ${error instanceof Error ? error.stack : String(error)}`)
      throw error
    }
  }

  training(): number {
    return this.queue.count + this.studies.count
  }

  async close(): Promise<void> {
    for (const fetching of this.fetches.values()) fetching.abort()
    this.estimator.close()
    await Promise.all([this.queue.close(), this.studies.close()])
    this.desk.keepAwake(false)
    this.log.write('info', 'closed')
    this.#h.close()
  }

  reopen: Context['reopen'] = replace => {
    const { folder, now } = this.#h.store
    for (const fetching of this.fetches.values()) fetching.abort()
    this.#h.close()
    const replaced = replace({ folder, now })
    const opened = openWindowsHindcast({ ...this.#options, folder })
    if (opened.ok) {
      this.#h = opened.value.hindcast
      if (replaced.ok) {
        settleRestored(this.#h.store)
        noteRestoredBackup(this.#h.store)
      }
      return replaced
    }
    if (!replaced.ok) return opened
    putBack(folder, replaced.value.keptAs)
    const former = openWindowsHindcast({ ...this.#options, folder })
    if (former.ok) this.#h = former.value.hindcast
    return opened
  }
}

const isRequest = (name: string): name is RequestName =>
  (requestNames as readonly string[]).includes(name)

function tellOfResumed(count: number): string[] {
  if (count === 0) return []
  return [
    count === 1
      ? 'A run that was training when Hindcast ended goes on from its last checkpoint.'
      : `${count} runs that were training or waiting when Hindcast ended go on from their last checkpoints.`,
  ]
}

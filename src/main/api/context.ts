import type { Result } from '../../shared/failure.ts'
import type { EngineState } from '../../shared/wire.ts'
import type { Store } from '../store/store.ts'
import type { CsvFiles } from './csv-files.ts'
import type { Estimator } from './estimate.ts'
import type { Hindcast } from './hindcast.ts'
import type { Log } from './log.ts'
import type { RunQueue } from './run-queue.ts'
import type { Desk, Publish } from './service.ts'
import type { StudyDesk } from './study-desk.ts'

/** What a request's handler works with. */
export interface Context {
  /** The database and the trainers; another one after a backup was restored. */
  readonly h: Hindcast
  readonly desk: Desk
  readonly publish: Publish
  readonly queue: RunQueue
  readonly studies: StudyDesk
  readonly estimator: Estimator
  /** Files a person handed us, until they are imported or forgotten. */
  readonly csvFiles: CsvFiles
  /** Fetches under way, by symbol. */
  readonly fetches: Map<string, AbortController>
  readonly log: Log
  readonly fetch: typeof globalThis.fetch | undefined
  /** Versions of the host beside our own: Electron's, Chromium's. */
  readonly hostVersions: Readonly<Record<string, string>>
  readonly engine: () => EngineState
  /** Sentences not yet read. */
  readonly notices: readonly string[]
  /** Where files were written, by the token that shows them. */
  readonly savedFiles: Map<string, string>
  /** Closes the database, has another put in its place, and opens that; else the one that was there. */
  reopen(
    replace: (store: Pick<Store, 'folder' | 'now'>) => Result<{ readonly keptAs: string }>
  ): Result<{ readonly keptAs: string }>
}

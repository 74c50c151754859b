import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { done, failed, type Result } from '../../shared/failure.ts'
import { markAbandonedRuns } from './abandoned.ts'
import { findDamage, finishSettingAside, setAside } from './damage.ts'
import { databaseName, dataFolder } from './folder.ts'
import { migrate, migrationsFolder } from './migrate.ts'
import { withOpeningLock } from './opening-lock.ts'
import { identifySelf } from './process-identity.ts'
import { type Markers, markSuspected, readMarkers, writeMarker } from './session-marker.ts'
import type { Store } from './store.ts'
import { storeFailure } from './store-failure.ts'

export interface OpenOptions {
  /** HINDCAST_DATA or the system's data folder when absent. */
  readonly folder?: string
  /** The clock, for tests. */
  readonly now?: () => Date
  /** Numbered SQL files; the store's own when absent. */
  readonly migrations?: string
}

export interface OpenedStore {
  readonly store: Store
  /** What the person should know, in sentences: a damaged file set aside, a backup made. */
  readonly notices: readonly string[]
}

/**
 * Opens the database, making, mending or migrating it first where needed. After an unclean exit
 * every page is checked; a damaged file is set aside, never deleted, and a new one begun.
 * Fails with `database-newer` or `database-unavailable`.
 */
export function openStore(options: OpenOptions = {}): Result<OpenedStore> {
  const folder = options.folder ?? dataFolder()
  try {
    mkdirSync(folder, { recursive: true })
    return withOpeningLock(folder, () => openLocked(folder, options))
  } catch (error) {
    const failure = storeFailure(error, folder)
    if (failure === null) throw error
    return failed(failure)
  }
}

function openLocked(folder: string, options: OpenOptions): Result<OpenedStore> {
  const now = options.now ?? (() => new Date())
  const markers = readMarkers(folder)
  const opened = openSound(folder, markers, now())
  if (!opened.ok) return opened
  const { db, notices } = opened.value
  let ready = false
  try {
    const migrated = migrate(db, now(), options.migrations ?? migrationsFolder)
    if (!migrated.ok) return migrated
    if (migrated.value.backup !== null) notices.push(tellOfBackup(migrated.value.backup))
    ready = true
  } finally {
    if (!ready) db.close()
  }
  const store = makeStore(db, folder, now)
  markAbandonedRuns(store)
  for (const file of markers.left) rmSync(file, { force: true })
  return done({ store, notices })
}

const tellOfBackup = (backup: string) =>
  `Before an update of the database a copy was kept at ${backup}.`

function openSound(folder: string, markers: Markers, now: Date) {
  const file = join(folder, databaseName)
  const notices: string[] = []
  finishSettingAside(file)
  const damage = findDamage(file, markers.left.length > 0)
  if (damage !== null) {
    const other = markers.open[0]
    if (other) {
      const reason = `it is damaged (${damage}) and process ${other.pid} has it open`
      return failed({ kind: 'database-unavailable', folder, reason })
    }
    notices.push(tellOfDamage(setAside(file, now), damage))
  }
  const db = new Database(file, { timeout: 10_000 })
  setUp(db)
  return done({ db, notices })
}

const tellOfDamage = (aside: string, damage: string) =>
  `The database was damaged (${damage}). It was kept, untouched, at ${aside}, and a new, empty one was begun; series can be fetched or imported again.`

function setUp(db: Database.Database): void {
  db.pragma('journal_mode = WAL')
  db.pragma('synchronous = FULL')
  // macOS: a plain fsync does not reach the disk itself.
  db.pragma('fullfsync = ON')
  db.pragma('checkpoint_fullfsync = ON')
  db.pragma('foreign_keys = ON')
  db.pragma('journal_size_limit = 67108864') // a WAL grown large is cut back to 64 MiB
}

function makeStore(db: Database.Database, folder: string, now: () => Date): Store {
  const identity = identifySelf()
  const removeMarker = writeMarker(folder, identity)
  const leases = new Map<string, string>()
  let suspected = false
  const suspect = () => {
    if (!suspected) markSuspected(folder)
    suspected = true
  }
  const close = () => {
    if (!db.open) return
    if (!suspected) leave(db, leases)
    db.close()
    removeMarker()
  }
  const statements = new Map()
  return { db, folder, file: db.name, now, identity, leases, statements, suspect, close }
}

/** Gives runs free and empties the WAL; a reader elsewhere may keep it, which costs nothing. */
function leave(db: Database.Database, leases: Map<string, string>): void {
  for (const token of leases.values()) db.prepare('DELETE FROM leases WHERE token = ?').run(token)
  leases.clear()
  db.pragma('busy_timeout = 1000')
  db.pragma('wal_checkpoint(TRUNCATE)')
}

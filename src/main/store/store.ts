import type Database from 'better-sqlite3'
import { faultPoint } from '../fault-point.ts'
import { isDamage } from './damage.ts'
import type { ProcessIdentity } from './process-identity.ts'

/**
 * An open database. Other rooms hold it and hand it to the functions of this one
 * (`readBars(store, …)`, `saveCheckpoint(store, …)`); nobody else speaks SQL.
 */
export interface Store {
  readonly db: Database.Database
  /** The data folder, and the database file in it. */
  readonly folder: string
  readonly file: string
  readonly now: () => Date
  readonly identity: ProcessIdentity
  /** Tokens of the leases held through this store, by run. */
  readonly leases: Map<string, string>
  readonly statements: Map<string, Database.Statement>
  /** Has the next opening read every page. */
  readonly suspect: () => void
  /** Checkpoints the WAL and says goodbye; a second call does nothing. */
  readonly close: () => void
}

type Value = string | number | null | Uint8Array

function prepare(store: Store, sql: string): Database.Statement {
  const known = store.statements.get(sql)
  if (known) return known
  const statement = store.db.prepare(sql)
  store.statements.set(sql, statement)
  return statement
}

/** The first row, or undefined. */
export function readRow<T>(store: Store, sql: string, ...values: Value[]): T | undefined {
  return watchful(store, () => prepare(store, sql).get(...values)) as T | undefined
}

export function readRows<T>(store: Store, sql: string, ...values: Value[]): T[] {
  return watchful(store, () => prepare(store, sql).all(...values)) as T[]
}

/** Notes damage that shows only now, in pages that opening did not read. */
function watchful<T>(store: Store, work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (isDamage(error)) store.suspect()
    throw error
  }
}

/** Changes rows; answers how many, and the last row's id. */
export function change(store: Store, sql: string, ...values: Value[]) {
  const run = () => prepare(store, sql).run(...values)
  const { changes, lastInsertRowid } = watchful(store, run)
  return { changes, id: Number(lastInsertRowid) }
}

/** Now, as the store's clock says it: ISO 8601 in UTC. */
export const instant = (store: Store): string => store.now().toISOString()

/**
 * Everything that `work` writes, or nothing of it. Takes the write lock at once, so that what
 * it reads stays true until it commits; waits for another process up to the busy timeout.
 * Within another `write` it simply takes part. `room` names the fault points.
 */
export function write<T>(store: Store, room: string, work: () => T): T {
  if (store.db.inTransaction) return work()
  const value = store.db
    .transaction(() => {
      const result = work()
      faultPoint(`${room}/before-commit`)
      return result
    })
    .immediate()
  faultPoint(`${room}/after-commit`)
  return value
}

import type Database from 'better-sqlite3'
import type { Failure } from '../../shared/failure.ts'

/** 'HIND': what 0001-first.sql gives every database of ours. */
export const applicationId = 0x48494e44

/**
 * Why a database is none of ours, or null: ours carries our application id and the number of a schema,
 * or is empty. Another program's, though it may have tables of the same names, is not to be migrated.
 */
export function recogniseDatabase(db: Database.Database): Failure | null {
  const number = (name: string) => db.pragma(name, { simple: true }) as number
  const [id, version] = [number('application_id'), number('user_version')]
  if (id === applicationId && version > 0) return null
  const tables = db.prepare('SELECT count(*) AS n FROM sqlite_schema').get() as { n: number }
  if (id === 0 && version === 0 && tables.n === 0) return null
  const reason =
    id === applicationId ? `the number of its schema is ${version}` : 'another program made it'
  return { kind: 'foreign-database', file: db.name, reason }
}

import { join } from 'node:path'
import Database from 'better-sqlite3'

/**
 * Holds all other processes off while `work` opens, checks, mends or migrates the database:
 * an exclusive lock on an empty database of its own, which the system lets go when we die.
 */
export function withOpeningLock<T>(folder: string, work: () => T): T {
  const lock = new Database(join(folder, 'hindcast.lock'), { timeout: 60_000 })
  try {
    lock.pragma('journal_mode = MEMORY')
    lock.exec('BEGIN EXCLUSIVE')
    return work()
  } finally {
    lock.close()
  }
}

import { truncateSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { isDamage } from './damage.ts'
import { makeOwnFile } from './owner-only.ts'

/**
 * Holds all other processes off while `work` opens, checks, mends or migrates the database:
 * an exclusive lock on an empty database of its own, which the system lets go when we die. It lies in
 * a folder that only its owner reaches, so that nobody else can hold it.
 */
export function withOpeningLock<T>(folder: string, work: () => T): T {
  const file = join(folder, 'hindcast.lock')
  makeOwnFile(file)
  const lock = takeLock(file)
  try {
    return work()
  } finally {
    lock.close()
  }
}

/**
 * A lock file that something else wrote into is emptied, not replaced: whoever waits for it has the
 * same file open.
 */
function takeLock(file: string, isEmptied = false): Database.Database {
  const lock = new Database(file, { timeout: 60_000 })
  try {
    lock.pragma('journal_mode = MEMORY')
    lock.exec('BEGIN EXCLUSIVE')
    return lock
  } catch (error) {
    lock.close()
    if (isEmptied || !isDamage(error)) throw error
    truncateSync(file)
    return takeLock(file, true)
  }
}

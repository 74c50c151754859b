import { relative } from 'node:path'
import type { Failure } from '../../shared/failure.ts'
import { isDamage } from './damage.ts'

/**
 * What a person should be told of an error that the database, or the disk below it, threw: full,
 * locked, out of reach, damaged. Null for a bug of ours, which should go on falling.
 */
export function storeFailure(error: unknown, folder: string): Failure | null {
  const reason = isElsewhere(error, folder) ? null : reasonOf(error)
  return reason === null ? null : { kind: 'database-unavailable', folder, reason }
}

/** Whether it is about a file that has nothing to do with the database's folder. */
function isElsewhere(error: unknown, folder: string): boolean {
  const path = (error as { path?: unknown } | null)?.path
  if (typeof path !== 'string') return false
  const isWithin = (a: string, b: string) => !relative(b, a).startsWith('..')
  return !isWithin(path, folder) && !isWithin(folder, path) // making a folder may fail above it
}

function reasonOf(error: unknown): string | null {
  if (isDamage(error)) return 'it is damaged; the next start will set it aside'
  const code = (error as { code?: unknown } | null)?.code
  if (typeof code !== 'string') return null
  if (code.startsWith('SQLITE_BUSY')) return 'another program keeps it locked'
  if (code.startsWith('SQLITE_FULL') || code === 'ENOSPC') return 'the disk is full'
  if (/^SQLITE_(CANTOPEN|READONLY|IOERR|PERM)|^E(ACCES|PERM|ROFS|NOTDIR|EXIST)$/.test(code)) {
    return `it cannot be read or written there (${code})`
  }
  return null
}

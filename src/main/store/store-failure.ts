import { existsSync } from 'node:fs'
import { relative } from 'node:path'
import type { Failure } from '../../shared/failure.ts'
import { isDamage } from './damage.ts'
import { DamagedRowError } from './stored-json.ts'

/**
 * What a person should be told of an error that the database, or the disk below it, threw: full,
 * locked, out of reach, gone, damaged. Null for a bug of ours, which should go on falling.
 */
export function storeFailure(error: unknown, folder: string): Failure | null {
  if (error instanceof DamagedRowError) return error.failure
  if (isElsewhere(error, folder)) return null
  if (isDamage(error)) return unavailable(folder, 'it is damaged; the next start will set it aside')
  const code = codeOf(error)
  return code === null ? null : failureOf(code, folder)
}

const codeOf = (error: unknown): string | null => {
  const code = (error as { code?: unknown } | null)?.code
  return typeof code === 'string' ? code : null
}

/** Whether it is about a file that has nothing to do with the database's folder. */
export function isElsewhere(error: unknown, folder: string): boolean {
  const path = (error as { path?: unknown } | null)?.path
  if (typeof path !== 'string') return false
  const isWithin = (a: string, b: string) => !relative(b, a).startsWith('..')
  return !isWithin(path, folder) && !isWithin(folder, path) // making a folder may fail above it
}

/** Each refusal of the system by its code, SQLite's own or libuv's. */
function failureOf(code: string, folder: string): Failure | null {
  if (/^SQLITE_(BUSY|LOCKED)/.test(code)) return { kind: 'database-locked', folder }
  if (/^(SQLITE_FULL|ENOSPC|EDQUOT)/.test(code)) return { kind: 'disk-full', folder }
  if (code === 'ENAMETOOLONG') return { kind: 'name-too-long', folder }
  if (!outOfReach.test(code)) return null
  if (code === 'SQLITE_READONLY_DBMOVED' || !existsSync(folder))
    return { kind: 'folder-gone', folder }
  return unavailable(folder, `it cannot be read or written there (${code})`)
}

const outOfReach =
  /^SQLITE_(CANTOPEN|READONLY|IOERR|PERM)|^E(ACCES|PERM|ROFS|NOTDIR|EXIST|NOENT|LOOP|IO|MFILE|NFILE)$/

const unavailable = (folder: string, reason: string): Failure => ({
  kind: 'database-unavailable',
  folder,
  reason,
})

/** What `storeFailure` tells: the database, not the work, is the trouble. */
const storeKinds: ReadonlySet<Failure['kind']> = new Set([
  'database-unavailable',
  'disk-full',
  'database-locked',
  'folder-gone',
  'name-too-long',
] satisfies Failure['kind'][])

/** Whether nothing can be written at present, so that not even the failure can be recorded. */
export const isOfStore = ({ kind }: Failure): boolean => storeKinds.has(kind)

/**
 * Does what is only good to have done: a refusal of database or disk is passed over, and answered
 * with false. A bug still throws.
 */
export function tryToWrite(store: { readonly folder: string }, work: () => void): boolean {
  try {
    work()
    return true
  } catch (error) {
    if (storeFailure(error, store.folder) === null) throw error
    return false
  }
}

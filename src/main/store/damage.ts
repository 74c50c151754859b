import { existsSync, readdirSync, renameSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import Database from 'better-sqlite3'
import { faultPoint } from '../fault-point.ts'

const broken = new Set(['SQLITE_NOTADB', 'SQLITE_CORRUPT'])

/** Whether an error says that the file itself is hurt, rather than busy or out of reach. */
export const isDamage = (error: unknown): boolean =>
  error instanceof Database.SqliteError && broken.has(error.code.split('_').slice(0, 2).join('_'))

/**
 * What is wrong with a database file, in SQLite's words, or null. The short look reads header
 * and schema (a truncated file fails there); the long one reads every page with `quick_check`.
 * Looks through a read-only connection: any other, on closing, would write the WAL into the
 * damaged file and delete it.
 */
export function findDamage(file: string, long: boolean): string | null {
  if (!existsSync(file) || statSync(file).size === 0) return null
  const db = new Database(file, { readonly: true, timeout: 10_000 })
  try {
    db.prepare('SELECT count(*) FROM sqlite_schema').get()
    if (!long) return null
    const said = db.pragma('quick_check(1)', { simple: true }) as string
    return said === 'ok' ? null : said
  } catch (error) {
    if (isDamage(error)) return (error as Error).message
    throw error
  } finally {
    db.close()
  }
}

/**
 * Moves a damaged database and its -wal and -shm aside, so that a new one can begin; deletes
 * nothing. Killed in between, `finishSettingAside` does the rest before the next opening.
 */
export function setAside(file: string, now: Date): string {
  const aside = freeName(`${file}.damaged-${timestamp(now)}`)
  faultPoint('damage/before-rename')
  renameSync(file, aside)
  faultPoint('damage/after-rename')
  moveCompanions(file, aside)
  return aside
}

/** A WAL without its database belongs to the one set aside last; SQLite would delete it. */
export function finishSettingAside(file: string): void {
  if (existsSync(file) || !(existsSync(`${file}-wal`) || existsSync(`${file}-shm`))) return
  const names = readdirSync(dirname(file)).filter(
    name => /\.damaged-[^-]+(-\d+)?$/.test(name) && name.startsWith(`${basename(file)}.damaged-`)
  )
  const newest = names.sort().at(-1)
  moveCompanions(file, newest ? join(dirname(file), newest) : freeName(`${file}.damaged-unknown`))
}

function moveCompanions(file: string, aside: string): void {
  for (const ending of ['-wal', '-shm']) {
    if (existsSync(file + ending)) renameSync(file + ending, aside + ending)
  }
}

function freeName(wanted: string): string {
  let name = wanted
  for (let n = 2; existsSync(name) || existsSync(`${name}-wal`); n++) name = `${wanted}-${n}`
  return name
}

/** `20240501T134501Z`: sorts by time and is a legal file name everywhere. */
export const timestamp = (at: Date): string => at.toISOString().replace(/\.\d+|[-:]/g, '')

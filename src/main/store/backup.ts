import {
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  openSync,
  renameSync,
  rmSync,
} from 'node:fs'
import { basename, join } from 'node:path'
import Database from 'better-sqlite3'
import { done, type Failure, failed, type Result } from '../../shared/failure.ts'
import { isDamage, timestamp } from './damage.ts'
import { databaseName } from './folder.ts'
import { listMigrations, migrationsFolder } from './migrate.ts'
import { withOpeningLock } from './opening-lock.ts'
import { readMarkers } from './session-marker.ts'
import type { Store } from './store.ts'

/** 'HIND': what 0001-first.sql gives every database of ours. */
const applicationId = 0x48494e44

/** Copies the database to `file` while it stays in use: whole or not at all. */
export async function backUpTo({ db }: Store, file: string): Promise<void> {
  const part = `${file}.part`
  try {
    await db.backup(part)
    sync(part)
    renameSync(part, file)
  } finally {
    rmSync(part, { force: true })
    rmSync(`${part}-journal`, { force: true })
  }
}

/** The newest schema that this program knows. */
const knownSchema = (): number => listMigrations(migrationsFolder).length

/**
 * Looks whether a file is a whole database of ours that this program can read: reads every page.
 * Fails with `not-a-backup` or `database-newer`.
 */
export function checkBackup(file: string): Result<undefined> {
  const refuse = (reason: string) =>
    failed({ kind: 'not-a-backup', file: basename(file), reason } as const)
  if (!existsSync(file)) return refuse('there is no such file')
  try {
    const db = new Database(file, { readonly: true, fileMustExist: true })
    try {
      if (db.pragma('application_id', { simple: true }) !== applicationId)
        return refuse('it is no database of Hindcast')
      const found = db.pragma('user_version', { simple: true }) as number
      if (found > knownSchema())
        return failed({ kind: 'database-newer', found, known: knownSchema() })
      const said = db.pragma('integrity_check(1)', { simple: true }) as string
      return said === 'ok' ? done(undefined) : refuse(`it is damaged (${said})`)
    } finally {
      db.close()
    }
  } catch (error) {
    if (isDamage(error)) return refuse('it is damaged or no database')
    const code = (error as { code?: unknown }).code
    if (typeof code === 'string') return refuse(`it cannot be read (${code})`)
    throw error
  }
}

/**
 * Puts a checked backup in the place of the database, which must be closed here; what was there is
 * kept beside it under a dated name, which is answered. Fails while another process has it open.
 */
export function replaceDatabase(
  folder: string,
  backup: string,
  now: Date
): Result<{ readonly keptAs: string }> {
  return withOpeningLock(folder, () => {
    const refusal = refuseOthers(folder)
    if (refusal) return failed(refusal)
    const file = join(folder, databaseName)
    const keptAs = `${file}.before-restore-${timestamp(now)}`
    const coming = `${file}.coming`
    copyFileSync(backup, coming)
    sync(coming)
    for (const ending of ['', '-wal', '-shm']) moveIfThere(file + ending, keptAs + ending)
    renameSync(coming, file)
    return done({ keptAs })
  })
}

/** Undoes `replaceDatabase`: the former database is in its place again. */
export function putBack(folder: string, keptAs: string): void {
  const file = join(folder, databaseName)
  for (const ending of ['', '-wal', '-shm']) {
    rmSync(file + ending, { force: true })
    moveIfThere(keptAs + ending, file + ending)
  }
}

function refuseOthers(folder: string): Failure | null {
  const other = readMarkers(folder).open[0]
  if (!other) return null
  const reason = `process ${other.pid} has it open`
  return { kind: 'database-unavailable', folder, reason }
}

function moveIfThere(from: string, to: string): void {
  if (existsSync(from)) renameSync(from, to)
}

/** What was written reaches the disk before it takes its name. */
function sync(file: string): void {
  const handle = openSync(file, 'r+')
  fsyncSync(handle)
  closeSync(handle)
}

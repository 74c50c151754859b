import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs'
import { hostname } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type Database from 'better-sqlite3'
import { done, failed, type Result } from '../../shared/failure.ts'
import { faultPoint } from '../fault-point.ts'
import { timestamp } from './damage.ts'
import { mayBeAlive } from './process-identity.ts'

/** Beside this file in the sources; a bundle has to carry the folder along. */
export const migrationsFolder = fileURLToPath(new URL('./migrations/', import.meta.url))

export interface Migration {
  readonly version: number
  readonly file: string
}

/** `NNNN-name.sql`, numbered 1, 2, 3 … without gaps. */
export function listMigrations(folder: string): Migration[] {
  const files = readdirSync(folder)
    .filter(name => /^\d{4}-.*\.sql$/.test(name))
    .sort()
  const migrations = files.map(name => ({
    version: Number(name.slice(0, 4)),
    file: join(folder, name),
  }))
  const gap = migrations.findIndex((m, i) => m.version !== i + 1)
  if (gap >= 0) throw new Error(`migration ${gap + 1} is missing in ${folder}`)
  return migrations
}

const versionOf = (db: Database.Database) => db.pragma('user_version', { simple: true }) as number

/**
 * Brings the schema up to date, each migration in a transaction of its own, after a backup of
 * what was there. Answers the backup's path, null when none was needed. Two processes may do
 * this at once: each reads the version again once it holds the write lock.
 */
export function migrate(
  db: Database.Database,
  now: Date,
  folder = migrationsFolder
): Result<{ backup: string | null }> {
  const migrations = listMigrations(folder)
  const found = versionOf(db)
  if (found > migrations.length) {
    return failed({ kind: 'database-newer', found, known: migrations.length })
  }
  const pending = migrations.slice(found)
  const backup = found > 0 && pending.length > 0 ? backUp(db, found, now) : null
  for (const migration of pending) apply(db, migration)
  return done({ backup })
}

function apply(db: Database.Database, { version, file }: Migration): void {
  // A table may have to be rebuilt, which its children would forbid; checked before the commit.
  db.pragma('foreign_keys = OFF')
  const step = db.transaction(() => {
    if (versionOf(db) >= version) return
    db.exec(readFileSync(file, 'utf8'))
    const orphans = db.pragma('foreign_key_check') as unknown[]
    if (orphans.length > 0) throw new Error(`migration ${version} leaves orphans behind`)
    db.pragma(`user_version = ${version}`)
    faultPoint('migrate/before-commit')
  })
  step.immediate()
  db.pragma('foreign_keys = ON')
  faultPoint('migrate/after-commit')
}

/** A copy in `backups/`, whole or absent: written under another name, synced, renamed. */
function backUp(db: Database.Database, version: number, now: Date): string {
  const folder = join(dirname(db.name), 'backups')
  mkdirSync(folder, { recursive: true })
  const file = join(folder, `hindcast-schema-${version}-${timestamp(now)}.sqlite`)
  dropParts(folder)
  const part = `${file}.part-${process.pid}`
  db.prepare('VACUUM INTO ?').run(part)
  sync(part)
  faultPoint('backup/before-rename')
  renameSync(part, file)
  return file
}

/** Copies that their process did not live to finish. */
function dropParts(folder: string): void {
  for (const name of readdirSync(folder)) {
    const pid = Number(/\.part-(\d+)$/.exec(name)?.[1] ?? Number.NaN)
    const writer = { pid, started: null, host: hostname() }
    if (pid === process.pid || (pid > 0 && !mayBeAlive(writer))) rmSync(join(folder, name))
  }
}

/** VACUUM INTO leaves its file to the system's leisure. */
function sync(file: string): void {
  const handle = openSync(file, 'r+')
  fsyncSync(handle)
  closeSync(handle)
}

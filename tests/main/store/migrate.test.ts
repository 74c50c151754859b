import { copyFileSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { listMigrations, migrate, migrationsFolder } from '../../../src/main/store/migrate.ts'
import { openStore } from '../../../src/main/store/open.ts'
import { withOpeningLock } from '../../../src/main/store/opening-lock.ts'
import { listRevisions, readBars, saveRevision } from '../../../src/main/store/revisions.ts'
import { expectWhole, killAtFault, runChild } from '../../support/kill.ts'
import { info, makeBars } from './examples.ts'
import { openForTest, temporaryFolder } from './fixtures.ts'

const script = fileURLToPath(new URL('./writer.ts', import.meta.url))

/** The first schema and a second one that changes what is there. */
function twoMigrations(second: string): string {
  const folder = join(temporaryFolder(), 'migrations')
  mkdirSync(folder)
  const first = listMigrations(migrationsFolder)[0]?.file ?? ''
  copyFileSync(first, join(folder, '0001-first.sql'))
  writeFileSync(join(folder, '0002-second.sql'), second)
  return folder
}

/** A database as the first schema left it, with something in it. */
function makeOld(): string {
  const folder = temporaryFolder()
  const migrations = join(temporaryFolder(), 'migrations')
  mkdirSync(migrations)
  const first = listMigrations(migrationsFolder)[0]?.file ?? ''
  copyFileSync(first, join(migrations, '0001-first.sql'))
  const { store } = openForTest({ folder, migrations })
  saveRevision(store, info, makeBars(50))
  store.close()
  return folder
}

const backups = (folder: string) =>
  existsSync(join(folder, 'backups')) ? readdirSync(join(folder, 'backups')) : []
const add = 'ALTER TABLE series ADD COLUMN note TEXT'

describe('a migration', () => {
  it('keeps what was there, after a backup that opens by itself', () => {
    const folder = makeOld()
    expect(backups(folder)).toEqual([])
    const migrations = twoMigrations(add)
    const now = () => new Date('2024-05-01T13:45:01Z')
    const { store, notices } = openForTest({ folder, migrations, now })
    expect(store.db.pragma('user_version', { simple: true })).toBe(2)
    expect(readBars(store, 1)).toEqual(makeBars(50))
    expect(backups(folder)).toEqual(['hindcast-schema-1-20240501T134501Z.sqlite'])
    expect(notices.join()).toContain('hindcast-schema-1-20240501T134501Z.sqlite')
    const backup = new Database(join(folder, 'backups', backups(folder)[0] ?? ''))
    expect(backup.pragma('user_version', { simple: true })).toBe(1)
    expect(backup.prepare('SELECT count(*) AS n FROM revisions').get()).toEqual({ n: 1 })
    backup.close()
  })

  it('that fails changes nothing', () => {
    const folder = makeOld()
    const migrations = twoMigrations(`${add}; INSERT INTO no_such_table VALUES (1)`)
    expect(() => openStore({ folder, migrations })).toThrow(/no_such_table/)
    const { store } = openForTest({ folder })
    expect(store.db.pragma('table_info(series)')).toHaveLength(5)
    expect(listRevisions(store, 'TEST', 'csv')).toHaveLength(1)
  })

  it('that would leave orphans is refused', () => {
    const migrations = twoMigrations('DROP TRIGGER revisions_stay; DELETE FROM revisions')
    expect(() => openStore({ folder: makeOld(), migrations })).toThrow(/orphans/)
  })

  it('of a newer Hindcast is not touched', () => {
    const folder = makeOld()
    const migrations = twoMigrations(add)
    openForTest({ folder, migrations }).store.close()
    rmSync(join(migrations, '0002-second.sql'))
    const failure = { kind: 'database-newer', found: 2, known: 1 }
    expect(openStore({ folder, migrations })).toEqual({ ok: false, failure })
  })

  it.each(['backup/before-rename', 'migrate/before-commit', 'migrate/after-commit'])(
    'killed at %s is done, or done again, next time',
    async fault => {
      const folder = makeOld()
      const migrations = twoMigrations(add)
      await killAtFault({ script, args: ['open', folder, migrations] }, fault)
      expect(backups(folder).filter(name => name.endsWith('.sqlite'))).toHaveLength(
        fault === 'backup/before-rename' ? 0 : 1
      )
      const { store } = openForTest({ folder, migrations })
      expect(readBars(store, 1)).toEqual(makeBars(50))
      expect(store.db.pragma('table_info(series)')).toHaveLength(6)
      // one killed before its commit makes its backup again, in the same second or a later one
      expect(new Set(backups(folder).map(name => name.split('.').at(-1)))).toEqual(
        new Set(['sqlite'])
      )
    }
  )

  it('happens once when three processes come at the same time', async () => {
    const folder = makeOld()
    const child = { script, args: ['open', folder, twoMigrations(add)] }
    const ended = await Promise.all([runChild(child), runChild(child), runChild(child)])
    const notices = ended.flatMap(end => expectWhole(end).lines).filter(l => l.startsWith('notice'))
    expect(notices).toHaveLength(1)
    expect(backups(folder)).toHaveLength(1)
  })

  it('happens once even when another comes between looking and beginning', () => {
    const folder = makeOld()
    const migrations = twoMigrations(add)
    const [late, early] = [1, 2].map(() => new Database(join(folder, 'hindcast.sqlite')))
    if (!late || !early) throw new Error()
    const pragma = late.pragma.bind(late)
    let between = () => migrate(early, new Date(0), migrations).ok
    late.pragma = (source, options) => {
      if (source === 'foreign_keys = OFF') {
        expect(between()).toBe(true)
        between = () => true
      }
      return pragma(source, options)
    }
    expect(migrate(late, new Date(), migrations).ok).toBe(true)
    expect(late.pragma('table_info(series)')).toHaveLength(6)
    for (const db of [late, early]) db.close()
  })

  it('is done with all others locked out', () => {
    const folder = temporaryFolder()
    const other = new Database(join(folder, 'hindcast.lock'), { timeout: 0 })
    const intrude = () => other.exec('BEGIN EXCLUSIVE; ROLLBACK')
    withOpeningLock(folder, () => expect(intrude).toThrow(/locked/))
    expect(intrude).not.toThrow()
    other.close()
  })
})

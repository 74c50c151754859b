import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { dataFolder } from '../../../src/main/store/folder.ts'
import { openStore } from '../../../src/main/store/open.ts'
import { listRevisions, saveRevision } from '../../../src/main/store/revisions.ts'
import { readRows } from '../../../src/main/store/store.ts'
import { storeFailure } from '../../../src/main/store/store-failure.ts'
import { describeFailure } from '../../../src/shared/failure.ts'
import { killAtFault, startChild } from '../../support/kill.ts'
import { info, makeBars } from './examples.ts'
import { openForTest, temporaryFolder } from './fixtures.ts'

const script = fileURLToPath(new URL('./writer.ts', import.meta.url))

/** A database with revisions in it, closed. */
function makeDatabase(): { folder: string; file: string } {
  const folder = temporaryFolder()
  const { store } = openForTest({ folder })
  for (let k = 0; k < 40; k++) saveRevision(store, info, makeBars(600, k))
  store.close()
  return { folder, file: store.file }
}

/** What a process leaves that ended without closing: a marker with a pid that is no more. */
function pretendUncleanExit(folder: string): void {
  const marker = { pid: 2 ** 22 + 1, started: 'long ago', host: 'elsewhere' }
  writeFileSync(join(folder, 'sessions', 'left.json'), JSON.stringify(marker))
}

function catchError(work: () => unknown): unknown {
  try {
    return work()
  } catch (error) {
    return error
  }
}

const damagedFiles = (folder: string) =>
  readdirSync(folder).filter(name => name.includes('damaged'))

afterEach(() => vi.unstubAllEnvs())

describe('the data folder', () => {
  it('is HINDCAST_DATA where that is set', () => {
    vi.stubEnv('HINDCAST_DATA', '/somewhere/else')
    expect(dataFolder()).toBe('/somewhere/else')
  })

  it('is the system place for data, without a suffix, otherwise', () => {
    vi.stubEnv('HINDCAST_DATA', '')
    expect(dataFolder()).toMatch(/hindcast([/\\]Data)?$/)
  })
})

describe('an opened store', () => {
  it('writes through a WAL, in full sync, with foreign keys', () => {
    const { folder } = openForTest().store
    const { db } = openForTest({ folder }).store // the first one migrated
    const pragma = (name: string) => db.pragma(name, { simple: true })
    expect(pragma('journal_mode')).toBe('wal')
    expect(pragma('synchronous')).toBe(2)
    expect(pragma('foreign_keys')).toBe(1)
    expect(pragma('busy_timeout')).toBe(10_000)
  })

  it('has strict tables only', () => {
    const { store } = openForTest()
    const sql = `SELECT name, strict FROM pragma_table_list
      WHERE schema = 'main' AND name NOT LIKE 'sqlite_%'`
    const tables = readRows<{ name: string; strict: number }>(store, sql)
    expect(tables.length).toBeGreaterThan(20)
    expect(tables.filter(table => table.strict !== 1)).toEqual([])
  })

  it('leaves neither WAL nor marker when closed, twice if you like', () => {
    const { store } = openForTest()
    expect(readdirSync(join(store.folder, 'sessions'))).toHaveLength(1)
    store.close()
    store.close()
    expect(existsSync(`${store.file}-wal`)).toBe(false)
    expect(readdirSync(join(store.folder, 'sessions'))).toEqual([])
  })

  it('may be opened twice at once', () => {
    const folder = temporaryFolder()
    const [first, second] = [openForTest({ folder }), openForTest({ folder })]
    saveRevision(first.store, info, makeBars(10))
    expect(listRevisions(second.store, 'TEST', 'csv')).toHaveLength(1)
    expect(second.notices).toEqual([])
  })

  it('says so when the folder cannot be one', () => {
    const file = join(temporaryFolder(), 'a-file')
    writeFileSync(file, '')
    const opened = openStore({ folder: file })
    expect(opened).toMatchObject({ ok: false, failure: { kind: 'database-unavailable' } })
    if (!opened.ok)
      expect(describeFailure(opened.failure)).toMatch(/a-file could not be opened: it/)
  })
})

describe('a damaged database', () => {
  const hurt: Record<string, (bytes: Buffer) => Buffer> = {
    'cut in half': bytes => bytes.subarray(0, bytes.length / 2),
    'cut within a page': bytes => bytes.subarray(0, 10_000),
    'with its header overwritten': bytes => bytes.fill('x', 0, 100),
    'with noise in the middle': bytes =>
      bytes.map((b, i) =>
        i > bytes.length / 4 && i < bytes.length / 2 ? (i * 31) % 251 : b
      ) as Buffer,
  }

  it.each(Object.keys(hurt))('%s is set aside as it is, and a new one begun', name => {
    const { folder, file } = makeDatabase()
    const bytes = Buffer.from((hurt[name] as (b: Buffer) => Buffer)(readFileSync(file)))
    writeFileSync(file, bytes)
    pretendUncleanExit(folder)
    const { store, notices } = openForTest({ folder, now: () => new Date('2024-05-01T13:45:01Z') })
    expect(damagedFiles(folder)).toContain('hindcast.sqlite.damaged-20240501T134501Z')
    expect(readFileSync(join(folder, 'hindcast.sqlite.damaged-20240501T134501Z'))).toEqual(bytes)
    expect(notices.join()).toMatch(
      /kept, untouched, at .*hindcast\.sqlite\.damaged-20240501T134501Z/
    )
    expect(saveRevision(store, info, makeBars(10)).id).toBe(1)
    store.close()
    expect(openForTest({ folder }).notices).toEqual([])
  })

  it('keeps the WAL of the one set aside, so that it can be mended', async () => {
    const folder = temporaryFolder()
    await killAtFault({ script, args: ['import', folder] }, 'import/after-commit:5')
    const file = join(folder, 'hindcast.sqlite')
    const wal = readFileSync(`${file}-wal`)
    // A WAL with committed pages: SQLite would write them into the file and drop it.
    const torn = Buffer.from(wal.subarray(0, wal.length))
    writeFileSync(file, Buffer.alloc(8192, 'y'))
    writeFileSync(`${file}-wal`, torn.fill(0, 24, 200))
    openForTest({ folder })
    const [main = '', ...rest] = damagedFiles(folder).sort()
    expect(readFileSync(join(folder, main))).toEqual(Buffer.alloc(8192, 'y'))
    expect(readFileSync(join(folder, rest.at(-1) ?? ''))).toEqual(torn)
  })

  it('is not touched while another process has it open', async () => {
    const { folder, file } = makeDatabase()
    const holder = startChild({ script, args: ['hold', folder] })
    await holder.ready
    const bytes = readFileSync(file).fill('x', 0, 100)
    writeFileSync(file, bytes)
    for (const ending of ['-wal', '-shm']) writeFileSync(`${file}${ending}`, '')
    const opened = openStore({ folder })
    holder.process.kill('SIGKILL')
    await holder.ended
    expect(opened).toMatchObject({ ok: false, failure: { kind: 'database-unavailable' } })
    if (!opened.ok)
      expect(describeFailure(opened.failure)).toContain(`process ${holder.process.pid}`)
    expect(damagedFiles(folder)).toEqual([])
  })
})

describe('after an unclean exit', () => {
  it('every page is read; after a clean one only the header', () => {
    const { folder, file } = makeDatabase()
    const bytes = readFileSync(file)
    writeFileSync(file, bytes.fill(0x5a, bytes.length / 2, bytes.length / 2 + 8192))
    const clean = openForTest({ folder })
    expect(clean.notices).toEqual([])
    clean.store.close()
    pretendUncleanExit(folder)
    expect(openForTest({ folder }).notices).toHaveLength(1)
  })

  it('damage that shows only while reading has every page read next time', () => {
    const { folder, file } = makeDatabase()
    const bytes = readFileSync(file)
    writeFileSync(file, bytes.fill(0x5a, 64 * 4096)) // all but the schema's pages
    const { store, notices } = openForTest({ folder })
    expect(notices).toEqual([])
    const caught = catchError(() => saveRevision(store, info, makeBars(600, 999)))
    expect(storeFailure(caught, folder)).toMatchObject({ kind: 'database-unavailable' })
    store.close()
    expect(openForTest({ folder }).notices).toHaveLength(1)
  })

  it('the marker of the dead is taken away, that of the living stays', async () => {
    const { folder } = makeDatabase()
    const [dead, alive] = [1, 2].map(() => startChild({ script, args: ['hold', folder] }))
    await Promise.all([dead?.ready, alive?.ready])
    dead?.process.kill('SIGKILL')
    await dead?.ended
    openForTest({ folder }).store.close()
    const left = readdirSync(join(folder, 'sessions')).map(name => name.split('-')[0])
    alive?.process.kill('SIGKILL')
    await alive?.ended
    expect(left).toEqual([String(alive?.process.pid)])
  })
})

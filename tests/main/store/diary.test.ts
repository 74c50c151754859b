import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { backUpTo, replaceDatabase } from '../../../src/main/store/backup.ts'
import {
  appendForecast,
  type NewForecast,
  noteRestoredBackup,
  readDiary,
} from '../../../src/main/store/diary.ts'
import { headName } from '../../../src/main/store/diary-head.ts'
import type { Store } from '../../../src/main/store/store.ts'
import { chainStart, chainWords } from '../../../src/shared/lab/diary-chain.ts'
import { makeForecast } from '../../shared/lab/some-forecasts.ts'
import { expectWhole, killAtFault, runChild } from '../../support/kill.ts'
import { openForTest, temporaryFolder } from './fixtures.ts'

const forecastOf = (run: string): NewForecast => {
  const { kind: _, number: __, frozenAt: ___, ...forecast } = makeForecast({ run })
  return forecast
}

/** A closed database with that many frozen forecasts. @returns its folder */
function freeze(count: number): string {
  const folder = temporaryFolder()
  const { store } = openForTest({ folder })
  for (let k = 1; k <= count; k++) appendForecast(store, forecastOf(`run${k}`))
  store.close()
  return folder
}

const dropFence = 'DROP TRIGGER diary_stays; DROP TRIGGER diary_keeps;'

/** As somebody with a SQLite shell: the program is closed, the triggers go first. */
function edit(folder: string, sql: string): void {
  const db = new Database(join(folder, 'hindcast.sqlite'))
  db.exec(dropFence + sql)
  db.close()
}

const sha = (text: string) => createHash('sha256').update(text).digest('hex')

interface Row {
  readonly position: number
  previous: string
  hash: string
  payload: string
}

/** Somebody who knows the formula: edits rows as values and writes all of them back. */
function rewrite(folder: string, change: (rows: Row[]) => void): void {
  const db = new Database(join(folder, 'hindcast.sqlite'))
  db.exec(dropFence)
  const rows = db.prepare('SELECT * FROM diary ORDER BY position').all() as Row[]
  change(rows)
  db.exec('DELETE FROM diary')
  const insert = db.prepare(
    'INSERT INTO diary (position, previous, hash, payload) VALUES (:position, :previous, :hash, :payload)'
  )
  for (const row of rows) insert.run(row)
  db.close()
}

/** Gives every row the hash that its text and the row before ask for. */
function rehash(rows: readonly Row[]): void {
  let previous = chainStart
  for (const row of rows) {
    row.previous = previous
    row.hash = sha(`${previous}\n${row.payload}`)
    previous = row.hash
  }
}

const better = (payload: string) => payload.replace('"lstm":[101,', '"lstm":[111,')

const read = (folder: string) => {
  const { store } = openForTest({ folder })
  const { chain } = readDiary(store)
  store.close()
  return { ...chain, words: chainWords(chain) }
}

describe('the diary', () => {
  it('chains each entry to the one before by SHA-256, the head file beside it', () => {
    const folder = freeze(3)
    const db = new Database(join(folder, 'hindcast.sqlite'))
    const rows = db.prepare('SELECT * FROM diary ORDER BY position').all() as Row[]
    db.close()
    let previous = '0'.repeat(64)
    for (const row of rows) {
      expect(row.previous).toBe(previous)
      expect(row.hash).toBe(sha(`${previous}\n${row.payload}`))
      previous = row.hash
    }
    const head = JSON.parse(readFileSync(join(folder, headName), 'utf8'))
    expect(head.hashes).toEqual(rows.map(({ hash }) => hash))
    expect(head.coming).toBeNull()
    expect(read(folder)).toMatchObject({ state: 'intact', count: 3, head: previous, faults: [] })
  })

  it('is empty and says so before anything is frozen', () => {
    expect(read(temporaryFolder())).toMatchObject({
      state: 'empty',
      words: 'Nothing is frozen yet.',
    })
  })

  it('gives back what was frozen, numbers to the last bit', () => {
    const { store } = openForTest()
    const path = [0.1 + 0.2, 1 / 3, null, 1e-300, 5]
    const frozen = appendForecast(store, { ...forecastOf('x'), paths: { persistence: path } })
    expect(readDiary(store).rows[0]?.payload).toEqual(frozen)
    expect(frozen.paths['persistence']).toEqual(path)
  })

  it('refuses to change or delete an entry while its fence stands', () => {
    const { store } = openForTest()
    appendForecast(store, forecastOf('x'))
    expect(() => store.db.exec(`UPDATE diary SET payload = '{}'`)).toThrow(/immutable/)
    expect(() => store.db.exec('DELETE FROM diary')).toThrow(/immutable/)
  })
})

describe('with the fence dropped', () => {
  it('an edit to a past forecast is named', () => {
    const folder = freeze(12)
    edit(folder, `UPDATE diary SET payload = replace(payload, '101', '111') WHERE position = 3`)
    expect(read(folder)).toMatchObject({
      state: 'broken',
      faults: [{ kind: 'changed', number: 3 }],
      words: 'Entry 3 of 12 was changed after being frozen.',
    })
  })

  it('an edit by Python’s sqlite3 is named too', ({ skip }) => {
    if (spawnSync('python3', ['-c', 'import sqlite3']).status !== 0) skip('no python3')
    const folder = freeze(5)
    const script = `import sqlite3, sys
db = sqlite3.connect(sys.argv[1])
db.executescript(${JSON.stringify(dropFence)})
db.execute("UPDATE diary SET payload = replace(payload, '2024-05-03', '2024-05-02') WHERE position = 2")
db.execute("UPDATE diary SET hash = previous WHERE position = 4")
db.commit()`
    const ended = spawnSync('python3', ['-c', script, join(folder, 'hindcast.sqlite')])
    expect(ended.stderr.toString()).toBe('')
    expect(read(folder).faults).toEqual([
      { kind: 'changed', number: 2 },
      { kind: 'changed', number: 4 },
    ])
  })

  it('a text that is no longer an entry is named, and does no harm', () => {
    const folder = freeze(3)
    edit(folder, `UPDATE diary SET payload = 'gone' WHERE position = 2`)
    expect(read(folder).faults).toEqual([{ kind: 'changed', number: 2 }])
  })

  it('an entry that was removed is named, in the middle and at the end', () => {
    const folder = freeze(6)
    edit(folder, 'DELETE FROM diary WHERE position IN (2, 6)')
    expect(read(folder)).toMatchObject({
      state: 'broken',
      faults: [
        { kind: 'removed', number: 2 },
        { kind: 'removed', number: 6 },
      ],
      words: 'Entries 2 and 6 were removed.',
    })
  })

  it('a gap that was closed by numbering anew is named', () => {
    const folder = freeze(6)
    edit(
      folder,
      'DELETE FROM diary WHERE position = 3; UPDATE diary SET position = position - 1 WHERE position > 3'
    )
    expect(read(folder).faults).toEqual([{ kind: 'removed', number: 3 }])
  })

  it('two entries that were exchanged are named', () => {
    const folder = freeze(6)
    edit(
      folder,
      `UPDATE diary SET position = 99 WHERE position = 2; UPDATE diary SET position = 2 WHERE position = 5;
       UPDATE diary SET position = 5 WHERE position = 99`
    )
    expect(read(folder)).toMatchObject({
      faults: [
        { kind: 'exchanged', number: 2 },
        { kind: 'exchanged', number: 5 },
      ],
      words: 'Entries 2 and 5 of 6 stand in each other’s places.',
    })
  })

  it('one that was moved elsewhere is named', () => {
    const folder = freeze(5)
    edit(
      folder,
      `UPDATE diary SET position = 100 + position WHERE position > 1;
       UPDATE diary SET position = 2 WHERE position = 105;
       UPDATE diary SET position = position - 99 WHERE position > 100`
    )
    expect(read(folder).faults).toEqual([{ kind: 'moved', number: 5 }])
  })

  it('one that was inserted is named, in the middle, and well hashed at the end', () => {
    const middle = freeze(4)
    edit(
      middle,
      `UPDATE diary SET position = 100 + position WHERE position > 2;
       UPDATE diary SET position = position - 99 WHERE position > 100;
       INSERT INTO diary SELECT 3, previous, hash, replace(payload, '"run4"', '"mine"') FROM diary
         WHERE position = 5`
    )
    expect(read(middle)).toMatchObject({
      faults: [{ kind: 'inserted', number: 3 }],
      words: 'At place 3 stands an entry that Hindcast did not write.',
    })
    const end = freeze(4)
    rewrite(end, rows => {
      const last = rows[3]!
      rows.push({ ...last, position: 5, payload: last.payload.replace('"number":4', '"number":5') })
      rehash(rows)
    })
    expect(read(end).faults).toEqual([{ kind: 'inserted', number: 5 }])
  })

  it('an edit that was given a new hash is named by the entry after it', () => {
    const folder = freeze(5)
    rewrite(folder, rows => {
      const row = rows[2]!
      row.payload = better(row.payload)
      row.hash = sha(`${row.previous}\n${row.payload}`)
    })
    expect(read(folder).faults).toEqual([{ kind: 'changed', number: 3 }])
    rmSync(join(folder, headName)) // the chain alone knows it too
    expect(read(folder).faults).toEqual([{ kind: 'changed', number: 3 }])
  })

  it('a chain rewritten to its end is seen by the head file, which names where it began', () => {
    const folder = freeze(5)
    rewrite(folder, rows => {
      rows[2]!.payload = better(rows[2]!.payload)
      rehash(rows)
    })
    expect(read(folder)).toMatchObject({
      faults: [
        { kind: 'changed', number: 3 },
        { kind: 'rewritten', number: 4 },
        { kind: 'rewritten', number: 5 },
      ],
      words:
        'Entry 3 of 5 was changed after being frozen. Entries 4 and 5, after that, were given new hashes to match.',
    })
    rmSync(join(folder, headName)) // without it nothing here can tell, and that is said
    expect(read(folder)).toMatchObject({ state: 'unwitnessed', faults: [] })
  })

  it('what was done to it is not healed by what is frozen later', () => {
    const folder = freeze(4)
    edit(folder, 'DELETE FROM diary WHERE position = 4')
    const { store } = openForTest({ folder })
    expect(appendForecast(store, forecastOf('later')).number).toBe(5)
    expect(readDiary(store).chain.faults).toEqual([{ kind: 'removed', number: 4 }])
    store.close()
    const forged = freeze(2)
    rewrite(forged, rows => {
      const last = rows[1]!
      rows.push({ ...last, position: 3, payload: last.payload.replace('"number":2', '"number":3') })
      rehash(rows)
    })
    const { store: again } = openForTest({ folder: forged })
    appendForecast(again, forecastOf('later'))
    expect(readDiary(again).chain.faults).toEqual([{ kind: 'inserted', number: 3 }])
  })
})

const notesOf = (store: Store) =>
  readDiary(store).rows.flatMap(({ payload }) => (payload?.kind === 'note' ? [payload.text] : []))

describe('a backup', () => {
  /** Five entries, of which the backup has three. */
  async function makeBackup() {
    const folder = temporaryFolder()
    const backup = join(temporaryFolder(), 'backup.sqlite')
    const { store } = openForTest({ folder })
    for (const run of ['a', 'b', 'c']) appendForecast(store, forecastOf(run))
    await backUpTo(store, backup)
    for (const run of ['d', 'e']) appendForecast(store, forecastOf(run))
    store.close()
    const replaced = replaceDatabase(folder, backup, new Date('2024-06-01T00:00:00Z'))
    if (!replaced.ok) throw new Error(JSON.stringify(replaced.failure))
    return folder
  }

  it('put in place by hand is told apart from tampering; the chain goes on and says what was', async () => {
    const folder = await makeBackup()
    const found = read(folder)
    expect(found).toMatchObject({ state: 'older', count: 3, witnessed: 5, faults: [] })
    expect(found.words).toMatch(/^The head file is newer than the database: it knows 5 entries/)
    const { store } = openForTest({ folder })
    expect(appendForecast(store, forecastOf('f')).number).toBe(5)
    expect(readDiary(store).chain).toMatchObject({ state: 'intact', count: 5 })
    expect(notesOf(store)).toEqual([
      expect.stringMatching(/^The head file knew 5 entries, .*; the database held 3\./),
    ])
  })

  it('restored through Hindcast sets the head anew with a note', async () => {
    const folder = await makeBackup()
    const { store } = openForTest({ folder })
    noteRestoredBackup(store)
    expect(readDiary(store).chain).toMatchObject({ state: 'intact', count: 4, witnessed: 4 })
    expect(notesOf(store)).toEqual([
      expect.stringMatching(/^A backup was restored through Hindcast\. .* 5, .* holds 3\.$/),
    ])
    noteRestoredBackup(store)
    expect(notesOf(store)).toHaveLength(1)
  })

  it('that was edited before it was restored stays broken', async () => {
    const folder = await makeBackup()
    edit(folder, `UPDATE diary SET payload = replace(payload, '101', '111') WHERE position = 2`)
    const { store } = openForTest({ folder })
    noteRestoredBackup(store)
    expect(readDiary(store).chain.faults).toEqual([{ kind: 'changed', number: 2 }])
  })
})

describe('the head file', () => {
  it('missing or unreadable leaves the chain unwitnessed, and is set anew with a note', () => {
    const folder = freeze(2)
    writeFileSync(join(folder, headName), 'no JSON')
    expect(read(folder)).toMatchObject({ state: 'unwitnessed', witnessed: null })
    const { store } = openForTest({ folder })
    appendForecast(store, forecastOf('later'))
    expect(readDiary(store).chain).toMatchObject({ state: 'intact', count: 4 })
    expect(notesOf(store)).toEqual([expect.stringMatching(/^The head file was missing\./)])
  })

  const script = fileURLToPath(new URL('./writer.ts', import.meta.url))

  it.each(['diary/before-commit:2', 'diary/after-commit:2', 'diary/before-settling'])(
    'survives a kill at %s: the chain is whole, and goes on',
    async fault => {
      const folder = freeze(2)
      await killAtFault({ script, args: ['freeze', folder] }, fault)
      const after = fault === 'diary/before-commit:2' ? 2 : 3
      expect(read(folder)).toMatchObject({ state: 'intact', count: after })
      const { store } = openForTest({ folder })
      appendForecast(store, forecastOf('later'))
      expect(readDiary(store).chain).toMatchObject({ state: 'intact', count: after + 1 })
    }
  )

  it('is right when three processes freeze at the same time', async () => {
    const folder = freeze(1)
    const child = { script, args: ['freeze', folder, '5'] }
    for (const end of await Promise.all([runChild(child), runChild(child), runChild(child)]))
      expectWhole(end)
    expect(read(folder)).toMatchObject({ state: 'intact', count: 16, witnessed: 16 })
  })
})

import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { hashBytes } from '../../../src/main/hash-bytes.ts'
import { resumePoint } from '../../../src/main/store/checkpoints.ts'
import { readLosses } from '../../../src/main/store/epochs.ts'
import { hashBars } from '../../../src/main/store/hash-bars.ts'
import { openStore } from '../../../src/main/store/open.ts'
import { listRevisions, readBars } from '../../../src/main/store/revisions.ts'
import { readRun } from '../../../src/main/store/runs.ts'
import { readRow, readRows, type Store } from '../../../src/main/store/store.ts'
import { readWatched } from '../../../src/main/store/watched.ts'
import { type Ended, expectWhole, killAtFault, killAtRandom, runChild } from '../../support/kill.ts'
import { makeBars, makeBytes, makeEpochs, makeRun } from './examples.ts'
import { openForTest, temporaryFolder } from './fixtures.ts'

const script = fileURLToPath(new URL('./writer.ts', import.meta.url))
const [BARS, BLOB] = [600, 200_000] // as in writer.ts

/** Opens what a killed child left; sound, and quiet about it. */
function reopen<T>(folder: string, check: (store: Store) => T): T {
  const opened = openStore({ folder })
  if (!opened.ok) throw new Error(JSON.stringify(opened.failure))
  const { store, notices } = opened.value
  try {
    expect(notices).toEqual([])
    expect(store.db.pragma('quick_check', { simple: true })).toBe('ok')
    expect(store.db.pragma('foreign_key_check')).toEqual([])
    return check(store)
  } finally {
    store.close()
  }
}

const lastSaid = (ended: Ended) => Number(ended.acknowledged.at(-1) ?? -1)

/** Every revision has all its bars; none acknowledged is missing; nothing lies about unowned. */
function checkRevisions(folder: string, ended: Ended): void {
  reopen(folder, store => {
    const revisions = listRevisions(store, 'TEST', 'csv')
    expect(revisions.length).toBeGreaterThan(lastSaid(ended))
    for (const [k, { id, hash }] of revisions.entries()) {
      if (k < lastSaid(ended) - 40) continue // proven after an earlier kill
      expect(hash).toBe(hashBars(makeBars(BARS, k)))
      expect(hashBars(readBars(store, id))).toBe(hash)
    }
    const orphans = `SELECT count(*) AS n FROM bar_chunks WHERE id NOT IN
      (SELECT chunk_id FROM revision_chunks)`
    expect(readRow(store, orphans)).toEqual({ n: 0 })
  })
}

/** The newest checkpoint is whole, its epochs are there in a row, none acknowledged is missing. */
function checkTraining(folder: string, run: string, ended: Ended): void {
  reopen(folder, store => {
    expect(readRun(store, run).state).not.toBe('training')
    const key = { run, model: 'rnn', phase: 'train' } as const
    const epochs = readLosses(store, key).epoch
    expect(epochs).toEqual(makeEpochs(1, epochs.length).map(row => row.epoch))
    expect(readRow<{ n: number }>(store, 'SELECT count(*) AS n FROM checkpoints')?.n).toBeLessThan(
      3
    )
    const orphans = `SELECT id FROM blobs WHERE id NOT IN (SELECT blob_id FROM checkpoints)`
    expect(readRows(store, orphans)).toEqual([])
    const { checkpoint, losses } = resumePoint(store, key)
    const epoch = checkpoint?.epoch ?? 0
    expect(epoch).toBeGreaterThanOrEqual(Math.max(0, lastSaid(ended)))
    expect(epoch).toBeLessThanOrEqual(epochs.length)
    if (checkpoint) expect(checkpoint.hash).toBe(hashBytes(makeBytes(BLOB, epoch)))
    expect(losses.train).toEqual(makeEpochs(1, epoch).map(row => row.train))
    const watched = readWatched(store, key)
    expect(watched.at(-1)?.epoch ?? 0).toBe(epoch)
    for (const { epoch: at, values } of watched) expect([...values]).toEqual([at, -at])
  })
}

describe('a kill during import', () => {
  it('leaves whole revisions only, at 20 random moments', async () => {
    const folder = temporaryFolder()
    const child = { script, args: ['import', folder] }
    const { killed } = await killAtRandom(child, {
      kills: 20,
      check: ended => checkRevisions(folder, ended),
    })
    expect(killed).toBe(20)
  })

  it.each(['import/before-commit:4', 'import/after-commit:4'])('… and at %s', async fault => {
    const folder = temporaryFolder()
    const child = { script, args: ['import', folder, 'TEST', '8'] }
    const ended = await killAtFault(child, fault)
    expect(lastSaid(ended)).toBe(2)
    checkRevisions(folder, ended)
    const stored = reopen(folder, store => listRevisions(store, 'TEST', 'csv').length)
    expect(stored).toBe(fault.includes('before') ? 3 : 4)
    checkRevisions(folder, expectWhole(await runChild(child)))
  })
})

describe('a kill during training', () => {
  const prepare = () => {
    const folder = temporaryFolder()
    const { store } = openForTest({ folder })
    const run = makeRun(store)
    store.close()
    return { folder, run, child: { script, args: ['train', folder, run] } }
  }

  it('leaves a checkpoint to resume from, at 20 random moments', async () => {
    const { folder, run, child } = prepare()
    const { killed } = await killAtRandom(child, {
      kills: 20,
      check: ended => checkTraining(folder, run, ended),
    })
    expect(killed).toBe(20)
  })

  // Each blob has four pieces, so three places within: the eighth is in the third checkpoint.
  it.each([
    ['checkpoint/before-commit:3', 10],
    ['checkpoint/after-commit:3', 15],
    ['checkpoint/within-blob:8', 10],
    ['epochs/before-commit:6', 10],
    ['resume/before-commit', 0],
  ] as const)('… and at %s, to go on from epoch %i', async (fault, epoch) => {
    const { folder, run, child } = prepare()
    const ended = await killAtFault(child, fault)
    const key = { run, model: 'rnn', phase: 'train' } as const
    const found = reopen(folder, store => resumePoint(store, key).checkpoint?.epoch ?? 0)
    expect(found).toBe(epoch)
    checkTraining(folder, run, ended)
    checkTraining(folder, run, expectWhole(await runChild(child)))
  })
})

describe('a kill while the database is made', () => {
  it.each(['migrate/before-commit', 'migrate/after-commit'])(
    'at %s, it is made next time',
    async f => {
      const folder = temporaryFolder()
      await killAtFault({ script, args: ['import', folder] }, f)
      const ended = expectWhole(await runChild({ script, args: ['import', folder, 'TEST', '3'] }))
      checkRevisions(folder, ended)
    }
  )
})

describe('a kill while a damaged database is set aside', () => {
  it.each(['damage/before-rename', 'damage/after-rename'])(
    'at %s, nothing of it is lost',
    async f => {
      const folder = temporaryFolder()
      const child = { script, args: ['import', folder] }
      await killAtFault(child, 'import/after-commit:3') // leaves a WAL
      const file = join(folder, 'hindcast.sqlite')
      const wal = readFileSync(`${file}-wal`)
      writeFileSync(file, 'no database at all, and long enough to be taken for one'.repeat(200))
      writeFileSync(`${file}-wal`, wal.subarray(0, 5000)) // torn, and not for this file
      await killAtFault(child, f)
      const { store, notices } = openForTest({ folder })
      const kept = readdirSync(folder)
        .filter(name => name.includes('damaged'))
        .sort()
      expect(kept.map(name => name.replace(/damaged-\w+/, 'damaged')).join(' ')).toMatch(
        /^hindcast.sqlite.damaged hindcast.sqlite.damaged-(shm hindcast.sqlite.damaged-)?wal$/
      )
      expect(readFileSync(join(folder, kept.at(-1) ?? ''))).toEqual(wal.subarray(0, 5000))
      expect(notices.length).toBe(f.includes('before') ? 1 : 0)
      expect(existsSync(store.file)).toBe(true)
    }
  )
})

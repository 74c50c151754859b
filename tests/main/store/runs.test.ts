import { describe, expect, it } from 'vitest'
import { saveCheckpoint } from '../../../src/main/store/checkpoints.ts'
import { deleteRun, purgeRuns, restoreRun } from '../../../src/main/store/deletion.ts'
import { canonicalJson, hashTry } from '../../../src/main/store/experiments.ts'
import { acquireLease } from '../../../src/main/store/leases.ts'
import { openings, readSeal, recordOpening } from '../../../src/main/store/openings.ts'
import { saveRevision } from '../../../src/main/store/revisions.ts'
import { nearIds, normaliseRunId } from '../../../src/main/store/run-id.ts'
import { markRun } from '../../../src/main/store/run-states.ts'
import {
  createRun,
  findRun,
  listRuns,
  readResults,
  readRun,
  saveResults,
} from '../../../src/main/store/runs.ts'
import { readRow, type Store } from '../../../src/main/store/store.ts'
import { tries } from '../../../src/main/store/tries.ts'
import type { Results } from '../../../src/shared/results.ts'
import { info, makeBars, makeBytes, makeEpochs, makeExperiment, makeRun } from './examples.ts'
import { openForTest } from './fixtures.ts'

/** A run brought through training to its end. */
function finished(store: Store, changes: Parameters<typeof makeRun>[1] = {}): string {
  const id = makeRun(store, changes)
  markRun(store, id, 'training')
  markRun(store, id, 'finished')
  return id
}

describe('an experiment', () => {
  it('is the same try with another seed, and another with anything else', () => {
    const plain = makeExperiment()
    expect(hashTry({ ...plain, seed: 8 })).toBe(hashTry(plain))
    expect(hashTry({ ...plain, clip: 1 })).not.toBe(hashTry(plain))
  })

  it('is one text whatever the order of its keys', () => {
    expect(canonicalJson({ b: [{ d: 1, c: null }], a: 2 })).toBe('{"a":2,"b":[{"c":null,"d":1}]}')
  })
})

describe('a run', () => {
  it('begins queued, with a short id that starts with a letter', () => {
    const { store } = openForTest({ now: () => new Date('2024-05-01T12:00:00Z') })
    const id = makeRun(store)
    expect(id).toMatch(/^[a-hjkmnp-tv-z][0-9a-hjkmnp-tv-z]{5}$/)
    expect(readRun(store, id)).toMatchObject({
      id,
      state: 'queued',
      quickLook: false,
      experiment: makeExperiment(),
      createdAt: '2024-05-01T12:00:00.000Z',
      startedAt: null,
      openedAt: null,
    })
  })

  it('is found by the beginning of its id, however it was typed', () => {
    const { store } = openForTest()
    const ids = Array.from({ length: 40 }, () => makeRun(store))
    for (const id of ids) {
      expect(findRun(store, ` ${id.toUpperCase()} `)).toMatchObject({ ok: true, value: { id } })
    }
    const [id = ''] = ids
    const alone = [1, 2, 3, 4, 5, 6].find(
      n => ids.filter(i => i.startsWith(id.slice(0, n))).length < 2
    )
    expect(findRun(store, id.slice(0, alone))).toMatchObject({ ok: true, value: { id } })
  })

  it('is not found by what begins several, is empty, or is unknown: near ids are named', () => {
    const { store } = openForTest()
    store.db.pragma('foreign_keys = OFF')
    const id = makeRun(store)
    store.db.prepare('UPDATE runs SET id = ? WHERE id = ?').run('kq3x7d', id)
    const other = makeRun(store)
    store.db.prepare('UPDATE runs SET id = ? WHERE id = ?').run('kq9m2p', other)
    const near = (typed: string) => {
      const found = findRun(store, typed)
      return found.ok ? found.value.id : 'near' in found.failure && found.failure.near
    }
    expect(near('kq')).toEqual(expect.arrayContaining(['kq3x7d', 'kq9m2p']))
    expect(near('kq3x8d')).toEqual(['kq3x7d'])
    expect(near('zzzzzz')).toEqual([])
    expect(near('')).toHaveLength(2)
    expect(normaliseRunId('KO1LI')).toBe('k0111')
    expect(nearIds('abc', ['abd', 'xyz', 'abcd'])).toEqual(['abcd', 'abd'])
  })

  it('goes through its states, remembering when it first trained and why it failed', () => {
    let minute = 0
    const { store } = openForTest({ now: () => new Date(Date.UTC(2024, 4, 1, 12, minute++)) })
    const id = makeRun(store)
    markRun(store, id, 'training')
    const { startedAt } = readRun(store, id)
    markRun(store, id, 'paused')
    markRun(store, id, 'training')
    markRun(store, id, 'failed', 'a loss was not finite')
    const run = readRun(store, id)
    expect(run).toMatchObject({ state: 'failed', reason: 'a loss was not finite', startedAt })
    expect(run.stateAt > (startedAt ?? '~')).toBe(true)
    markRun(store, id, 'training')
    markRun(store, id, 'finished')
    expect(readRun(store, id)).toMatchObject({ state: 'finished', reason: null })
    expect(() => markRun(store, id, 'training')).toThrow(/finished and cannot become training/)
  })

  it('is interrupted when the store is opened and nobody trains it', () => {
    const { store } = openForTest()
    const [orphan, paused, owned] = [makeRun(store), makeRun(store), makeRun(store)]
    acquireLease(store, owned, 'a test')
    for (const id of [orphan, paused, owned]) markRun(store, id, 'training')
    markRun(store, paused, 'paused')
    openForTest({ folder: store.folder })
    expect(readRun(store, orphan).state).toBe('interrupted')
    expect(readRun(store, paused).state).toBe('interrupted')
    expect(readRun(store, owned).state).toBe('training')
  })

  it('keeps its results, and newer ones in their place', () => {
    const { store } = openForTest()
    const id = makeRun(store)
    expect(readResults(store, id)).toBeNull()
    const verdicts: Results['verdicts'] = []
    const seal = { state: 'closed', openedAt: null, openingsOfSeries: 0 }
    saveResults(store, id, { headline: 'one', verdicts, seal } as unknown as Results)
    saveResults(store, id, { headline: 'two', verdicts, seal } as unknown as Results)
    expect(readResults(store, id)).toEqual({ headline: 'two', verdicts, seal })
    const results = { verdicts } as unknown as Results
    expect(() => saveResults(store, 'nobody', results)).toThrow('no run nobody')
  })

  it('is listed newest first, by state when asked', () => {
    const { store } = openForTest()
    const ids = [makeRun(store), finished(store), makeRun(store)]
    expect(listRuns(store).map(run => run.id)).toEqual(ids.toReversed())
    expect(listRuns(store, { state: 'finished' }).map(run => run.id)).toEqual([ids[1]])
  })
})

describe('tries', () => {
  const key = { symbol: 'TEST', source: 'csv' } as const

  it('count specifications that trained, whatever their seed and the revision', () => {
    const { store } = openForTest()
    makeRun(store, { clip: 9 })
    expect(tries(store, key)).toBe(0)
    finished(store)
    finished(store, { seed: 8 })
    expect(tries(store, key)).toBe(1)
    finished(store, { clip: 1 })
    expect(tries(store, key)).toBe(2)
    const later = saveRevision(store, info, makeBars(101))
    const experiment = makeExperiment()
    const run = { experiment, revisionId: later.id, usedHash: later.hash, quickLook: false }
    markRun(store, createRun(store, run), 'training')
    expect(tries(store, key)).toBe(2)
    expect(tries(store, { symbol: 'TEST', source: 'yahoo' })).toBe(0)
  })
})

describe('an opening', () => {
  const key = { symbol: 'TEST', source: 'csv' } as const

  it('is recorded once, of a finished sealed run', () => {
    const { store } = openForTest({ now: () => new Date('2024-05-01T12:00:00Z') })
    const id = finished(store, { protocol: 'sealed' })
    const at = '2024-05-01T12:00:00.000Z'
    const closed = { state: 'closed', openedAt: null, openingsOfSeries: 0 }
    expect(readSeal(store, readRun(store, id))).toEqual(closed)
    expect(recordOpening(store, id.slice(0, 5))).toEqual({ ok: true, value: { runId: id, at } })
    expect(readRun(store, id).openedAt).toBe(at)
    const failure = { kind: 'already-open', id, openedAt: at }
    expect(recordOpening(store, id)).toEqual({ ok: false, failure })
    expect(openings(store, key)).toEqual([{ runId: id, at }])
    const open = { state: 'open', openedAt: at, openingsOfSeries: 1 }
    expect(readSeal(store, readRun(store, id))).toEqual(open)
    const none = { state: 'none', openedAt: null, openingsOfSeries: 1 }
    expect(readSeal(store, readRun(store, makeRun(store)))).toEqual(none)
  })

  it('is refused to the tutorial protocol and to what is not finished', () => {
    const { store } = openForTest()
    const failure = (id: string) => recordOpening(store, id)
    expect(failure(finished(store))).toMatchObject({ failure: { kind: 'not-sealed' } })
    const queued = makeRun(store, { protocol: 'sealed' })
    expect(failure(queued)).toMatchObject({ failure: { kind: 'run-unfinished', state: 'queued' } })
    expect(failure('nobody')).toMatchObject({ failure: { kind: 'no-such-run' } })
    expect(openings(store, key)).toEqual([])
  })
})

describe('deleting a run', () => {
  const key = { symbol: 'TEST', source: 'csv' } as const

  it('can be undone until it is purged; its opening and its try stay', () => {
    let now = new Date('2024-05-01T12:00:00Z')
    const { store } = openForTest({ now: () => now })
    const id = finished(store, { protocol: 'sealed' })
    recordOpening(store, id)
    saveCheckpoint(
      store,
      { run: id, model: 'rnn', phase: 'train' },
      {
        epoch: 2,
        blob: makeBytes(100_000, 1),
        seconds: 1,
        epochs: makeEpochs(1, 2),
      }
    )
    expect(deleteRun(store, id)).toMatchObject({ ok: true })
    expect(findRun(store, id).ok).toBe(false)
    expect(listRuns(store)).toEqual([])
    expect(listRuns(store, { deleted: true })).toHaveLength(1)
    expect(restoreRun(store, id)).toEqual({ ok: true, value: id })
    expect(findRun(store, id).ok).toBe(true)
    deleteRun(store, id)
    expect(purgeRuns(store, now)).toBe(0)
    now = new Date('2024-06-01T12:00:00Z')
    expect(purgeRuns(store, now)).toBe(1)
    expect(restoreRun(store, id).ok).toBe(false)
    expect([openings(store, key).length, tries(store, key)]).toEqual([1, 1])
    for (const table of ['run_models', 'epoch_chunks', 'checkpoints', 'blobs', 'blob_pieces']) {
      expect(readRow(store, `SELECT count(*) AS n FROM ${table}`), table).toEqual({ n: 0 })
    }
  })

  it('is refused while someone trains it', () => {
    const { store } = openForTest()
    const id = makeRun(store)
    acquireLease(store, id, 'the app')
    const failure = { kind: 'run-busy', id, owner: expect.stringContaining('the app') }
    expect(deleteRun(store, id)).toEqual({ ok: false, failure })
  })
})

import { describe, expect, it } from 'vitest'
import { listFetches, recordFetch } from '../../../src/main/store/fetches.ts'
import { hashBars } from '../../../src/main/store/hash-bars.ts'
import { refreshStore } from '../../../src/main/store/refresh-store.ts'
import {
  latestRevision,
  listRevisions,
  listSeries,
  readBars,
  saveRevision,
} from '../../../src/main/store/revisions.ts'
import { readRow, type Store } from '../../../src/main/store/store.ts'
import type { Bars } from '../../../src/shared/types.ts'
import { info, makeBars } from './examples.ts'
import { openForTest } from './fixtures.ts'

const stored = (store: Store) =>
  readRow<{ n: number }>(store, 'SELECT sum(length(data)) AS n FROM bar_chunks')?.n ?? 0

/** The same bars with one adjusted value changed. */
function readjusted(bars: Bars, i: number): Bars {
  const adjusted = bars.adjusted.slice()
  adjusted[i] = 7
  return { ...bars, adjusted }
}

describe('the canonical hash', () => {
  const bars: Bars = {
    dates: ['1969-12-31', '2024-04-30', '2024-05-01'],
    open: Float64Array.of(1.5, 2.5, 3.5),
    high: Float64Array.of(2, 3, 4),
    low: Float64Array.of(1, 2, 3),
    close: Float64Array.of(1.25, 2.25, 0.1),
    adjusted: Float64Array.of(Number.NaN, 2, -0),
    volume: Float64Array.of(Number.NaN, Number.NaN, 1e9),
  }

  it('is what tests/fixtures/store/hash_bars.py makes of the same bars', () => {
    expect(hashBars(bars)).toBe('fe7b4d3cf5b9c91c54c7dcd0506060d47d6101a30f271ea1459dcdfbb6f574d2')
  })

  it('knows one NaN only', () => {
    const volume = bars.volume.slice()
    new BigUint64Array(volume.buffer)[0] = 0xfff8000000000123n
    expect(hashBars({ ...bars, volume })).toBe(hashBars(bars))
  })

  it('sees every column and every date', () => {
    const hashes = new Set([hashBars(bars)])
    for (const field of ['open', 'high', 'low', 'close', 'adjusted', 'volume'] as const) {
      hashes.add(hashBars({ ...bars, [field]: bars[field].with(2, 99) }))
    }
    hashes.add(hashBars({ ...bars, dates: bars.dates.with(2, '2024-05-02') }))
    expect(hashes.size).toBe(8)
  })
})

describe('a revision', () => {
  it('gives back the bars it was given, gaps and all', () => {
    const { store } = openForTest()
    const bars = makeBars(1300)
    const revision = saveRevision(store, info, bars, { asOf: '2024-05-01' })
    expect(readBars(store, revision.id)).toEqual(bars)
    expect(revision).toMatchObject({ series: info, asOf: '2024-05-01', count: 1300 })
    expect(revision.hash).toBe(hashBars(bars))
  })

  it('is the same when the bars are the same, and another when one differs', () => {
    const { store } = openForTest()
    const first = saveRevision(store, info, makeBars(20))
    expect(saveRevision(store, info, makeBars(20))).toEqual(first)
    expect(saveRevision(store, info, readjusted(makeBars(20), 4)).id).not.toBe(first.id)
    expect(listRevisions(store, 'TEST', 'csv')).toHaveLength(2)
  })

  it('becomes the latest again when the source returns to it', () => {
    const { store } = openForTest()
    const first = saveRevision(store, info, makeBars(20))
    saveRevision(store, info, makeBars(21))
    saveRevision(store, info, makeBars(20))
    expect(latestRevision(store, 'TEST', 'csv')).toEqual(first)
  })

  it('costs a chunk of each column for a new day, a column for a new dividend', () => {
    const { store } = openForTest()
    saveRevision(store, info, makeBars(15_000))
    const whole = stored(store)
    expect(whole).toBe(15_000 * 52)
    saveRevision(store, info, makeBars(15_001))
    expect(stored(store) - whole).toBeLessThan(512 * 52)
    const before = stored(store)
    const bars = makeBars(15_001)
    saveRevision(store, info, { ...bars, adjusted: bars.adjusted.map(v => v * 0.99) })
    expect(stored(store) - before).toBe(15_001 * 8)
  })

  it.each([
    'UPDATE revisions SET count = 3',
    'DELETE FROM revisions',
    "UPDATE bar_chunks SET data = x'00'",
    'DELETE FROM bar_chunks',
    'UPDATE revision_chunks SET chunk_id = 1',
    'DELETE FROM revision_chunks',
    'INSERT INTO revision_chunks VALUES (1, 0, 9, 1)',
  ])('refuses %s', sql => {
    const { store } = openForTest()
    saveRevision(store, info, makeBars(20))
    expect(() => store.db.exec(sql)).toThrow('a revision is immutable')
  })

  it('is proven once and kept, until others were read since', () => {
    const { store } = openForTest()
    const { id } = saveRevision(store, info, makeBars(20))
    const others = [21, 22, 23, 24].map(n => saveRevision(store, info, makeBars(n)))
    const bars = readBars(store, id)
    for (const other of others.slice(1)) readBars(store, other.id)
    expect(readBars(store, id)).toBe(bars)
    for (const other of others) readBars(store, other.id)
    expect(readBars(store, id)).not.toBe(bars)
    expect(readBars(store, id)).toEqual(bars)
  })

  it('is not read once its bytes were changed behind its back', () => {
    const { store } = openForTest()
    const { id } = saveRevision(store, info, makeBars(20))
    store.db.exec('DROP TRIGGER chunks_keep')
    const sql = `UPDATE bar_chunks SET data = CAST(substr(data, 1, 159) || x'41' AS BLOB) WHERE id = 5`
    expect(store.db.prepare(sql).run().changes).toBe(1)
    expect(() => readBars(store, id)).toThrow(/bars of TEST \(revision 1\) were changed/)
  })

  it.each([
    ['no bars', makeBars(0)],
    ['columns of uneven length', { ...makeBars(5), low: new Float64Array(4) }],
    ['a day twice', { ...makeBars(2), dates: ['2024-05-01', '2024-05-01'] }],
    ['a close that is missing', { ...makeBars(1), close: Float64Array.of(Number.NaN) }],
  ])('is not made of %s', (_, bars) => {
    const { store } = openForTest()
    expect(() => saveRevision(store, info, bars)).toThrow()
    expect(listSeries(store)).toEqual([])
  })
})

describe('series', () => {
  it('are listed by symbol with their latest revision; one symbol has one for each source', () => {
    const { store } = openForTest()
    saveRevision(store, { ...info, symbol: 'B' }, makeBars(10))
    saveRevision(store, { ...info, symbol: 'B' }, makeBars(12))
    saveRevision(store, { ...info, symbol: 'A', source: 'yahoo' }, makeBars(5))
    saveRevision(store, { ...info, symbol: 'A' }, makeBars(5))
    const seen = listSeries(store).map(s => [s.latest.series.symbol, s.latest.series.source])
    expect(seen).toEqual([
      ['A', 'csv'],
      ['A', 'yahoo'],
      ['B', 'csv'],
    ])
    expect(listSeries(store)[2]).toMatchObject({
      revisions: 2,
      first: '2011-01-26',
      last: '2011-02-06',
    })
  })

  it('are what a refresh reads and saves, those of Yahoo only', () => {
    const { store } = openForTest()
    const port = refreshStore(store)
    saveRevision(store, info, makeBars(3))
    expect(port.latest('TEST')).toBeNull()
    const yahoo = { ...info, source: 'yahoo' as const, file: null }
    port.save(makeBars(4), yahoo, 'dividend 0.24 on 2011-02-03')
    const hash = hashBars(makeBars(4))
    const stamp = 'dividend 0.24 on 2011-02-03'
    expect(port.latest('TEST')).toEqual({ bars: makeBars(4), info: yahoo, hash, stamp })
  })

  it('remember each time they were asked for, newest first', () => {
    const { store } = openForTest({ now: () => new Date('2024-05-01T00:00:00Z') })
    const fetch = { symbol: 'A', source: 'yahoo', first: null, last: null } as const
    recordFetch(store, { ...fetch, outcome: 'rate-limited', bars: 0, revisionId: null })
    recordFetch(store, { ...fetch, outcome: 'done', bars: 9, revisionId: null })
    const seen = listFetches(store, 'A', 'yahoo')
    expect(seen.map(f => f.outcome)).toEqual(['done', 'rate-limited'])
    expect(seen[0]?.at).toBe('2024-05-01T00:00:00.000Z')
  })
})

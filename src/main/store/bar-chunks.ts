import { createHash } from 'node:crypto'
import type { Bars, IsoDate } from '../../shared/types.ts'
import { packDates, packDoubles, unpackDates, unpackDoubles } from './columns.ts'
import { canonical, priceFields } from './hash-bars.ts'
import { change, readRow, readRows, type Store } from './store.ts'

/**
 * Bars are kept by column in chunks of 512, each chunk once: a new day costs the last chunk of
 * each column (under 30 kB), a new dividend the adjusted column, not 15,000 bars again.
 */
const CHUNK = 512

/** Writes the columns of a revision that is about to be inserted under this id. */
export function writeBarChunks(store: Store, revisionId: number, bars: Bars): void {
  for (let start = 0; start < bars.dates.length; start += CHUNK) {
    const part = sliceColumns(bars, start, start + CHUNK)
    part.forEach((data, field) => {
      const sql = 'INSERT INTO revision_chunks VALUES (?, ?, ?, ?)'
      change(store, sql, revisionId, field, start / CHUNK, writeChunk(store, data))
    })
  }
}

function sliceColumns(bars: Bars, start: number, end: number): Uint8Array[] {
  const prices = priceFields.map(field => packDoubles(canonical(bars[field].slice(start, end))))
  return [packDates(bars.dates.slice(start, end)), ...prices]
}

function writeChunk(store: Store, data: Uint8Array): number {
  const hash = createHash('sha256').update(data).digest()
  const known = readRow<{ id: number }>(store, 'SELECT id FROM bar_chunks WHERE hash = ?', hash)
  if (known) return known.id
  return change(store, 'INSERT INTO bar_chunks (hash, data) VALUES (?, ?)', hash, data).id
}

/** The bars of a revision as written; what is missing or torn shows in their hash. */
export function readBarChunks(store: Store, revisionId: number): Bars {
  const columns = [0, 1, 2, 3, 4, 5, 6].map(field => readColumn(store, revisionId, field))
  const numbers = (field: number) => unpackDoubles(columns[field] as Uint8Array)
  return {
    dates: unpackDates(columns[0] as Uint8Array),
    open: numbers(1),
    high: numbers(2),
    low: numbers(3),
    close: numbers(4),
    adjusted: numbers(5),
    volume: numbers(6),
  }
}

function readColumn(store: Store, revisionId: number, field: number): Uint8Array {
  const sql = `SELECT data FROM revision_chunks JOIN bar_chunks ON bar_chunks.id = chunk_id
    WHERE revision_id = ? AND field = ? ORDER BY position`
  return Buffer.concat(readRows<{ data: Buffer }>(store, sql, revisionId, field).map(r => r.data))
}

/** The last dates of a revision, at least 250 of them where there are so many, oldest first. */
export function readLastDates(store: Store, revisionId: number): IsoDate[] {
  const sql = `SELECT data FROM revision_chunks JOIN bar_chunks ON bar_chunks.id = chunk_id
    WHERE revision_id = ? AND field = 0 ORDER BY position DESC LIMIT 2`
  const chunks = readRows<{ data: Buffer }>(store, sql, revisionId).toReversed()
  return unpackDates(Buffer.concat(chunks.map(({ data }) => data)))
}

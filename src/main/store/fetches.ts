import type { IsoDate, Source } from '../../shared/types.ts'
import { change, instant, readRow, readRows, type Store, write } from './store.ts'

/** One time a source was asked for prices. */
export interface Fetch {
  readonly symbol: string
  readonly source: Source
  /** The last day known before and the newest one answered; null where all there is was asked for. */
  readonly first: IsoDate | null
  readonly last: IsoDate | null
  /** `done`, or the kind of the failure. */
  readonly outcome: string
  /** Bars received. */
  readonly bars: number
  readonly revisionId: number | null
}

export function recordFetch(store: Store, fetch: Fetch): void {
  const { symbol, source, first, last, outcome, bars, revisionId } = fetch
  const sql = `INSERT INTO fetches (symbol, source, at, first, last, outcome, bars, revision_id)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?)`
  const values = [symbol, source, instant(store), first, last, outcome, bars, revisionId]
  write(store, 'fetch', () => change(store, sql, ...values))
}

/** Newest first. */
export function listFetches(store: Store, symbol: string, source: Source) {
  const sql = `SELECT symbol, source, at, first, last, outcome, bars, revision_id AS revisionId
    FROM fetches WHERE symbol = ? AND source = ? ORDER BY id DESC`
  return readRows<Fetch & { readonly at: string }>(store, sql, symbol, source)
}

/** When these very bars were first fetched; null for a revision that came from elsewhere. */
export const fetchedAt = (store: Store, revisionId: number): string | null =>
  readRow<{ at: string }>(
    store,
    'SELECT at FROM fetches WHERE revision_id = ? ORDER BY id LIMIT 1',
    revisionId
  )?.at ?? null

import type { Source } from '../../shared/types.ts'
import { hashTry } from './experiments.ts'
import type { Run } from './runs.ts'
import { change, instant, readRow, type Store, write } from './store.ts'

/** Which series is meant: a symbol from one source. */
export interface SeriesKey {
  readonly symbol: string
  readonly source: Source
}

/**
 * Counts the run's specification as tried on its series; again, or with another seed, it is the
 * same try. `markRun` does this when a run first trains. Outlives the run.
 */
export function recordTry(store: Store, run: Run): void {
  const sql = `INSERT OR IGNORE INTO tries (series_id, try_hash, first_at, first_run)
    SELECT series_id, ?, ?, ? FROM revisions WHERE id = ?`
  const values = [hashTry(run.experiment), instant(store), run.id, run.revision.id]
  write(store, 'try', () => change(store, sql, ...values))
}

/** How many specifications were ever run on a series, whatever their seeds. */
export function tries(store: Store, { symbol, source }: SeriesKey): number {
  const sql = `SELECT count(*) AS n FROM tries JOIN series ON series.id = series_id
    WHERE symbol = ? AND source = ?`
  return readRow<{ n: number }>(store, sql, symbol, source)?.n ?? 0
}

import type { Experiment } from '../../shared/experiment.ts'
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

/**
 * The tries that a run is weighed by, as every view, report and file tells them: those of its series,
 * or what it came with from another computer where that is more.
 */
export function triesOfRun(store: Store, id: string): number {
  const sql = `SELECT count(tries.try_hash) AS here, coalesce(json_extract(r.results, '$.tries'), 0) AS brought
    FROM runs r JOIN revisions v ON v.id = r.revision_id
    LEFT JOIN tries ON tries.series_id = v.series_id WHERE r.id = ?`
  const row = readRow<{ here: number; brought: number }>(store, sql, id)
  return Math.max(row?.here ?? 0, row?.brought ?? 0)
}

/** Which try a specification would be on a revision's series; null where it was tried before. */
export function newTry(store: Store, revisionId: number, experiment: Experiment): number | null {
  const sql = `SELECT count(*) AS n, coalesce(sum(try_hash = ?), 0) AS same FROM tries
    WHERE series_id = (SELECT series_id FROM revisions WHERE id = ?)`
  const row = readRow<{ n: number; same: number }>(store, sql, hashTry(experiment), revisionId)
  return row && row.same > 0 ? null : (row?.n ?? 0) + 1
}

/** How many specifications were ever run on a series, whatever their seeds. */
export function tries(store: Store, { symbol, source }: SeriesKey): number {
  const sql = `SELECT count(*) AS n FROM tries JOIN series ON series.id = series_id
    WHERE symbol = ? AND source = ?`
  return readRow<{ n: number }>(store, sql, symbol, source)?.n ?? 0
}

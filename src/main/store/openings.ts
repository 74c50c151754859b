import { done, failed, type Result } from '../../shared/failure.ts'
import type { Results } from '../../shared/results.ts'
import { findRun, type Run } from './runs.ts'
import { change, instant, readRows, type Store, write } from './store.ts'
import type { SeriesKey } from './tries.ts'

/** One time a sealed test part was looked at. */
export interface Opening {
  /** The run may have been deleted since. */
  readonly runId: string
  readonly at: string
}

/**
 * Records that a finished sealed run's test part is opened, for good; answers when. Fails with
 * `no-such-run`, `not-sealed`, `run-unfinished` or `already-open`.
 */
export function recordOpening(store: Store, typed: string): Result<Opening> {
  return write(store, 'opening', () => {
    const found = findRun(store, typed)
    if (!found.ok) return found
    const { id, experiment, state, openedAt, revision } = found.value
    if (experiment.protocol !== 'sealed') return failed({ kind: 'not-sealed', id })
    if (state !== 'finished') return failed({ kind: 'run-unfinished', id, state })
    if (openedAt !== null) return failed({ kind: 'already-open', id, openedAt })
    const at = instant(store)
    const sql = `INSERT INTO openings (series_id, run_id, at)
      SELECT series_id, ?, ? FROM revisions WHERE id = ?`
    change(store, sql, id, at, revision.id)
    return done({ runId: id, at })
  })
}

/** Every opening of a test part of this series, oldest first, those of deleted runs included. */
export function openings(store: Store, { symbol, source }: SeriesKey): Opening[] {
  const sql = `SELECT run_id AS runId, at FROM openings JOIN series ON series.id = series_id
    WHERE symbol = ? AND source = ? ORDER BY openings.id`
  return readRows<Opening>(store, sql, symbol, source)
}

/** The seal of a run's test part as results tell it. */
export function readSeal(store: Store, run: Run): Results['seal'] {
  const { openedAt } = run
  const openingsOfSeries = openings(store, run.revision.series).length
  if (run.experiment.protocol !== 'sealed') {
    return { state: 'none', openedAt: null, openingsOfSeries }
  }
  return { state: openedAt === null ? 'closed' : 'open', openedAt, openingsOfSeries }
}

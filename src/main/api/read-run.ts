import { done, type Result } from '../../shared/failure.ts'
import type { RunDetail, RunFigures } from '../../shared/wire.ts'
import { readDueSeeds } from '../store/due-seeds.ts'
import { readPlace } from '../store/queue.ts'
import { findRun, readResults } from '../store/runs.ts'
import { attempt } from './attempt.ts'
import { readFigures } from './bundle.ts'
import type { Hindcast } from './hindcast.ts'
import { readSummary } from './list-runs.ts'
import type { LiveRun } from './live-run.ts'
import { progressOf } from './training-state.ts'

/** One run: what was asked, where it stands, what came of it. */
export function readRunDetail(
  h: Hindcast,
  typed: string,
  live: (id: string) => LiveRun | null
): Result<RunDetail> {
  return attempt(h, () => {
    const found = findRun(h.store, typed)
    if (!found.ok) return found
    const run = found.value
    return done({
      summary: readSummary(h, run.id),
      experiment: run.experiment,
      revision: run.revision,
      results: readResults(h.store, run.id),
      models: progressOf(h, run, live(run.id)),
      place: readPlace(h.store, run.id),
      seedsDue: readDueSeeds(h.store, run.id),
    })
  })
}

/** A finished run's numbers, for charts and tables; of a closed test part there are none. */
export const readRunFigures = (h: Hindcast, typed: string): Result<RunFigures> =>
  attempt(h, () => readFigures(h.store, typed))

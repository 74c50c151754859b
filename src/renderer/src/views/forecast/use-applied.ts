import { useQueries } from '@tanstack/react-query'
import type { AppliedRun } from '../../../../shared/wire.ts'
import { ask } from '../../bridge.ts'
import { keys } from '../../state/queries.ts'

/** One series with the run applied to it: on its way, done, or refused with a reason. */
export interface AppliedSeries {
  readonly revisionId: number
  readonly value: AppliedRun | undefined
  readonly error: Error | null
}

/** Applies a run to several series, each answer shown when it comes. */
export const useApplied = (
  id: string,
  revisionIds: readonly number[],
  horizon: number
): readonly AppliedSeries[] =>
  useQueries({
    queries: revisionIds.map(revisionId => ({
      queryKey: [...keys.run(id), 'applied', revisionId, horizon],
      queryFn: () => ask('applyRun', { id, revisionId, horizon }),
    })),
    combine: results =>
      results.map(({ data, error }, i) => ({
        revisionId: revisionIds[i] ?? 0,
        value: data,
        error,
      })),
  })

import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { Experiment } from '../../../shared/experiment.ts'
import type { Estimate } from '../../../shared/wire.ts'
import { ask } from '../bridge.ts'

export interface EstimateState {
  readonly estimate: Estimate | null
  readonly isMeasuring: boolean
  readonly error: Error | null
}

/** How long to wait after the last change before the engine is asked. */
const pause = 400

/** The time a run would take, measured by main once the form has come to rest; nothing while not `wanted`. */
export function useEstimate(
  experiment: Experiment,
  revisionId: number | null,
  wanted: boolean,
  seeds = 1
): EstimateState {
  const settled = useSettled(experiment)
  const isWanted = wanted && revisionId !== null
  const query = useQuery({
    // no seed: another one takes as long
    queryKey: ['estimate', revisionId, { ...settled, seed: 0 }, seeds],
    queryFn: () => ask('estimateRun', { experiment, revisionId: revisionId ?? 0, seeds }),
    enabled: isWanted && settled === experiment,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 10 * 60_000,
  })
  if (!isWanted) return { estimate: null, isMeasuring: false, error: null }
  const isMeasuring = settled !== experiment || query.isFetching
  return {
    estimate: isMeasuring ? null : (query.data ?? null),
    isMeasuring,
    error: isMeasuring ? null : query.error,
  }
}

function useSettled(experiment: Experiment): Experiment | null {
  const [settled, setSettled] = useState<Experiment | null>(null)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(experiment), pause)
    return () => clearTimeout(timer)
  }, [experiment])
  return settled
}

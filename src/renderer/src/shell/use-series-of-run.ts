import { useEffect, useRef } from 'react'
import { useRuns, useSeriesList } from '../state/queries.ts'
import { keepSeries, useUi } from '../state/ui.ts'

/**
 * Choosing a run chooses its series too, in its newest state, so that the experiment beside a run
 * trains on what the run is about. What was kept from the last window stays as it was.
 */
export function useSeriesOfRun(): void {
  const id = useUi(ui => ui.run)
  const run = useRuns().data?.find(one => one.id === id)
  const series = useSeriesList().data
  const followed = useRef(id)
  useEffect(() => {
    if (run === undefined || series === undefined || followed.current === run.id) return
    followed.current = run.id
    const newest = series.find(
      ({ symbol, source }) => symbol === run.symbol && source === run.source
    )
    keepSeries(newest?.revisionId ?? run.revisionId)
  }, [run, series])
}

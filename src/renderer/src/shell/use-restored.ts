import { useEffect, useState } from 'react'
import { useAppState, useRuns, useSeriesList } from '../state/queries.ts'
import { say } from '../state/toaster.ts'
import { restoreUi } from '../state/ui.ts'

/**
 * Takes up where the last window left off, once main has told; a run or series that is no longer
 * there is not chosen. True from then on. Says what main wants read once.
 */
export function useRestored(): boolean {
  const app = useAppState().data
  const [runs, series] = [useRuns(), useSeriesList()]
  const [isRestored, setIsRestored] = useState(false)
  const isReady = app !== undefined && !runs.isPending && !series.isPending
  useEffect(() => {
    if (!isReady || isRestored) return
    const { selectedRun, selectedRevision } = app.preferences
    restoreUi({
      ...app.preferences,
      selectedRun: runs.data?.find(({ id }) => id === selectedRun)?.id ?? null,
      selectedRevision:
        series.data?.find(({ revisionId }) => revisionId === selectedRevision)?.revisionId ?? null,
    })
    for (const text of app.notices) void say({ text, isFailure: true })
    setIsRestored(true)
  }, [isReady, isRestored, app, runs.data, series.data])
  return isRestored
}

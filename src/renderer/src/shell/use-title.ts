import { useEffect } from 'react'
import { runName } from '../runs/run-words.ts'
import { titleOf } from '../series-words.ts'
import { useRuns, useSeriesList } from '../state/queries.ts'
import { useUi } from '../state/ui.ts'
import { viewNames } from './view-names.ts'

/** The window's title follows what it shows: “Random walk, Results – Hindcast”. */
export function useTitle(): void {
  const { view, run, revision } = useUi()
  const runs = useRuns().data
  const series = useSeriesList().data
  const shownRun = runs?.find(({ id }) => id === run)
  const shownSeries = series?.find(({ revisionId }) => revisionId === revision)
  const subject =
    view === 'data' ? shownSeries && titleOf(shownSeries) : shownRun && runName(shownRun)
  const title = `${subject ? `${subject}, ` : ''}${viewNames[view]} – Hindcast`
  useEffect(() => {
    document.title = title
  }, [title])
}

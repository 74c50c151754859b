import { Button } from '@blueprintjs/core'
import { useEffect } from 'react'
import { FailedState, Waiting } from '../../components/state.tsx'
import { openAddSeries } from '../../state/add-series.ts'
import { useSeries, useSeriesList } from '../../state/queries.ts'
import { useUi } from '../../state/ui.ts'
import { EmptyPage } from './empty-page.tsx'
import { SeriesView } from './series-view.tsx'

/** The Data view: the chosen series, or three ways to a first one. */
export function DataPage() {
  const list = useSeriesList()
  const chosen = useUi(ui => ui.revision)
  const newest = list.data?.toSorted((a, b) => b.usedAt.localeCompare(a.usedAt))[0]?.revisionId
  useEffect(() => {
    if (chosen === null && newest !== undefined) useUi.setState({ revision: newest })
  }, [chosen, newest])
  const series = useSeries(chosen)
  if (list.error) return <FailedState error={list.error} />
  if (list.data?.length === 0 && series.data === undefined) return <EmptyPage />
  if (series.error)
    return (
      <FailedState error={series.error}>
        <Button text="Add a series" onClick={openAddSeries} />
      </FailedState>
    )
  if (series.data === undefined) return <Waiting text="Reading the series" />
  return <SeriesView key={series.data.revision.id} series={series.data} />
}

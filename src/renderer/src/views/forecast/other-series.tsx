import { useState } from 'react'
import type { RunDetail, SeriesSummary } from '../../../../shared/wire.ts'
import { EmptyState } from '../../components/state.tsx'
import { useSeriesList } from '../../state/queries.ts'
import { AppliedChart } from './applied-chart.tsx'
import { AppliedTable } from './applied-table.tsx'
import styles from './other-series.module.css'
import { SeriesPicker } from './series-picker.tsx'
import { useApplied } from './use-applied.ts'

interface OtherSeriesProps {
  readonly run: RunDetail
  readonly horizon: number
}

/** The trained networks as they are, on other series or newer bars: nothing is fitted anew. */
export function OtherSeries({ run, horizon }: OtherSeriesProps) {
  const list = useSeriesList()
  const series = (list.data ?? []).filter(one => one.revisionId !== run.revision.id)
  const [ticked, setTicked] = useState<ReadonlySet<number>>(() => sameSymbol(run, series))
  // a refresh meanwhile puts a new revision in an old one's place
  const chosen = new Set(series.map(one => one.revisionId).filter(id => ticked.has(id)))
  const [seen, setSeen] = useState<number | null>(null)
  const applied = useApplied(run.summary.id, [...chosen], horizon)
  if (list.data !== undefined && series.length === 0)
    return (
      <EmptyState
        title="No other series"
        text="Add one with the plus on the left; then this run can be applied to it."
      />
    )
  const shown = applied.find(one => one.revisionId === seen) ?? applied.find(one => one.value)
  return (
    <div className={styles['columns']}>
      <SeriesPicker series={series} chosen={chosen} onChange={setTicked} />
      <div className={styles['results']}>
        <AppliedTable
          run={run}
          series={series}
          applied={applied}
          shown={shown?.revisionId ?? null}
          onShow={setSeen}
        />
        {shown?.value && <AppliedChart run={run} applied={shown.value} />}
      </div>
    </div>
  )
}

/** Newer bars of the run's own symbol are what one most likely came for. */
const sameSymbol = (run: RunDetail, series: readonly SeriesSummary[]): ReadonlySet<number> =>
  new Set(
    series
      .filter(({ symbol }) => symbol === run.revision.series.symbol)
      .map(({ revisionId }) => revisionId)
  )

import { useCallback, useMemo } from 'react'
import type { ChartData } from '../../../../shared/charts/chart-data.ts'
import { describeForecast, makeForecast } from '../../../../shared/charts/forecast.ts'
import { displayName } from '../../../../shared/charts/format.ts'
import type { Look } from '../../../../shared/charts/frame.ts'
import type { AppliedRun, RunDetail, SeriesDetail } from '../../../../shared/wire.ts'
import { ChartPanel } from '../../charts/chart-panel.tsx'
import { Waiting } from '../../components/state.tsx'
import { formatDay } from '../../format.ts'
import { fileTitleOf, titleOf } from '../../series-words.ts'
import { useSeries } from '../../state/queries.ts'
import styles from './other-series.module.css'

interface AppliedChartProps {
  readonly run: RunDetail
  readonly applied: AppliedRun
}

/** The forecast of a series that the run was not made on. */
export function AppliedChart({ run, applied }: AppliedChartProps) {
  const series = useSeries(applied.revisionId)
  const data = useMemo(
    () => (series.data ? toForecastData(run, applied, series.data) : null),
    [run, applied, series.data]
  )
  const make = useCallback((look: Look) => (data ? makeForecast(data, look) : {}), [data])
  if (data === null) return <Waiting text={`Reading ${applied.symbol}`} />
  const { forecast } = applied
  const name = series.data ? titleOf(series.data.summary) : applied.symbol
  return (
    <ChartPanel
      className={styles['chart'] ?? ''}
      title={`Forecast of ${name}`}
      {...(series.data ? { fileTitle: fileTitleOf(series.data.summary, 'Forecast') } : {})}
      caption={`${applied.unit}, ${forecast.dates.length} days after ${formatDay(forecast.origin)}. ${applied.headline ?? 'There is no new day to judge on.'}`}
      label={describeForecast(data)}
      make={make}
      table={() => ({
        columns: [
          'Step',
          'Date',
          'Persistence',
          'Drift',
          ...data.models.map(({ name }) => displayName(name)),
        ],
        rows: forecast.dates.map((date, k) => [
          forecast.step[k] ?? k + 1,
          date,
          forecast.persistence[k] ?? null,
          forecast.drift[k] ?? null,
          ...data.models.map(({ name }) => forecast.models[name]?.[k] ?? null),
        ]),
      })}
      fileName={`${applied.symbol}-by-${run.summary.id}-forecast`}
    />
  )
}

/** Known days in the unit of the paths: CR counts from the level that persistence repeats. */
function toForecastData(run: RunDetail, applied: AppliedRun, { bars }: SeriesDetail) {
  const end = bars.dates.indexOf(applied.forecast.origin) + 1
  const column = run.experiment.price === 'adjusted' ? bars.adjusted : bars.close
  const price = Array.from(column.subarray(0, end))
  const level = applied.forecast.persistence[0] ?? Number.NaN
  const last = price.at(-1) ?? Number.NaN
  const data: Pick<ChartData, 'models' | 'series' | 'forecast' | 'unit'> = {
    models: run.experiment.models.map(({ name, cell }) => ({ name, cell, bestEpoch: null })),
    unit: applied.unit,
    series: {
      dates: bars.dates.slice(0, end),
      price,
      cumulativeReturn: price.map(p => (p / last) * level),
    },
    forecast: applied.forecast,
  }
  return data
}

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { toChartData, withBands } from '../../../../shared/charts/chart-data.ts'
import { withSeeds } from '../../../../shared/charts/seed-data.ts'
import { stepsOfForecast } from '../../../../shared/lab/coverage-rows.ts'
import type { ForecastPaths, RunDetail, RunFigures } from '../../../../shared/wire.ts'
import { ask } from '../../bridge.ts'
import { FailedState, Waiting } from '../../components/state.tsx'
import { SeedsStrip } from '../../seeds/seeds-strip.tsx'
import { useSeeds } from '../../seeds/use-seeds.ts'
import { fileTitleOf } from '../../series-words.ts'
import { keys, useFigures } from '../../state/queries.ts'
import { BandChoice, noBand } from './band-choice.tsx'
import { CoverageRow } from './coverage-row.tsx'
import { ForecastChart } from './forecast-chart.tsx'
import styles from './forecast-page.module.css'
import { HindcastChart } from './hindcast-chart.tsx'
import { NewerBars } from './newer-bars.tsx'
import { seedPath } from './path-file.ts'
import { PathTable } from './path-table.tsx'
import { factorTo, scaleForecast, type Unit } from './paths.ts'

interface OwnForecastProps {
  readonly run: RunDetail
  readonly horizon: number
  readonly onOther: () => void
}

/** The run's own series: the days to come, the last known days forecast afresh, and both as numbers. */
export function OwnForecast({ run, horizon, onOther }: OwnForecastProps) {
  const { id } = run.summary
  const figures = useFigures(id)
  const paths = useForecast(id, horizon)
  const error = figures.error ?? paths.error
  if (error !== null) return <FailedState error={error} />
  if (figures.data === undefined || paths.data === undefined)
    return <Waiting text={`Forecasting ${horizon} days`} />
  return (
    <>
      <NewerBars run={run} onApply={onOther} />
      <Drawn run={run} figures={figures.data} paths={paths.data} />
    </>
  )
}

/** Paths at another horizon are computed by the networks; the old ones stay in sight until then. */
const useForecast = (id: string, horizon: number) =>
  useQuery({
    queryKey: [...keys.run(id), 'forecast', horizon],
    queryFn: () => ask('readForecast', { id, horizon }),
    placeholderData: keepPreviousData,
  })

interface DrawnProps {
  readonly run: RunDetail
  readonly figures: RunFigures
  readonly paths: ForecastPaths
}

function Drawn({ run, figures, paths: ownUnit }: DrawnProps) {
  const [unit, setUnit] = useState<Unit>('price')
  const paths = useMemo(
    () => scaleForecast(ownUnit, factorTo(unit, figures)),
    [ownUnit, unit, figures]
  )
  const { shown } = useSeeds(run.summary.id)
  const data = useMemo(() => {
    // medians of several seeds have no past errors of their own, so no bands
    const bands = shown === null ? paths.bands : null
    const own = {
      ...toChartData(figures),
      unit,
      forecast: withBands(paths.forecast, bands, 'forecast'),
      hindcast: withBands(paths.hindcast, bands, 'hindcast'),
      hindcastRmse: paths.hindcastRmse,
    }
    return shown === null ? own : withSeeds(own, shown, factorTo(unit, figures))
  }, [figures, unit, paths, shown])
  const [fan, setFan] = useState(data.closest)
  const { bands } = paths
  const hasBands = bands !== null && stepsOfForecast(bands) > 0
  const fileName = `${run.summary.symbol}-${run.summary.id}`
  return (
    <>
      <SeedsStrip run={run.summary.id} />
      <ForecastChart
        data={data}
        paths={paths}
        unit={unit}
        fan={fan}
        bandChoice={
          data.forecast.bands &&
          hasBands && <BandChoice models={data.models} value={fan} onChange={setFan} />
        }
        onUnit={figures.results.unit === 'price' ? null : setUnit}
        fileName={`${fileName}-forecast`}
        fileTitle={fileTitleOf(run.revision.series, 'Forecast')}
      />
      <div className={styles['split']}>
        <HindcastChart
          data={data}
          path={paths.hindcast}
          fan={fan}
          fileName={`${fileName}-hindcast`}
          fileTitle={fileTitleOf(run.revision.series, 'Hindcast')}
        />
        <PathTable
          models={data.models}
          paths={paths}
          seeds={seedPath(data, 'forecast')}
          rmse={numbersIn(data.hindcastRmse)}
          unit={unit}
          currency={run.revision.series.currency}
          fileName={`${fileName}-path`}
        />
      </div>
      <CoverageRow
        run={run}
        models={data.models}
        bands={bands}
        shown={fan === noBand ? data.closest : fan}
        fileName={`${fileName}-coverage`}
      />
    </>
  )
}

const numbersIn = (values: Readonly<Record<string, number | null>>): Record<string, number> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, value ?? Number.NaN]))

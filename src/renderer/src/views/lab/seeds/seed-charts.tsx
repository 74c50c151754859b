import { useCallback, useMemo, useState } from 'react'
import { toChartData } from '../../../../../shared/charts/chart-data.ts'
import { closeUp, describeFit, makeFit } from '../../../../../shared/charts/fit.ts'
import { describeForecast, makeForecast } from '../../../../../shared/charts/forecast.ts'
import { formatDate } from '../../../../../shared/charts/format.ts'
import type { Look } from '../../../../../shared/charts/frame.ts'
import { describeHindcast, makeHindcast } from '../../../../../shared/charts/hindcast.ts'
import { captionLoss, describeLoss, makeLoss } from '../../../../../shared/charts/loss.ts'
import { withSeeds } from '../../../../../shared/charts/seed-data.ts'
import {
  seedLossTable,
  seedPathTable,
  seedPredictionTable,
} from '../../../../../shared/charts/seed-tables.ts'
import type { SeedsResults } from '../../../../../shared/studies/seeds.ts'
import type { RunDetail } from '../../../../../shared/wire.ts'
import { ChartPanel } from '../../../charts/chart-panel.tsx'
import { Waiting } from '../../../components/state.tsx'
import { useFigures } from '../../../state/queries.ts'
import { ModelChoice } from '../../results/model-choice.tsx'
import styles from './seeds.module.css'

interface SeedChartsProps {
  readonly run: RunDetail
  readonly found: SeedsResults
  readonly fileName: string
  readonly fileTitle: string
}

/** Loss, fit, hindcast and forecast with the median as a line and the range as a band. */
export function SeedCharts({ run, found, fileName, fileTitle }: SeedChartsProps) {
  const figures = useFigures(run.summary.id).data
  const data = useMemo(
    () => (figures === undefined ? null : withSeeds(toChartData(figures), found)),
    [figures, found]
  )
  const [model, setModel] = useState(found.ranking.find(r => r.name !== 'persistence')?.name ?? '')
  const draw = useMemo(
    () =>
      data && {
        loss: (look: Look) => makeLoss(data, look),
        hindcast: (look: Look) => makeHindcast(data, look),
        forecast: (look: Look) => makeForecast(data, look),
      },
    [data]
  )
  const makeFitOf = useCallback(
    (look: Look) =>
      data === null
        ? {}
        : makeFit(data, { model, view: closeUp(data.predictions), strip: false }, look),
    [data, model]
  )
  if (data === null || draw === null) return <Waiting text="Reading the figures" />
  const shared = { fileTitle, className: styles['chart'] ?? '' }
  return (
    <>
      <ChartPanel
        {...shared}
        title="Loss"
        caption={captionLoss(data)}
        label={describeLoss(data)}
        make={draw.loss}
        table={() => seedLossTable(found, data.persistenceLoss[data.watched])}
        fileName={`${fileName}-loss`}
      />
      <ChartPanel
        {...shared}
        title="Predicted and actual"
        caption={`${data.unit}, one step ahead, the last days; median and range`}
        label={describeFit(data, model)}
        make={makeFitOf}
        table={() => seedPredictionTable(found)}
        fileName={`${fileName}-predicted-${model}`}
        controls={
          <ModelChoice label="Network" models={data.models} value={model} onChange={setModel} all />
        }
      />
      <ChartPanel
        {...shared}
        title="Hindcast"
        caption={`from ${formatDate(data.hindcast.origin)}, median and range; labels are medians of the RMSE`}
        label={describeHindcast(data)}
        make={draw.hindcast}
        table={() => seedPathTable(found.hindcast)}
        fileName={`${fileName}-hindcast`}
      />
      {found.forecast && (
        <ChartPanel
          {...shared}
          title="Forecast"
          caption={`${data.unit}, each prediction fed back; median and range`}
          label={describeForecast(data)}
          make={draw.forecast}
          table={() => seedPathTable(found.forecast ?? found.hindcast)}
          fileName={`${fileName}-forecast`}
        />
      )}
    </>
  )
}

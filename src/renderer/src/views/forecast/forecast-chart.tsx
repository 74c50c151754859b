import { type ReactNode, useCallback, useState } from 'react'
import type { ChartData } from '../../../../shared/charts/chart-data.ts'
import { describeForecast, makeForecast } from '../../../../shared/charts/forecast.ts'
import { displayName } from '../../../../shared/charts/format.ts'
import type { Look } from '../../../../shared/charts/frame.ts'
import type { ForecastPaths } from '../../../../shared/wire.ts'
import { ChartPanel } from '../../charts/chart-panel.tsx'
import { Segmented } from '../../components/segmented.tsx'
import styles from './forecast-page.module.css'
import { pathFile, seedPath } from './path-file.ts'
import { onlyModel, type Unit } from './paths.ts'

interface ForecastChartProps {
  readonly data: ChartData
  readonly paths: ForecastPaths
  readonly unit: Unit
  /** Whose bands are drawn. */
  readonly fan: string
  /** Chooses it; nothing where there are no bands. */
  readonly bandChoice: ReactNode
  /** Null where the run knows prices only. */
  readonly onUnit: ((unit: Unit) => void) | null
  readonly fileName: string
  readonly fileTitle: string
}

/** The days to come by every network, persistence flat among them, and where a random walk would be. */
export function ForecastChart({
  data,
  paths,
  unit,
  fan,
  bandChoice,
  onUnit,
  fileName,
  fileTitle,
}: ForecastChartProps) {
  const [model, setModel] = useState('all')
  const make = useCallback(
    (look: Look) =>
      makeForecast({ ...data, forecast: onlyModel(data.forecast, model) }, look, { fan }),
    [data, model, fan]
  )
  const models = [
    ...data.models.map(({ name }) => ({ value: name, text: displayName(name) })),
    { value: 'all', text: 'All' },
  ]
  const controls = (
    <>
      {onUnit && <Segmented label="Unit" options={units} value={unit} onChange={onUnit} />}
      {data.models.length > 1 && (
        <Segmented label="Network" options={models} value={model} onChange={setModel} />
      )}
      {bandChoice}
    </>
  )
  return (
    <ChartPanel
      className={styles['main'] ?? ''}
      title="Forecast"
      caption={`${unit}, each prediction fed back as the next input${mediansOf(data)}`}
      label={describeForecast(data, { fan })}
      make={make}
      table={() =>
        pathFile(paths.forecast, seedPath(data, 'forecast'), { path: data.forecast, fan })
      }
      fileName={fileName}
      fileTitle={fileTitle}
      controls={controls}
    />
  )
}

const mediansOf = (data: ChartData): string =>
  seedPath(data, 'forecast') === null ? '' : `, median and range of ${data.ranges?.seeds} seeds`

const units = [
  { value: 'price' as const, text: 'Price' },
  { value: 'cumulative return' as const, text: 'Return' },
]

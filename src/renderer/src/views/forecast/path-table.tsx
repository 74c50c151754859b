import type { ChartModel, ChartRange } from '../../../../shared/charts/chart-data.ts'
import { displayName } from '../../../../shared/charts/format.ts'
import type { ForecastPaths } from '../../../../shared/wire.ts'
import { Panel } from '../../components/panel.tsx'
import { SaveTable } from '../../components/save-table.tsx'
import { Scroller } from '../../components/scroller.tsx'
import { SeriesKey } from '../../components/series-key.tsx'
import { formatDay, formatNumber, formatPrice } from '../../format.ts'
import pageStyles from './forecast-page.module.css'
import { hindcastWords } from './hindcast-words.ts'
import { pathFile, type SeedPath } from './path-file.ts'
import styles from './path-table.module.css'
import { pathRows, shownSteps, type Unit } from './paths.ts'

interface PathTableProps {
  readonly models: readonly ChartModel[]
  readonly paths: ForecastPaths
  /** Medians and ranges over several seeds, where these are shown. */
  readonly seeds: SeedPath | null
  /** Of the hindcast; medians too where seeds are shown. */
  readonly rmse: Readonly<Record<string, number>>
  readonly unit: Unit
  readonly currency: string | null
  readonly fileName: string
}

/** Every forecaster some days ahead, persistence first, and what the hindcast showed in a sentence. */
export function PathTable(props: PathTableProps) {
  const { models, paths, seeds, rmse, unit, currency, fileName } = props
  const { forecast, hindcast, horizon } = paths
  const steps = shownSteps(Math.min(horizon, forecast.dates.length))
  const format = (value: number) =>
    unit === 'price' ? formatPrice(value, currency) : formatNumber(value, 4)
  const tools = (
    <SaveTable name="Path" fileName={`${fileName}.csv`} table={() => pathFile(forecast, seeds)} />
  )
  return (
    <Panel title="Path" caption={`${unit} by days ahead`} tools={tools}>
      <Scroller label="Path, by days ahead" className={styles['scroller']}>
        <table className={styles['table']}>
          <thead>
            <tr>
              <th scope="col">Days ahead</th>
              {steps.map(step => (
                <th key={step} scope="col" title={formatDay(forecast.dates[step - 1] ?? '')}>
                  {step}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {pathRows(forecast).map(({ name, values }) => (
              <tr key={name} className={name === 'persistence' ? styles['base'] : ''}>
                <th scope="row">
                  <SeriesKey name={name} models={models} />
                  <span>{displayName(name)}</span>
                </th>
                {steps.map(step => (
                  <td key={step}>
                    {format((seeds?.models[name] ?? values)[step - 1] ?? Number.NaN)}
                    <Ends range={seeds?.ranges[name]} at={step - 1} format={format} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Scroller>
      <p className={pageStyles['words']}>
        {hindcastWords(
          rmse,
          models.map(({ name }) => name),
          hindcast.dates.length,
          format
        )}
        {seeds !== null && ' Errors and paths are medians over seeds.'}
      </p>
    </Panel>
  )
}

interface EndsProps {
  readonly range: ChartRange | undefined
  readonly at: number
  readonly format: (value: number) => string
}

/** The lowest and the highest of several seeds, beneath their median; nothing without. */
const Ends = ({ range, at, format }: EndsProps) =>
  range === undefined ? null : (
    <span className={styles['range']}>
      {format(range.low[at] ?? Number.NaN)} to {format(range.high[at] ?? Number.NaN)}
    </span>
  )

import type { ChartPath } from '../../../../shared/charts/chart-data.ts'
import type { ForecastPaths, FullPath, RunFigures } from '../../../../shared/wire.ts'

/** What the y axis counts. The tutorial's networks speak of the cumulative return; people, of prices. */
export type Unit = 'cumulative return' | 'price'

/**
 * What a run's own unit is multiplied by: CR times the first chosen price is the price. A sealed run
 * speaks of prices already.
 */
export function factorTo(unit: Unit, { results, series }: RunFigures): number {
  const first = series.price[0] ?? Number.NaN
  if (results.unit === unit) return 1
  return unit === 'price' ? first : 1 / first
}

const times = (values: readonly number[], factor: number) => values.map(value => value * factor)

const timesEach = (columns: Readonly<Record<string, readonly number[]>>, factor: number) =>
  Object.fromEntries(
    Object.entries(columns).map(([name, values]) => [name, times(values, factor)] as const)
  )

/** The same path in another unit. */
const scalePath = (path: FullPath, factor: number): FullPath => ({
  ...path,
  actual: times(path.actual, factor),
  persistence: times(path.persistence, factor),
  drift: times(path.drift, factor),
  models: timesEach(path.models, factor),
  baselines: {
    'train-mean': times(path.baselines['train-mean'], factor),
    ridge: times(path.baselines.ridge, factor),
  },
})

export const scaleForecast = (paths: ForecastPaths, factor: number): ForecastPaths => ({
  ...paths,
  forecast: scalePath(paths.forecast, factor),
  hindcast: scalePath(paths.hindcast, factor),
  hindcastRmse: Object.fromEntries(
    Object.entries(paths.hindcastRmse).map(([name, rmse]) => [name, rmse * factor])
  ),
})

/** All forecasters of a path in the order of every table: baselines, persistence first, then networks. */
export const pathRows = (
  path: FullPath
): readonly { readonly name: string; readonly values: readonly number[] }[] => [
  { name: 'persistence', values: path.persistence },
  { name: 'drift', values: path.drift },
  { name: 'train-mean', values: path.baselines['train-mean'] },
  { name: 'ridge', values: path.baselines.ridge },
  ...Object.entries(path.models).map(([name, values]) => ({ name, values })),
]

/** Days ahead that a short table shows: early ones, then the last. */
export function shownSteps(horizon: number): readonly number[] {
  const usual = [1, 5, 10, 20, 30, 60, 120, 250].filter(step => step < horizon)
  const kept = usual.length > 5 ? [usual[0] ?? 1, ...usual.slice(-4)] : usual
  return [...kept, horizon]
}

/** Only the chosen network's line, beside the baselines; `all` keeps every one. */
export const onlyModel = (path: ChartPath, model: string): ChartPath =>
  model === 'all'
    ? path
    : {
        ...path,
        models: Object.fromEntries(Object.entries(path.models).filter(([name]) => name === model)),
      }

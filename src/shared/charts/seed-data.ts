import type { SeedBand, SeedsResults } from '../studies/seeds.ts'
import type {
  ByModel,
  ChartData,
  ChartLosses,
  ChartPath,
  ChartRange,
  ChartRanges,
  Numbers,
} from './chart-data.ts'
import { isNumber } from './format.ts'
import type { LossInput } from './loss.ts'

type Bands = Readonly<Record<string, SeedBand>>
type Path = SeedsResults['hindcast']

/**
 * A run's charts as its seeds draw them: each network's line is the median, with the range beside it.
 * Paths of another origin or horizon than the seeds' stay as they are and get no range. `factor`: from
 * the seeds' unit to that of the paths given.
 */
export function withSeeds(data: ChartData, found: SeedsResults, factor = 1): ChartData {
  // seeds trained while the test part was closed say nothing of its days: then the run's own stays
  const isWhole = data.predictions.dates.length === found.predictions.dates.length
  const predictions = isWhole ? found.predictions.models : {}
  const hindcast = isSame(data.hindcast, found.hindcast) ? found.hindcast.models : {}
  const forecast = reaches(data.forecast, found.forecast) ? found.forecast.models : {}
  const times = (values: Numbers): Numbers => values.map(v => (isNumber(v) ? v * factor : null))
  const steps = data.forecast.dates.length
  const ahead = (values: Numbers): Numbers => times(values.slice(0, steps))
  return {
    ...data,
    models: withoutBest(data.models),
    losses: { ...data.losses, ...medianLosses(found) },
    predictions: {
      ...data.predictions,
      models: medians(data.predictions.models, predictions, asIs),
    },
    hindcast: { ...data.hindcast, models: medians(data.hindcast.models, hindcast, times) },
    hindcastRmse: { ...data.hindcastRmse, ...hindcastErrors(found, hindcast, factor) },
    forecast: { ...data.forecast, models: medians(data.forecast.models, forecast, ahead) },
    ranges: {
      seeds: found.seeds.length,
      losses: lossRanges(found),
      predictions: ranges(predictions, asIs),
      hindcast: ranges(hindcast, times),
      forecast: ranges(forecast, ahead),
    },
  }
}

/** One network's loss as its seeds draw it: median, and range of the watched part; null without it. */
export function seedLossOf(
  found: SeedsResults,
  model: string
): { readonly losses: ChartLosses; readonly range: ChartRange } | null {
  const losses = medianLosses(found)[model]
  const range = lossRanges(found)[model]
  return losses === undefined || range === undefined ? null : { losses, range }
}

/** The curves of a training alone, as its seeds draw them. */
export const lossesWithSeeds = (data: LossInput, found: SeedsResults): LossInput => ({
  models: withoutBest(data.models),
  watched: data.watched,
  persistenceLoss: data.persistenceLoss,
  losses: medianLosses(found),
  ranges: {
    seeds: found.seeds.length,
    losses: lossRanges(found),
    predictions: {},
    hindcast: {},
    forecast: {},
  },
})

/** Medians have no best epoch. */
const withoutBest = (models: ChartData['models']): ChartData['models'] =>
  models.map(model => ({ ...model, bestEpoch: null }))

const lossRanges = ({ losses }: SeedsResults): ChartRanges['losses'] =>
  Object.fromEntries(Object.entries(losses).map(([name, { watched }]) => [name, rangeOf(watched)]))

const asIs = (values: Numbers): Numbers => values

const isSame = (path: ChartPath, found: Path): boolean =>
  path.origin === found.origin && path.dates.length === found.dates.length

/** A longer forecast would change from medians to one seed on the way. */
const reaches = (path: ChartPath, found: Path | null): found is Path =>
  found !== null && path.origin === found.origin && path.dates.length <= found.dates.length

const rangeOf = ({ low, high }: SeedBand): ChartRange => ({ low, high })

const ranges = (bands: Bands, take: (values: Numbers) => Numbers): ChartRanges['hindcast'] =>
  Object.fromEntries(
    Object.entries(bands).map(([name, { low, high }]) => [
      name,
      { low: take(low), high: take(high) },
    ])
  )

const medians = (own: ByModel, bands: Bands, take: (values: Numbers) => Numbers): ByModel => ({
  ...own,
  ...Object.fromEntries(Object.entries(bands).map(([name, { median }]) => [name, take(median)])),
})

function medianLosses({ losses, watched: part }: SeedsResults): Record<string, ChartLosses> {
  const columns = Object.entries(losses).map(([name, { epoch, train, watched }]) => {
    const none = epoch.map(() => null)
    const own = { epoch, train: train.median, validation: none, test: none }
    return [name, { ...own, [part]: watched.median }] as const
  })
  return Object.fromEntries(columns)
}

/** The median of the seeds' errors; the error of the median path is no network's. */
const hindcastErrors = ({ networks }: SeedsResults, drawn: Bands, factor: number) =>
  Object.fromEntries(
    networks.flatMap(({ model, hindcastRmse: { median } }) =>
      model in drawn ? [[model, median === null ? null : median * factor] as const] : []
    )
  )

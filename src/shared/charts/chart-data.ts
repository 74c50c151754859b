import type { BandShare, RunBands } from '../bands.ts'
import type { RunBundle } from '../bundle.ts'
import { closestModel } from '../lab/closest-model.ts'
import type { PartRange } from '../results.ts'
import type { Cell, IsoDate, Part } from '../types.ts'

/**
 * What charts are drawn from: the plain numbers of a run, without weights. A missing number is
 * NaN or null. Builders take only the fields they draw, so a run in training can be drawn too.
 */

export type Numbers = readonly (number | null)[]
export type ByModel = Readonly<Record<string, Numbers>>

export interface ChartModel {
  readonly name: string
  readonly cell: Cell
  readonly bestEpoch: number | null
}

export interface ChartLosses {
  readonly epoch: readonly number[]
  readonly train: Numbers
  readonly validation: Numbers
  readonly test: Numbers
}

export interface ChartPath {
  readonly origin: IsoDate
  readonly step: readonly number[]
  readonly dates: readonly IsoDate[]
  readonly guessed: readonly boolean[]
  readonly actual: Numbers
  readonly persistence: Numbers
  readonly drift: Numbers
  readonly models: ByModel
  /** Half-widths of ln P by forecaster, one a step, of bands that promise 80 and 95 %. */
  readonly bands?: Readonly<Record<string, Readonly<Record<BandShare, Numbers>>>>
}

export interface ChartPredictions {
  readonly dates: readonly IsoDate[]
  readonly part: readonly Part[]
  readonly actual: Numbers
  readonly persistence: Numbers
  readonly models: ByModel
}

export interface ChartGradients {
  readonly model: string
  readonly epoch: number
  readonly norms: readonly Numbers[]
}

export interface ChartData {
  /** The network with the least error, shown first where one must be. */
  readonly closest: string
  readonly models: readonly ChartModel[]
  readonly unit: 'cumulative return' | 'price'
  /** The part beside train on the loss chart. */
  readonly watched: 'validation' | 'test'
  /** The part that measures and verdict speak of. */
  readonly verdictPart: Part
  readonly testClosed: boolean
  readonly split: readonly PartRange[]
  readonly series: {
    readonly dates: readonly IsoDate[]
    readonly price: Numbers
    readonly cumulativeReturn: Numbers
  }
  readonly losses: Readonly<Record<string, ChartLosses>>
  readonly persistenceLoss: Readonly<Record<Part, number | null>>
  readonly predictions: ChartPredictions
  readonly hindcast: ChartPath
  readonly hindcastRmse: Readonly<Record<string, number | null>>
  readonly forecast: ChartPath
  readonly gradients: readonly ChartGradients[]
  /** Where lines are medians over several seeds: how far these reach. */
  readonly ranges?: ChartRanges
}

/** The lowest and the highest of a line, value by value. */
export interface ChartRange {
  readonly low: Numbers
  readonly high: Numbers
}

type RangesByModel = Readonly<Record<string, ChartRange>>

export interface ChartRanges {
  readonly seeds: number
  /** Of the watched part, at the losses' own epochs. */
  readonly losses: RangesByModel
  readonly predictions: RangesByModel
  readonly hindcast: RangesByModel
  readonly forecast: RangesByModel
}

/** After a chart's description: what its lines and bands are; nothing where it has none. */
export const rangeWords = (
  ranges: ChartRanges | undefined,
  of: 'losses' | 'predictions' | 'hindcast' | 'forecast'
): string =>
  ranges === undefined || Object.keys(ranges[of]).length === 0
    ? ''
    : ` Each network\u2019s line is the median over ${ranges.seeds} seeds, its band reaches from the lowest to the highest.`

/** A run's bundle as charts read it. */
export function toChartData(bundle: Omit<RunBundle, 'weights' | 'lab'>): ChartData {
  const { results } = bundle
  const { experiment, training } = results
  const bestEpoch = (name: string) => training.find(t => t.model === name)?.bestEpoch ?? null
  return {
    closest: closestModel(results),
    models: experiment.models.map(m => ({
      name: m.name,
      cell: m.cell,
      bestEpoch: bestEpoch(m.name),
    })),
    unit: results.unit,
    watched: experiment.protocol === 'sealed' ? 'validation' : 'test',
    verdictPart: results.verdictPart,
    testClosed: results.seal.state === 'closed',
    split: results.split,
    series: bundle.series,
    losses: bundle.losses,
    persistenceLoss: bundle.persistenceLoss,
    predictions: bundle.predictions,
    hindcast: withBands(bundle.hindcast, results.bands ?? null, 'hindcast'),
    hindcastRmse: results.hindcast.rmse,
    forecast: withBands(bundle.forecast, results.bands ?? null, 'forecast'),
    gradients: bundle.gradients,
  }
}

/** A path with what bands there are around it. */
export const withBands = <P extends ChartPath>(
  path: P,
  bands: RunBands | null,
  origin: 'hindcast' | 'forecast'
): P & Pick<ChartPath, 'bands'> =>
  bands === null
    ? path
    : {
        ...path,
        bands: Object.fromEntries(
          bands.forecasters.map(({ name, bands: own }) => [
            name,
            { 80: own[80][origin], 95: own[95][origin] },
          ])
        ),
      }

/** Days in view when a chart of predictions opens: about a quarter, where single days can be told apart. */
export const closeUpDays = 66

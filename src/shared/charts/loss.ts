import type { EChartsOption, LineSeriesOption } from 'echarts'
import { type ChartData, type ChartModel, rangeWords } from './chart-data.ts'
import { gutterFor, makeEndLabels } from './end-labels.ts'
import { type EpochFlag, makeEpochFlags } from './epoch-flags.ts'
import { displayName, formatCount, formatNumber, formatPower, gap, isNumber } from './format.ts'
import {
  baseOption,
  countAxis,
  gridOf,
  isNarrow,
  type Look,
  leftFor,
  logAxis,
  makePlot,
  valueAxis,
} from './frame.ts'
import { alongEdge, depth, makeLine } from './lines.ts'
import { makeRangeBands, type RangeBand } from './range-bands.ts'
import { modelStyles, persistenceStyle, type SeriesStyle } from './theme.ts'
import { thinIndices } from './thin.ts'
import { countTicks, logTicks, niceScale, roundLog } from './ticks.ts'
import { makeTooltip } from './tooltip.ts'

/** Losses by epoch as lists or typed arrays, so that a run in training is drawn without copying. */
export interface LossColumns {
  readonly epoch: ArrayLike<number>
  readonly train: ArrayLike<number | null>
  readonly validation: ArrayLike<number | null>
  readonly test: ArrayLike<number | null>
}

export interface LossInput
  extends Pick<ChartData, 'models' | 'persistenceLoss' | 'watched' | 'ranges'> {
  readonly losses: Readonly<Record<string, LossColumns>>
  /** Where the axis ends while training: the experiment's epochs. Else at the last epoch there is. */
  readonly epochs?: number
  readonly axis?: 'log' | 'linear'
}

/** A curve as points; a log axis has no place for zero or less, nor for what is not a number. */
type Points = readonly (readonly [number, number | null])[]

interface Curve {
  readonly model: ChartModel
  readonly style: SeriesStyle
  readonly watched: Points
  readonly train: Points
  /** The last finite watched value and its epoch. */
  readonly end: readonly [number, number] | null
  /** Of several seeds, on the watched part. */
  readonly band: RangeBand | null
}

/** Loss by epoch: strong line the watched part, thin line train, persistence dashed. */
export function makeLoss(data: LossInput, look: Look): EChartsOption {
  const curves = lossCurves(data, look)
  const level = data.persistenceLoss[data.watched]
  const unit = 10 ** lossExponent(data)
  const format = (v: number) => formatLoss(v / unit)
  const epochs = axisEnd(data)
  const texts = [
    ...curves.map(c => labelOf(c, look, format)),
    isNarrow(look) ? 'Persistence' : `Persistence  ${format(level ?? NaN)}`,
  ]
  const scale = lossScale(data, curves, look, unit)
  const right = gutterFor(texts, look.width)
  const margins = { left: scale.left, right, top: 12, bottom: 26 }
  const plot = makePlot(look, margins, { min: 0, max: epochs }, scale.range)
  const styleP = persistenceStyle(look.theme)
  return {
    ...baseOption(look),
    grid: gridOf(margins),
    tooltip: lossTooltip(data, curves, look, format),
    xAxis: epochAxis(0, epochs, look, look.width - margins.left - margins.right),
    yAxis: scale.yAxis,
    series: [
      ...curves.map(c => trainLine(c, scale.range)),
      ...curves.map(c => watchedLine(c, scale.range, look)),
      makeLine(
        'Persistence',
        styleP,
        [
          [0, level],
          [epochs, level],
        ],
        { id: 'persistence', z: depth.persistence }
      ),
    ],
    graphic: [
      ...makeRangeBands(plot, bandsOf(curves)),
      ...makeEpochFlags(plot, data.epochs === undefined ? [] : openEnds(curves, epochs)),
      ...makeEndLabels(plot, [
        ...curves.map(c => ({
          x: c.end?.[0] ?? 0,
          y: c.end?.[1] ?? null,
          text: labelOf(c, look, format),
          style: c.style,
        })),
        { x: epochs, y: level, text: texts.at(-1) ?? '', style: styleP },
      ]),
    ] as EChartsOption['graphic'] & object,
  }
}

const mostFlags = 4 // more of them hide the lines they speak of

/** Lines that have not come to the axis' end: each says where it is. */
function openEnds(curves: readonly Curve[], epochs: number): EpochFlag[] {
  const open = curves.flatMap(({ model, style, end }) =>
    end === null || end[0] >= epochs
      ? []
      : [{ name: displayName(model.name), color: style.color, epoch: end[0], y: end[1] }]
  )
  return open.length > mostFlags ? [] : open
}

/** What the panel says of the unit: `MSE × 10⁻⁴, log axis. …` */
export function captionLoss(data: LossInput): string {
  const exponent = lossExponent(data)
  const unit = exponent === 0 ? 'MSE' : `MSE \u00d7 ${formatPower(exponent)}`
  return `${unit} by epoch, ${data.axis ?? 'log'} axis. Strong line ${data.watched}, thin line train; ${data.ranges ? `medians over ${data.ranges.seeds} seeds, band: their range` : 'ring: best epoch'}.`
}

interface Range {
  readonly min: number
  readonly max: number
}

const trainLine = (c: Curve, range: Range) =>
  makeLine(`${displayName(c.model.name)} train`, c.style, alongEdge(c.train, range), {
    id: `train ${c.model.name}`,
    z: depth.faint,
    lineStyle: { width: 1, opacity: 0.45, type: 'solid' },
  })

const watchedLine = (c: Curve, range: Range, look: Look) => {
  const best = c.watched.find(([epoch]) => epoch === c.model.bestEpoch)
  return makeLine(displayName(c.model.name), c.style, alongEdge(c.watched, range), {
    id: `watched ${c.model.name}`,
    lineStyle: { width: 1.75 },
    ...(best === undefined || best[1] === null
      ? {}
      : { markPoint: bestMark(best[0], best[1], c.style.color, look) }),
  })
}

const bestMark = (
  epoch: number,
  value: number,
  color: string,
  look: Look
): NonNullable<LineSeriesOption['markPoint']> => ({
  silent: true,
  symbol: 'circle',
  symbolSize: 9,
  itemStyle: { color: look.theme.panel, borderColor: color, borderWidth: 1.75 },
  label: { show: false },
  data: [{ name: 'best epoch', coord: [epoch, value] }],
})

const labelOf = (c: Curve, look: Look, format: (v: number) => string) =>
  isNarrow(look) ? displayName(c.model.name) : `${displayName(c.model.name)}  ${endText(c, format)}`

/** A curve whose last values are no numbers stopped there: said instead of a loss. */
const endText = (c: Curve, format: (v: number) => string) =>
  c.end === null ? 'no number' : c.watched.at(-1)?.[1] === null ? 'stopped' : format(c.end[1])

/** Points drawn per curve: more than there are pixels. */
const mostPoints = 1400

/**
 * While training a picture lasts a tenth of a second: the highest and the lowest of every two pixels
 * look the same and cost a quarter.
 */
export function pointsFor(data: Pick<LossInput, 'losses' | 'epochs'>, look: Look, most: number) {
  if (data.epochs === undefined) return most
  return Math.min(most, Math.max(120, Math.ceil((look.width * lastEpoch(data)) / axisEnd(data))))
}

function lossCurves(data: LossInput, look: Look): Curve[] {
  const styles = modelStyles(look.theme, data.models)
  const most = pointsFor(data, look, mostPoints)
  return data.models.flatMap(model => {
    const losses = data.losses[model.name]
    const style = styles[model.name]
    if (losses === undefined || style === undefined) return []
    const watched = toPoints(losses.epoch, losses[data.watched], model.bestEpoch, most)
    const train = toPoints(losses.epoch, losses.train, null, most)
    const end = watched.findLast(([, v]) => v !== null)
    const range = data.ranges?.losses[model.name]
    const x = losses.epoch
    const band = range === undefined ? null : { name: model.name, color: style.color, x, ...range }
    const last = end === undefined ? null : ([end[0], end[1] ?? 0] as const)
    return [{ model, style, watched, train, end: last, band }]
  })
}

function toPoints(
  epochs: ArrayLike<number>,
  values: ArrayLike<number | null>,
  keep: number | null,
  most: number
): Points {
  const clean = new Float64Array(values.length)
  for (let i = 0; i < clean.length; i++) {
    const v = values[i]
    clean[i] = isNumber(v) && v > 0 ? v : NaN
  }
  const indices = thinIndices(clean, most)
  const kept = keep === null ? -1 : indexOfEpoch(epochs, keep)
  if (kept >= 0 && !indices.includes(kept)) indices.push(kept)
  return indices.sort((a, b) => a - b).map(i => [epochs[i] ?? 0, gap(clean[i])])
}

/** Index of an epoch among rising ones; −1 where it is not. */
function indexOfEpoch(epochs: ArrayLike<number>, epoch: number): number {
  let [low, high] = [0, epochs.length - 1]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((epochs[middle] ?? 0) < epoch) low = middle + 1
    else high = middle
  }
  return epochs[low] === epoch ? low : -1
}

interface LossScale {
  readonly left: number
  readonly range: { readonly min: number; readonly max: number; readonly log?: boolean }
  readonly yAxis: NonNullable<EChartsOption['yAxis']>
}

function lossScale(data: LossInput, curves: readonly Curve[], look: Look, unit: number): LossScale {
  const level = data.persistenceLoss[data.watched]
  const format = (v: number) => formatTick(v / unit)
  if (data.axis === 'linear') {
    const scale = niceScale([0, lossTop(curves, level, 5)], 5)
    return { left: leftFor(scale, format), range: scale, yAxis: valueAxis(scale, look, format) }
  }
  const ticks = lossTicks(curves, level)
  const range = { min: ticks[0] ?? 0.1, max: ticks.at(-1) ?? 1, log: true }
  return { left: 46, range, yAxis: logAxis(ticks, look, format) }
}

const bandsOf = (curves: readonly Curve[]): RangeBand[] =>
  curves.flatMap(({ band }) => (band === null ? [] : [band]))

const drawnLosses = (curves: readonly Curve[], level: number | null): number[] => {
  const edges = bandsOf(curves).flatMap(({ low, high }) => [...low, ...high])
  const lines = curves.flatMap(c => [...c.watched, ...c.train].map(p => p[1]))
  const values = [...lines, ...edges.filter(v => v !== null && v > 0)].filter(isNumber)
  return isNumber(level) && level > 0 ? [...values, level] : values
}

/**
 * So many times persistence and no more: what lies above are the first epochs, which fall fast, and
 * networks that blew up, whose powers of ten would flatten all others.
 */
function lossTop(curves: readonly Curve[], level: number | null, times: number): number {
  const values = drawnLosses(curves, level)
  if (values.length === 0) return 1
  const low = values.reduce((a, b) => Math.min(a, b))
  const high = values.reduce((a, b) => Math.max(a, b))
  const ends = curves.map(c => c.end?.[1]).filter(isNumber)
  const enough = times * (isNumber(level) && level > 0 ? level : low)
  return Math.min(high, Math.max(enough, ...ends.map(v => Math.min(2 * v, 1000 * enough))))
}

/** From below all to 30 × persistence. */
function lossTicks(curves: readonly Curve[], level: number | null): number[] {
  const values = drawnLosses(curves, level)
  if (values.length === 0) return logTicks(0.1, 1)
  const low = values.reduce((a, b) => Math.min(a, b))
  const top = lossTop(curves, level, 30)
  return logTicks(roundLog(low * 0.9, 'down'), roundLog(Math.max(top, low * 3), 'up'))
}

/** The power of ten that persistence's loss is counted in; 0 where plain numbers read well. */
export function lossExponent({ persistenceLoss, watched }: LossInput): number {
  const level = persistenceLoss[watched]
  if (!isNumber(level) || level <= 0) return 0
  const exponent = Math.floor(Math.log10(level))
  return Math.abs(exponent) < 2 ? 0 : exponent
}

/** A network that blew up is told by its power of ten. */
const formatLoss = (v: number) =>
  Math.abs(v) < 1e6 ? formatNumber(v, 3) : v.toExponential(1).replace('e+', 'e')

const formatTick = (v: number) => String(Number(v.toPrecision(3)))

/** The last epoch that any network has come to; 1 before the first. */
export const lastEpoch = ({ losses }: Pick<LossInput, 'losses'>): number =>
  Math.max(1, ...Object.values(losses).map(({ epoch }) => epoch[epoch.length - 1] ?? 1))

/** Where the axis of epochs ends. */
export const axisEnd = (data: Pick<LossInput, 'losses' | 'epochs'>): number =>
  Math.max(data.epochs ?? 1, lastEpoch(data))

export function epochAxis(min: number, max: number, look: Look, across: number) {
  const ticks = countTicks(min, max, Math.max(2, Math.floor(across / 90)))
  return countAxis(min, max, ticks, look, v => formatCount(v))
}

function lossTooltip(
  data: LossInput,
  curves: readonly Curve[],
  look: Look,
  format: (v: number) => string
) {
  // the pointer snaps to the first curve's points; the others are read at the same epoch
  const epochOf = (i: number) => curves[0]?.train[i]?.[0] ?? 0
  return makeTooltip(look, i => ({
    head: `epoch ${formatCount(epochOf(i))}`,
    rows: [
      [format(data.persistenceLoss[data.watched] ?? NaN), 'Persistence'] as const,
      ...curves.map(c => {
        const losses = data.losses[c.model.name]
        const at = losses === undefined ? -1 : indexOfEpoch(losses.epoch, epochOf(i))
        return [format(losses?.[data.watched][at] ?? NaN), displayName(c.model.name)] as const
      }),
    ],
  }))
}

/** The chart in words. */
export function describeLoss(data: LossInput): string {
  const level = data.persistenceLoss[data.watched]
  const ends = data.models.map(m => {
    const losses = data.losses[m.name]
    const values = losses?.[data.watched] ?? []
    const at = lastNumberAt(values)
    const epoch = losses?.epoch[at] ?? 0
    const stuck =
      at < values.length - 1 ? ` at epoch ${formatCount(epoch)}, not a number since` : ''
    return `${displayName(m.name)} ${at < 0 ? 'has no finite loss' : `${values[at]?.toPrecision(4)}${stuck}`}`
  })
  return `Loss by epoch on a ${data.axis ?? 'log'} axis over ${formatCount(lastEpoch(data))} epochs. Persistence, the dashed line, stands at ${isNumber(level) ? level.toPrecision(4) : 'no number'} on ${data.watched}. Last ${data.watched} loss: ${ends.join('; ')}.${rangeWords(data.ranges, 'losses')}`
}

/** Index of the last number; −1 for none. */
export function lastNumberAt(values: ArrayLike<number | null>): number {
  let at = values.length - 1
  while (at >= 0 && !isNumber(values[at])) at--
  return at
}

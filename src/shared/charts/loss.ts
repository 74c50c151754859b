import type { EChartsOption, LineSeriesOption } from 'echarts'
import type { ChartData, ChartModel, Numbers } from './chart-data.ts'
import { gutterFor, makeEndLabels } from './end-labels.ts'
import { displayName, formatCount, formatNumber, formatPower, isNumber } from './format.ts'
import { baseOption, countAxis, gridOf, isNarrow, type Look, logAxis, makePlot } from './frame.ts'
import { depth, makeLine } from './lines.ts'
import { modelStyles, persistenceStyle, type SeriesStyle } from './theme.ts'
import { thinIndices } from './thin.ts'
import { countTicks, logTicks, roundLog } from './ticks.ts'
import { makeTooltip } from './tooltip.ts'

export type LossInput = Pick<ChartData, 'models' | 'losses' | 'persistenceLoss' | 'watched'>

/** A curve as points; a log axis has no place for zero or less, nor for what is not a number. */
type Points = readonly (readonly [number, number | null])[]

interface Curve {
  readonly model: ChartModel
  readonly style: SeriesStyle
  readonly watched: Points
  readonly train: Points
  /** The last finite watched value and its epoch. */
  readonly end: readonly [number, number] | null
}

/** Loss by epoch on a log axis: strong line the watched part, thin line train, persistence dashed. */
export function makeLoss(data: LossInput, look: Look): EChartsOption {
  const curves = lossCurves(data, look)
  const level = data.persistenceLoss[data.watched]
  const exponent = lossExponent(data)
  const format = (v: number) => formatNumber(v / 10 ** exponent, 3)
  const ticks = lossTicks(curves, level)
  const epochs = lastEpoch(data)
  const texts = [
    ...curves.map(c => labelOf(c, look, format)),
    isNarrow(look) ? 'Persistence' : `Persistence  ${format(level ?? NaN)}`,
  ]
  const margins = { left: 46, right: gutterFor(texts, look.width), top: 12, bottom: 26 }
  const [min, max] = [ticks[0] ?? 0.1, ticks.at(-1) ?? 1]
  const plot = makePlot(look, margins, { min: 0, max: epochs }, { min, max, log: true })
  const styleP = persistenceStyle(look.theme)
  return {
    ...baseOption(look),
    grid: gridOf(margins),
    tooltip: lossTooltip(data, curves, look, format),
    xAxis: epochAxis(0, epochs, look, look.width - margins.left - margins.right),
    yAxis: logAxis(ticks, look, v => formatTick(v / 10 ** exponent)),
    series: [
      ...curves.map(c => trainLine(c)),
      ...curves.map(c => watchedLine(c, look)),
      makeLine(
        'Persistence',
        styleP,
        [
          [0, level],
          [epochs, level],
        ],
        { z: depth.persistence }
      ),
    ],
    graphic: makeEndLabels(plot, [
      ...curves.map(c => ({
        x: c.end?.[0] ?? 0,
        y: c.end?.[1] ?? null,
        text: labelOf(c, look, format),
        style: c.style,
      })),
      { x: epochs, y: level, text: texts.at(-1) ?? '', style: styleP },
    ]) as EChartsOption['graphic'] & object,
  }
}

/** What the panel says of the unit: `MSE × 10⁻⁴, log axis. …` */
export function captionLoss(data: LossInput): string {
  const exponent = lossExponent(data)
  const unit = exponent === 0 ? 'MSE' : `MSE \u00d7 ${formatPower(exponent)}`
  return `${unit} by epoch, log axis. Strong line ${data.watched}, thin line train; ring: best epoch.`
}

const trainLine = (c: Curve) =>
  makeLine(`${displayName(c.model.name)} train`, c.style, c.train, {
    z: depth.faint,
    lineStyle: { width: 1, opacity: 0.45, type: 'solid' },
  })

const watchedLine = (c: Curve, look: Look) => {
  const best = c.watched.find(([epoch]) => epoch === c.model.bestEpoch)
  return makeLine(displayName(c.model.name), c.style, c.watched, {
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

function lossCurves(data: LossInput, look: Look): Curve[] {
  const styles = modelStyles(look.theme, data.models)
  return data.models.flatMap(model => {
    const losses = data.losses[model.name]
    const style = styles[model.name]
    if (losses === undefined || style === undefined) return []
    const watched = toPoints(losses.epoch, losses[data.watched], model.bestEpoch)
    const train = toPoints(losses.epoch, losses.train, null)
    const end = watched.findLast(([, v]) => v !== null)
    return [{ model, style, watched, train, end: end === undefined ? null : [end[0], end[1] ?? 0] }]
  })
}

function toPoints(epochs: readonly number[], values: Numbers, keep: number | null): Points {
  const clean = values.map(v => (isNumber(v) && v > 0 ? v : null))
  const indices = new Set(thinIndices(clean, mostPoints))
  if (keep !== null && epochs.includes(keep)) indices.add(epochs.indexOf(keep))
  return [...indices].sort((a, b) => a - b).map(i => [epochs[i] ?? 0, clean[i] ?? null])
}

/** From below all to 30 × persistence: what lies above are the first epochs, which fall fast. */
function lossTicks(curves: readonly Curve[], level: number | null): number[] {
  const values = curves.flatMap(c => [...c.watched, ...c.train].map(p => p[1])).filter(isNumber)
  if (isNumber(level) && level > 0) values.push(level)
  if (values.length === 0) return logTicks(0.1, 1)
  const ends = curves.map(c => c.end?.[1]).filter(isNumber)
  const low = values.reduce((a, b) => Math.min(a, b))
  const high = values.reduce((a, b) => Math.max(a, b))
  const top = Math.min(
    high,
    Math.max(30 * (isNumber(level) && level > 0 ? level : low), ...ends.map(v => 2 * v))
  )
  return logTicks(roundLog(low * 0.9, 'down'), roundLog(Math.max(top, low * 3), 'up'))
}

/** The power of ten that persistence's loss is counted in; 0 where plain numbers read well. */
export function lossExponent({ persistenceLoss, watched }: LossInput): number {
  const level = persistenceLoss[watched]
  if (!isNumber(level) || level <= 0) return 0
  const exponent = Math.floor(Math.log10(level))
  return Math.abs(exponent) < 2 ? 0 : exponent
}

const formatTick = (v: number) => String(Number(v.toPrecision(3)))

export const lastEpoch = ({ losses }: Pick<ChartData, 'losses'>): number =>
  Math.max(1, ...Object.values(losses).map(l => l.epoch.at(-1) ?? 1))

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
        const at = losses?.epoch.indexOf(epochOf(i)) ?? -1
        return [format(losses?.[data.watched][at] ?? NaN), displayName(c.model.name)] as const
      }),
    ],
  }))
}

/** The chart in words. */
export function describeLoss(data: LossInput): string {
  const level = data.persistenceLoss[data.watched]
  const ends = data.models.map(m => {
    const values = data.losses[m.name]?.[data.watched] ?? []
    const at = values.findLastIndex(isNumber)
    const epoch = data.losses[m.name]?.epoch[at] ?? 0
    const stuck =
      at < values.length - 1 ? ` at epoch ${formatCount(epoch)}, not a number since` : ''
    return `${displayName(m.name)} ${at < 0 ? 'has no finite loss' : `${values[at]?.toPrecision(4)}${stuck}`}`
  })
  return `Loss by epoch on a log axis over ${formatCount(lastEpoch(data))} epochs. Persistence, the dashed line, stands at ${isNumber(level) ? level.toPrecision(4) : 'no number'} on ${data.watched}. Last ${data.watched} loss: ${ends.join('; ')}.`
}

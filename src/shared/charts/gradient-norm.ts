import type { EChartsOption } from 'echarts'
import { gutterFor, makeEndLabels } from './end-labels.ts'
import { displayName, formatCount, formatPower, gap, isNumber } from './format.ts'
import { baseOption, gridOf, type Look, logAxis, makePlot } from './frame.ts'
import { makeLine } from './lines.ts'
import {
  axisEnd,
  epochAxis,
  type LossColumns,
  type LossInput,
  lastNumberAt,
  pointsFor,
} from './loss.ts'
import { modelStyles, persistenceStyle, type SeriesStyle } from './theme.ts'
import { thinIndices } from './thin.ts'
import { logTicks, roundLog } from './ticks.ts'
import { makeTooltip } from './tooltip.ts'

export interface GradientNormInput extends Pick<LossInput, 'models' | 'epochs'> {
  readonly losses: Readonly<
    Record<string, LossColumns & { readonly gradientNorm: ArrayLike<number | null> }>
  >
  /** θ, drawn as a level: gradients above it are shortened to it. Null for no clipping. */
  readonly clip: number | null
}

type Points = readonly (readonly [number, number | null])[]

interface Curve {
  readonly model: string
  readonly style: SeriesStyle
  readonly points: Points
  readonly end: readonly [number, number | null] | undefined
}

/** Global norm of the gradient by epoch, before clipping, on a log axis. */
export function makeGradientNorm(data: GradientNormInput, look: Look): EChartsOption {
  const curves = normCurves(data, look)
  const ticks = normTicks(curves, data.clip)
  const [min, max] = [ticks[0] ?? 0.1, ticks.at(-1) ?? 1]
  const epochs = axisEnd(data)
  const clip = data.clip === null ? [] : [clipLevel(data.clip, look)]
  const label = (c: Curve) => (look.width < 400 ? '' : `  ${formatNorm(c.end?.[1] ?? null)}`)
  const texts = [
    ...curves.map(c => displayName(c.model) + label(c)),
    ...clip.map(({ text }) => text),
  ]
  const margins = { left: 54, right: gutterFor(texts, look.width), top: 12, bottom: 26 }
  const plot = makePlot(look, margins, { min: 0, max: epochs }, { min, max, log: true })
  return {
    ...baseOption(look),
    grid: gridOf(margins),
    tooltip: makeTooltip(look, i => ({
      head: `epoch ${formatCount(curves[0]?.points[i]?.[0] ?? 0)}`,
      rows: curves.map(c => [formatNorm(c.points[i]?.[1] ?? null), displayName(c.model)] as const),
    })),
    xAxis: epochAxis(0, epochs, look, look.width - margins.left - margins.right),
    yAxis: logAxis(ticks, look, formatTick),
    series: [
      ...curves.map(c =>
        makeLine(displayName(c.model), c.style, c.points, {
          id: `norm ${c.model}`,
          lineStyle: { width: 1.25 },
          clip: true,
        })
      ),
      ...clip.map(({ level, style, text }) =>
        makeLine(
          text,
          style,
          [
            [0, level],
            [epochs, level],
          ],
          { id: 'clip', lineStyle: { width: 1 } }
        )
      ),
    ],
    graphic: makeEndLabels(plot, [
      ...curves.map((c, i) => ({
        x: c.end?.[0] ?? 0,
        y: c.end?.[1] ?? null,
        text: texts[i] ?? '',
        style: c.style,
      })),
      ...clip.map(({ level, style, text }) => ({ x: epochs, y: level, text, style })),
    ]) as EChartsOption['graphic'] & object,
  }
}

const clipLevel = (level: number, look: Look) => ({
  level,
  text: `Clip ${formatNorm(level)}`,
  style: { ...persistenceStyle(look.theme), color: look.theme.ink3, dash: [2, 3] },
})

function normCurves({ models, losses, epochs }: GradientNormInput, look: Look): Curve[] {
  const styles = modelStyles(look.theme, models)
  const most = pointsFor({ losses, ...(epochs === undefined ? {} : { epochs }) }, look, 1000)
  return models.flatMap(({ name }) => {
    const columns = losses[name]
    const style = styles[name]
    if (columns === undefined || style === undefined) return []
    const points = toPoints(columns.epoch, columns.gradientNorm, most)
    return [{ model: name, style, points, end: points.findLast(p => p[1] !== null) }]
  })
}

function toPoints(
  epochs: ArrayLike<number>,
  norms: ArrayLike<number | null>,
  most: number
): Points {
  const positive = new Float64Array(norms.length)
  for (let i = 0; i < positive.length; i++) {
    const v = norms[i]
    positive[i] = isNumber(v) && v > 0 ? v : NaN
  }
  return thinIndices(positive, most).map(i => [epochs[i] ?? 0, gap(positive[i])])
}

function normTicks(curves: readonly Curve[], clip: number | null): number[] {
  const values = curves.flatMap(c => c.points.map(p => p[1])).filter(isNumber)
  if (clip !== null) values.push(clip)
  if (values.length === 0) return logTicks(0.1, 1)
  const low = values.reduce((a, b) => Math.min(a, b))
  const high = values.reduce((a, b) => Math.max(a, b))
  return logTicks(roundLog(low * 0.9, 'down'), roundLog(Math.max(high * 1.1, low * 3), 'up'))
}

/** Three significant digits; powers of ten where plain digits would be many. */
function formatNorm(v: number | null): string {
  if (!isNumber(v)) return '\u2013'
  const exponent = v > 0 ? Math.floor(Math.log10(v)) : 0
  return exponent < -4 || exponent > 4
    ? `${(v / 10 ** exponent).toFixed(2)} \u00d7 ${formatPower(exponent)}`
    : String(Number(v.toPrecision(3)))
}

const formatTick = (v: number): string => {
  const exponent = Math.floor(Math.log10(v) + 1e-9)
  const lead = Number((v / 10 ** exponent).toPrecision(2))
  if (exponent >= -3 && exponent < 4) return String(Number(v.toPrecision(3)))
  return lead === 1 ? formatPower(exponent) : `${lead}\u00b7${formatPower(exponent)}`
}

/** The chart in words. */
export function describeGradientNorm(data: GradientNormInput): string {
  const ends = data.models.map(({ name }) => {
    const norms = data.losses[name]?.gradientNorm ?? []
    return `${displayName(name)} ${formatNorm(norms[lastNumberAt(norms)] ?? null)}`
  })
  const clip = data.clip === null ? 'No clipping' : `Clipped at ${formatNorm(data.clip)}`
  return `Norm of the gradient over all parameters, by epoch, on a log axis. ${clip}. Last: ${ends.join('; ')}.`
}

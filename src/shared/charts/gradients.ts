import type { EChartsOption } from 'echarts'
import type { ChartData, ChartGradients, Numbers } from './chart-data.ts'
import { gutterFor, makeEndLabels } from './end-labels.ts'
import { displayName, formatCount, formatPower, isNumber } from './format.ts'
import { baseOption, countAxis, gridOf, type Look, logAxis, makePlot } from './frame.ts'
import { depth, makeLine } from './lines.ts'
import { modelStyles, type SeriesStyle } from './theme.ts'
import { countTicks, extent } from './ticks.ts'
import { makeTooltip } from './tooltip.ts'

export type GradientInput = Pick<ChartData, 'models' | 'gradients'>

interface Curve {
  readonly model: string
  readonly name: string
  readonly style: SeriesStyle
  readonly values: Numbers
  /** The layer nearest to the output is drawn strong. */
  readonly top: boolean
}

/** The last epoch's profile of each network. */
export function lastProfiles({ models, gradients }: GradientInput): ChartGradients[] {
  return models.flatMap(m => {
    const own = gradients.filter(g => g.model === m.name)
    const last = own.reduce<ChartGradients | null>(
      (a, g) => (a === null || g.epoch > a.epoch ? g : a),
      null
    )
    return last === null ? [] : [last]
  })
}

/** ‖∂loss/∂h_t‖ by time step on a log axis: a line that falls to the left is a gradient that vanishes. */
export function makeGradients(data: GradientInput, look: Look): EChartsOption {
  const curves = gradientCurves(data, look)
  const steps = Math.max(1, ...curves.map(c => c.values.length))
  const ticks = decades(curves)
  const labelled = curves.filter(c => c.top)
  const margins = {
    left: 46,
    right: gutterFor(
      labelled.map(c => displayName(c.model)),
      look.width
    ),
    top: 12,
    bottom: 26,
  }
  const [min, max] = [ticks[0] ?? 0.1, ticks.at(-1) ?? 1]
  const plot = makePlot(look, margins, { min: 1, max: steps }, { min, max, log: true })
  const positions = countTicks(1, steps, 6)
  const marks = positions[0] === 1 ? positions : [1, ...positions]
  return {
    ...baseOption(look),
    grid: gridOf(margins),
    tooltip: makeTooltip(look, i => ({
      head: `t = ${i + 1}`,
      rows: curves.map(c => [scientific(c.values[i] ?? null), c.name] as const),
    })),
    xAxis: countAxis(1, steps, marks, look, v => (v === marks.at(-1) ? `t = ${v}` : String(v))),
    yAxis: logAxis(ticks, look, v => formatPower(Math.round(Math.log10(v)))),
    series: curves.map(c =>
      makeLine(
        c.name,
        c.style,
        c.values.map((v, t) => [t + 1, isNumber(v) && v > 0 ? v : null] as const),
        {
          z: c.top ? depth.model : depth.faint,
          lineStyle: c.top ? {} : { width: 1, opacity: 0.6 },
        }
      )
    ),
    graphic: makeEndLabels(
      plot,
      labelled.map(c => ({
        x: steps,
        y: c.values.findLast(isNumber) ?? null,
        text: displayName(c.model),
        style: c.style,
      }))
    ) as EChartsOption['graphic'] & object,
  }
}

const scientific = (v: number | null) => {
  if (!isNumber(v) || v === 0) return v === 0 ? '0' : '\u2013'
  const exponent = Math.floor(Math.log10(v))
  return `${(v / 10 ** exponent).toFixed(2)} \u00d7 ${formatPower(exponent)}`
}

function gradientCurves(data: GradientInput, look: Look): Curve[] {
  const styles = modelStyles(look.theme, data.models)
  return lastProfiles(data).flatMap(({ model, norms }) => {
    const style = styles[model]
    if (style === undefined) return []
    return norms.map((values, layer) => {
      const top = layer === norms.length - 1
      const name =
        norms.length === 1 ? displayName(model) : `${displayName(model)}, layer ${layer + 1}`
      return { model, name, values, top, style: top ? style : { ...style, marker: null } }
    })
  })
}

/** Whole decades that hold every positive number; at most seven ticks, and never below 10⁻²⁰. */
function decades(curves: readonly Curve[]): number[] {
  const logs = curves.flatMap(c =>
    c.values.filter((v): v is number => isNumber(v) && v > 0).map(Math.log10)
  )
  const [low, high] = extent(logs)
  const [from, to] = [
    Math.max(-20, Math.floor(low)),
    Math.max(Math.ceil(high), Math.floor(low) + 1),
  ]
  const step = Math.ceil((to - from) / 6)
  const ticks: number[] = []
  for (let e = to; e > from - step; e -= step) ticks.unshift(Number(`1e${e}`))
  return ticks
}

/** The chart in words. */
export function describeGradients(data: GradientInput): string {
  const profiles = lastProfiles(data)
  if (profiles.length === 0) return 'No gradients were recorded for this run.'
  const words = profiles.map(({ model, epoch, norms }) => {
    const top = norms.at(-1) ?? []
    const [first, last] = [top[0], top.at(-1)]
    if (!isNumber(first) || !isNumber(last) || first <= 0 || last <= 0)
      return `${displayName(model)} has none that can be drawn`
    const ratio = last / first
    const size =
      ratio >= 1 ? `${roughly(ratio)} times smaller` : `${roughly(1 / ratio)} times larger`
    return `${displayName(model)} (epoch ${formatCount(epoch)}): at the window\u2019s first day ${size} than at its last`
  })
  return `Norm of the gradient of the loss by the hidden state, by time step. ${words.join('; ')}. Persistence has no weights and no gradient.`
}

const roughly = (ratio: number) =>
  ratio < 10
    ? ratio.toFixed(1)
    : ratio < 1e5
      ? formatCount(Number(ratio.toPrecision(2)))
      : formatPower(Math.round(Math.log10(ratio)))

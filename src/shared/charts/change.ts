import type { EChartsOption } from 'echarts'
import { type ChartData, rangeWords } from './chart-data.ts'
import { displayName, formatSigned, formatValue, isNumber } from './format.ts'
import {
  axisText,
  baseOption,
  gridOf,
  type Look,
  leftFor,
  makePlot,
  type Plot,
  valueAxis,
} from './frame.ts'
import { verdictRows } from './residuals.ts'
import { chartFont, modelStyles, persistenceStyle } from './theme.ts'
import { niceStep, type Scale, tickDecimals } from './ticks.ts'

export type ChangeInput = Pick<
  ChartData,
  'models' | 'predictions' | 'verdictPart' | 'unit' | 'ranges'
>

interface Change {
  readonly predicted: number
  /** Over several seeds, where these are shown: the predicted change's ends. */
  readonly low?: number
  readonly high?: number
  readonly actual: number
}

/** Both changes are counted from the last known value, which is what persistence predicts. */
export function changesOf(data: ChangeInput, model: string): Change[] {
  const { actual, persistence, models } = data.predictions
  const range = data.ranges?.predictions[model]
  return verdictRows(data).flatMap(i => {
    const [now, before, said] = [actual[i], persistence[i], models[model]?.[i]]
    if (!isNumber(now) || !isNumber(before) || !isNumber(said)) return []
    const change = { predicted: said - before, actual: now - before }
    const [low, high] = [range?.low[i], range?.high[i]]
    const ends = isNumber(low) && isNumber(high)
    return [ends ? { ...change, low: low - before, high: high - before } : change]
  })
}

/** Zero in the middle: 99 % of the values, so that one wild day does not flatten the rest. */
function symmetricScale(values: readonly number[], count: number): Scale {
  const sizes = values.map(Math.abs).sort((a, b) => a - b)
  const reach = (sizes[Math.floor(sizes.length * 0.99)] ?? 1) || 1
  const interval = niceStep(reach / count)
  const max = Number((Math.ceil(reach / interval) * interval).toPrecision(12))
  return { min: -max, max, interval }
}

/** Predicted change across, actual change up: a network that knew something would lie along the diagonal. */
export function makeChange(data: ChangeInput, model: string, look: Look): EChartsOption {
  const points = changesOf(data, model)
  const fine = symmetricScale(
    points.flatMap(p => [p.low ?? p.predicted, p.high ?? p.predicted]),
    1.5
  )
  const y = symmetricScale(
    points.map(p => p.actual),
    2
  )
  const format = (s: Scale) => (v: number) => formatSigned(v, tickDecimals(s.interval))
  const margins = { left: leftFor(y, format(y)), right: 24, top: 26, bottom: 42 }
  const x = hasRoom(fine, format(fine), look.width - margins.left - margins.right)
    ? fine
    : { ...fine, interval: fine.max }
  const style = modelStyles(look.theme, data.models)[model]
  const { theme } = look
  const reach = Math.min(x.max, y.max)
  const plot = makePlot(look, margins, x, y)
  return {
    ...baseOption(look),
    grid: gridOf(margins),
    xAxis: {
      ...valueAxis(x, look, format(x)),
      axisLine: { show: true, onZero: false, lineStyle: { color: theme.line } },
      splitLine: { show: false },
      name: 'predicted change',
      nameLocation: 'middle',
      nameGap: 24,
      nameTextStyle: axisText(theme),
    },
    yAxis: valueAxis(y, look, format(y)),
    series: [
      {
        type: 'scatter',
        name: displayName(model),
        symbol: style?.marker ?? 'circle',
        symbolSize: 4,
        silent: true,
        clip: true,
        itemStyle: { color: style?.color ?? theme.ink, opacity: 0.6 },
        data: points.map(p => [p.predicted, p.actual]),
        markLine: {
          silent: true,
          symbol: 'none',
          label: { show: false },
          data: [
            { xAxis: 0, lineStyle: { ...persistenceLine(look) } },
            [
              {
                coord: [-reach, -reach],
                lineStyle: { color: theme.ink3, type: 'solid', width: 1 },
              },
              { coord: [reach, reach] },
            ],
          ],
        },
      },
    ],
    graphic: [
      ...whiskers(points, plot, style?.color ?? theme.ink),
      note('actual', margins.left - 8, 12, 'right', theme.ink3, false),
      // in a narrow plot the two names would meet: this one moves to the other side of its line
      look.width < 320
        ? note('persistence', plot.px(0) - 5, 12, 'right', persistenceStyle(theme).color, true)
        : note('persistence', plot.px(0), 12, 'center', persistenceStyle(theme).color, true),
      // where the diagonal is steep its name goes to the right of it, clear of persistence's
      plot.px(reach) - plot.px(0) < 60
        ? note('perfect', plot.px(reach) + 5, plot.py(reach) + 8, 'left', theme.ink3, false)
        : note(
            'perfect',
            Math.min(plot.px(reach), look.width - margins.right) - 2,
            plot.py(reach) - 8,
            'right',
            theme.ink3,
            false
          ),
    ] as EChartsOption['graphic'] & object,
  }
}

/** Whether labels of every tick stand apart, at 6.3 px a figure. */
const hasRoom = (scale: Scale, format: (v: number) => string, across: number): boolean =>
  (across * scale.interval) / (scale.max - scale.min) > 6.3 * format(scale.max).length + 6

/** From the lowest to the highest prediction of a day, cut at the plot's edges. */
const whiskers = (points: readonly Change[], plot: Plot, stroke: string): object[] => {
  const [left, right] = [plot.left, plot.width - plot.right]
  const [top, bottom] = [plot.top, plot.height - plot.bottom]
  return points.flatMap(({ low, high, actual }, i) => {
    if (low === undefined || high === undefined) return []
    const [x1, x2] = [Math.max(left, plot.px(low)), Math.min(right, plot.px(high))]
    const y = plot.py(actual)
    if (x1 >= x2 || y < top || y > bottom) return []
    return [
      {
        id: `range ${i}`,
        type: 'line',
        silent: true,
        z: 0,
        shape: { x1: round(x1), y1: round(y), x2: round(x2), y2: round(y) },
        style: { stroke, lineWidth: 1, opacity: 0.3 },
      },
    ]
  })
}

const round = (v: number) => Math.round(v * 10) / 10

const persistenceLine = ({ theme }: Look) => ({ color: theme.persistence, width: 2, type: [5, 4] })

const note = (text: string, x: number, y: number, align: string, fill: string, bold: boolean) => ({
  id: `note-${text}`,
  type: 'text',
  silent: true,
  x: Math.round(x),
  y: Math.max(8, Math.round(y)),
  style: {
    text,
    fill,
    font: `${bold ? 600 : 400} 11px ${chartFont}`,
    align,
    verticalAlign: 'middle',
  },
  z: 90,
})

/** The chart in words. */
export function describeChange(data: ChangeInput, model: string): string {
  const points = changesOf(data, model)
  // the correlation of medians is no network's
  if (data.ranges !== undefined)
    return `Predicted against actual change of ${points.length} ${data.verdictPart} days for ${displayName(model)}. Persistence predicts no change, the dashed line.${rangeWords(data.ranges, 'predictions')}`
  const r = correlation(points)
  return `Predicted against actual change of ${points.length} ${data.verdictPart} days for ${displayName(model)}: correlation ${formatValue(r)} (1 would be perfect). Persistence predicts no change, the dashed line.`
}

function correlation(points: readonly Change[]): number {
  const mean = (f: (p: Change) => number) => points.reduce((a, p) => a + f(p), 0) / points.length
  const [mx, my] = [mean(p => p.predicted), mean(p => p.actual)]
  const cross = mean(p => (p.predicted - mx) * (p.actual - my))
  return cross / Math.sqrt(mean(p => (p.predicted - mx) ** 2) * mean(p => (p.actual - my) ** 2))
}

import type { EChartsOption, LineSeriesOption } from 'echarts'
import type { Numbers } from './chart-data.ts'
import { type EndLabel, gutterFor, makeEndLabels } from './end-labels.ts'
import { displayName, formatDate, formatNumber, formatValue, gap, isNumber } from './format.ts'
import { baseOption, dateAxis, gridOf, type Look, leftFor, makePlot, valueAxis } from './frame.ts'
import { alongEdge, depth, haloOf, makeLine } from './lines.ts'
import {
  type CurveGround,
  type CurveKind,
  curveAt,
  curveScale,
  groundOf,
  type ReplayInput,
} from './replay-data.ts'
import { actualStyle, modelStyles, persistenceStyle, type SeriesStyle } from './theme.ts'
import { type Scale, tickDecimals } from './ticks.ts'
import { makeTooltip } from './tooltip.ts'

/** What a network said after one kept epoch, with the truth, persistence above it. */
export function makeReplayCurve(
  input: ReplayInput,
  kind: CurveKind,
  at: number,
  look: Look
): EChartsOption {
  const { training, replay } = input
  const ground = groundOf(training, kind) ?? { dates: [], actual: [], persistence: [] }
  const style = modelStyles(look.theme, input.models)[replay.model] ?? actualStyle(look.theme)
  const values = curveAt(training, kind, at)
  const scale = curveScale(training, kind)
  const format = (v: number) => formatNumber(v, tickDecimals(scale.interval))
  const name = displayName(replay.model)
  const margins = {
    left: leftFor(scale, format),
    right: gutterFor(['Persistence', 'Actual', name], look.width),
    top: 12,
    bottom: 26,
  }
  const last = Math.max(1, ground.dates.length - 1)
  const plot = makePlot(look, margins, { min: 0, max: last }, scale)
  const labels = endLabels(ground, name, inside(values, scale), style, look)
  return {
    ...baseOption(look),
    grid: gridOf(margins),
    tooltip: makeTooltip(look, i => ({
      head: headOf(ground, kind, i),
      rows: [
        [formatValue(ground.persistence[i]), 'Persistence'] as const,
        ...(isNumber(ground.actual[i]) ? [[formatValue(ground.actual[i]), 'Actual'] as const] : []),
        [formatValue(values[i]), name] as const,
      ],
    })),
    xAxis: dateAxis(
      ground.dates,
      { start: 0, end: last },
      look,
      look.width - margins.left - margins.right
    ),
    yAxis: valueAxis(scale, look, format),
    series: curveLines(ground, name, inside(values, scale), style, look),
    graphic: makeEndLabels(plot, labels) as EChartsOption['graphic'] & object,
  }
}

/** A line that lies wholly off the scale runs along its edge. */
const inside = (values: Numbers, scale: Scale): Numbers =>
  alongEdge(
    values.map((v, i) => [i, gap(v)] as const),
    scale
  ).map(([, v]) => v)

function curveLines(
  { actual, persistence, dates }: CurveGround,
  name: string,
  values: Numbers,
  style: SeriesStyle,
  look: Look
): LineSeriesOption[] {
  const isDense = look.width / Math.max(1, dates.length) < 6
  const dashed = makeLine('Persistence', persistenceStyle(look.theme), persistence, {
    z: depth.persistence,
    lineStyle: { width: isDense ? 1.25 : 2 },
  })
  return [
    makeLine('Actual', actualStyle(look.theme), actual, {
      id: 'actual',
      z: depth.actual,
      lineStyle: { width: isDense ? 1.1 : 1.5 },
    }),
    { ...haloOf(dashed, isDense ? 4 : 8), id: 'halo', name: 'Persistence, halo' },
    makeLine(name, style, values, {
      id: 'network',
      clip: true,
      lineStyle: { width: 1.75, type: 'solid' },
    }),
    { ...dashed, id: 'persistence' },
  ]
}

function endLabels(
  { actual, persistence }: CurveGround,
  name: string,
  values: Numbers,
  style: SeriesStyle,
  { theme }: Look
): EndLabel[] {
  const endOf = (line: Numbers) => {
    const x = line.findLastIndex(isNumber)
    return { x: Math.max(0, x), y: line[x] ?? null }
  }
  return [
    { ...endOf(actual), text: 'Actual', style: actualStyle(theme) },
    { ...endOf(persistence), text: 'Persistence', style: persistenceStyle(theme) },
    { ...endOf(values), text: name, style },
  ]
}

function headOf({ dates }: CurveGround, kind: CurveKind, i: number): string {
  const step = kind === 'fit' ? '' : i === 0 ? ', origin' : `, step ${i}`
  return `${formatDate(dates[i] ?? '')}${step}`
}

const told: Record<CurveKind, string> = {
  fit: 'One step ahead on the days that were watched',
  hindcast: 'Fed only its own predictions, over known days',
  forecast: 'Fed only its own predictions, over the days ahead',
}

/** The chart in words. */
export function describeReplayCurve(
  { replay, training }: ReplayInput,
  kind: CurveKind,
  at: number
): string {
  const ground = groundOf(training, kind)
  const epoch = training.frames[at]?.epoch
  if (ground === null || epoch === undefined) return 'Nothing was kept to be drawn.'
  const end = (values: Numbers) => formatValue(values.findLast(isNumber))
  const truth = ground.actual.slice(1).some(isNumber) ? `, actual ${end(ground.actual)}` : ''
  return `${told[kind]}: ${replay.unit} by ${displayName(replay.model)} after epoch ${epoch}, ${formatDate(ground.dates[0] ?? '')} to ${formatDate(ground.dates.at(-1) ?? '')}. It ends at ${end(curveAt(training, kind, at))}, persistence ${end(ground.persistence)}${truth}.`
}

import type { EChartsOption } from 'echarts'
import { type ChartData, rangeWords } from './chart-data.ts'
import { gutterFor, makeEndLabels } from './end-labels.ts'
import {
  coneLabel,
  coneOf,
  dailyVolatility,
  describeFan,
  drawCone,
  fanBands,
  fanLabels,
  fanOf,
  fanRows,
} from './fan.ts'
import type { FanChoice } from './forecast.ts'
import { displayName, formatDate, formatNumber, formatValue, isNumber } from './format.ts'
import { baseOption, dateAxis, gridOf, type Look, leftFor, makePlot, valueAxis } from './frame.ts'
import { drawPath, fromOrigin, pathBands, pathLabel, pathLines, truthLine } from './paths.ts'
import { bandValues, makeRangeBands } from './range-bands.ts'
import { niceScale, tickDecimals } from './ticks.ts'
import { makeTooltip } from './tooltip.ts'

export type HindcastInput = Pick<
  ChartData,
  'models' | 'hindcast' | 'hindcastRmse' | 'unit' | 'ranges'
> &
  // a fold of a backtest has neither, and no cone
  Partial<Pick<ChartData, 'series' | 'split'>>

/** Where a label with its number would take the chart's own room. */
const narrow = 340

/** A recursive forecast over known days against the truth, one fan of bands behind it. Labels carry the RMSE. */
export function makeHindcast(
  data: HindcastInput,
  look: Look,
  { fan: chosen }: FanChoice = {}
): EChartsOption {
  const path = data.hindcast
  const dates = [path.origin, ...path.dates]
  const last = dates.length - 1
  const lines = [
    ...pathLines(path, data.models, 0, look),
    truthLine(fromOrigin(path, path.actual), look),
  ]
  const fan = fanOf(path, chosen, { at: 0, models: data.models, look })
  const cone = coneOf(path, dailyVolatility(data), 0)
  const bands = [...fanBands(fan), ...pathBands(path, data.ranges?.hindcast, lines, 0)]
  const values = [...lines.flatMap(l => l.values), ...cone.flat(), ...bandValues(bands)]
  const scale = niceScale(values, 4)
  const format = (v: number) => formatNumber(v, tickDecimals(scale.interval))
  const rmse = (name: string) => formatValue(data.hindcastRmse[name])
  const labels = [
    ...lines.map(line =>
      pathLabel(line, name =>
        line.name === 'actual' || look.width < narrow || !isNumber(data.hindcastRmse[line.name])
          ? name
          : `${name} ${rmse(line.name)}`
      )
    ),
    ...fanLabels(fan),
    ...coneLabel(cone, look),
  ]
  const margins = {
    left: leftFor(scale, format),
    right: gutterFor(
      labels.map(l => l.text),
      look.width
    ),
    top: 14,
    bottom: 26,
  }
  const plot = makePlot(look, margins, { min: 0, max: last }, scale)
  return {
    ...baseOption(look),
    grid: gridOf(margins),
    tooltip: makeTooltip(look, i => ({
      head:
        i === 0 ? `${formatDate(path.origin)}, origin` : `${formatDate(dates[i] ?? '')}, step ${i}`,
      rows: [
        ...lines.toReversed().map(l => [formatValue(l.values[i]), displayName(l.name)] as const),
        ...fanRows(fan, i),
      ],
    })),
    xAxis: dateAxis(
      dates,
      { start: 0, end: last },
      look,
      look.width - margins.left - margins.right
    ),
    yAxis: valueAxis(scale, look, format),
    series: [...drawCone(cone, look), ...lines.map(drawPath)],
    graphic: [
      ...makeRangeBands(plot, bands),
      ...makeEndLabels(plot, labels),
    ] as EChartsOption['graphic'] & object,
  }
}

/** The chart in words. */
export function describeHindcast(data: HindcastInput, { fan: chosen }: FanChoice = {}): string {
  const { hindcast: path, hindcastRmse: rmse } = data
  if (path.dates.length === 0) return 'There is no hindcast to show.'
  const names = ['persistence', ...data.models.map(m => m.name)]
  const errors = names.map(n => `${displayName(n)} ${formatValue(rmse[n])}`)
  const nearer = data.models.filter(
    m => (rmse[m.name] ?? Infinity) < (rmse['persistence'] ?? -Infinity)
  )
  const verdict =
    nearer.length === 0
      ? 'No network was nearer than persistence'
      : `${nearer.map(m => displayName(m.name)).join(', ')} came nearer than persistence`
  const fan = describeFan(fanOf(path, chosen, { at: 0, models: data.models }))
  return `From ${formatDate(path.origin)} each network predicts ${path.dates.length} known days, fed only its own predictions. RMSE of the ${data.unit}: ${errors.join(', ')}. ${verdict} on these days; one origin proves nothing.${fan}${rangeWords(data.ranges, 'hindcast')}`
}

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
import { displayName, formatDate, formatNumber, formatValue, isNumber } from './format.ts'
import {
  baseOption,
  dateAxis,
  gridOf,
  isNarrow,
  type Look,
  leftFor,
  makePlot,
  valueAxis,
} from './frame.ts'
import { drawPath, pathBands, pathLabel, pathLines, truthLine } from './paths.ts'
import { bandValues, makeRangeBands } from './range-bands.ts'
import { niceScale, tickDecimals } from './ticks.ts'
import { makeTooltip } from './tooltip.ts'

export type ForecastInput = Pick<ChartData, 'models' | 'series' | 'forecast' | 'unit' | 'ranges'> &
  Partial<Pick<ChartData, 'split'>>

export interface FanChoice {
  /** The forecaster whose bands are drawn; none without. */
  readonly fan?: string | undefined
}

/** Known days drawn before the origin. */
const before = 75

/** Recursive paths after the last known day: one fan of bands, persistence flat in its √h cone, a line at the origin. */
export function makeForecast(
  data: ForecastInput,
  look: Look,
  { fan: chosen }: FanChoice = {}
): EChartsOption {
  const path = data.forecast
  const known = knownDays(data)
  const at = known.dates.length - 1
  const dates = [...known.dates, ...path.dates]
  const last = dates.length - 1
  const lines = [...pathLines(path, data.models, at, look), truthLine(known.values, look)]
  const fan = fanOf(path, chosen, { at, models: data.models, look })
  const cone = coneOf(path, dailyVolatility(data), at)
  const bands = [...fanBands(fan), ...pathBands(path, data.ranges?.forecast, lines, at)]
  const values = [...lines.flatMap(l => l.values), ...cone.flat(), ...bandValues(bands)]
  const scale = niceScale(values, 5)
  const format = (v: number) => formatNumber(v, tickDecimals(scale.interval))
  const labels = [
    ...lines.slice(0, -1).map(l => pathLabel(l, (name, v) => nameAndValue(name, v, look))),
    ...fanLabels(fan),
    ...coneLabel(cone, look),
  ]
  const margins = {
    left: leftFor(scale, format),
    right: gutterFor(
      labels.map(l => l.text),
      look.width
    ),
    top: 26,
    bottom: 26,
  }
  const plot = makePlot(look, margins, { min: 0, max: last }, scale)
  return {
    ...baseOption(look),
    grid: gridOf(margins),
    tooltip: makeTooltip(look, i => ({
      head: headOf(data, dates, at, i),
      rows: [
        ...lines
          .toReversed()
          .filter(l => isNumber(l.values[i]))
          .map(l => [formatValue(l.values[i]), displayName(l.name)] as const),
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
    series: [
      ...drawCone(cone, look),
      ...lines
        .map(drawPath)
        .map((s, i, all) =>
          i === all.length - 1 ? { ...s, markLine: originMark(path.origin, at, look) } : s
        ),
    ],
    graphic: [
      ...makeRangeBands(plot, bands),
      ...makeEndLabels(plot, labels),
    ] as EChartsOption['graphic'] & object,
  }
}

const nameAndValue = (name: string, v: number, look: Look) =>
  isNarrow(look) ? name : `${name} ${formatValue(v)}`

function headOf(
  { forecast }: ForecastInput,
  dates: readonly string[],
  at: number,
  i: number
): string {
  const step = i - at
  const guess = step > 0 && forecast.guessed[step - 1] === true ? ', date a guess' : ''
  return `${formatDate(dates[i] ?? '')}${step > 0 ? `, step ${step}` : ''}${guess}`
}

/** The days up to the origin, in the unit of the paths. */
function knownDays({ series, forecast, unit }: ForecastInput) {
  const values = unit === 'price' ? series.price : series.cumulativeReturn
  const found = series.dates.indexOf(forecast.origin)
  const origin = found < 0 ? series.dates.length - 1 : found
  const from = Math.max(0, origin - before + 1)
  return { dates: series.dates.slice(from, origin + 1), values: values.slice(from, origin + 1) }
}

const originMark = (origin: string, at: number, { theme }: Look) => ({
  silent: true,
  symbol: 'none',
  data: [{ xAxis: at }],
  lineStyle: { color: theme.ink, width: 1, type: 'solid' as const },
  label: {
    show: true,
    position: 'end' as const,
    formatter: `origin, ${formatDate(origin)}`,
    color: theme.ink,
    fontSize: 11,
    fontWeight: 600,
    distance: 5,
  },
})

/** The chart in words. */
export function describeForecast(data: ForecastInput, { fan: chosen }: FanChoice = {}): string {
  const { forecast: path, models, unit, ranges, split } = data
  const last = path.dates.length - 1
  if (last < 0) return 'There is no forecast to show.'
  const ends = models.map(m => `${displayName(m.name)} ${formatValue(path.models[m.name]?.[last])}`)
  const guessed = path.guessed.filter(Boolean).length
  const dates = guessed > 0 ? ` ${guessed} of the dates are guesses of the calendar.` : ''
  const from = split === undefined ? 'known' : 'train'
  const fan = describeFan(fanOf(path, chosen, { at: 0, models }))
  return `From ${formatDate(path.origin)} the ${unit} ${path.dates.length} trading days ahead, on ${formatDate(path.dates[last] ?? '')}: persistence ${formatValue(path.persistence[last])}, drift ${formatValue(path.drift[last])}, ${ends.join(', ')}. Each prediction is fed back as the next input; the dotted cones contain 80 and 95 % of normal random walks as volatile as the ${from} days.${fan}${dates}${rangeWords(ranges, 'forecast')}`
}

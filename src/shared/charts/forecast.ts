import type { EChartsOption } from 'echarts'
import { type ChartData, type Numbers, rangeWords } from './chart-data.ts'
import { type EndLabel, gutterFor, makeEndLabels } from './end-labels.ts'
import { displayName, formatDate, formatNumber, formatValue, gap, isNumber } from './format.ts'
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
import { depth, makeLine } from './lines.ts'
import { drawPath, pathBands, pathLabel, pathLines, truthLine } from './paths.ts'
import { bandValues, makeRangeBands } from './range-bands.ts'
import { persistenceStyle } from './theme.ts'
import { niceScale, tickDecimals } from './ticks.ts'
import { makeTooltip } from './tooltip.ts'

export type ForecastInput = Pick<ChartData, 'models' | 'series' | 'forecast' | 'unit' | 'ranges'>

/** Known days drawn before the origin. */
const before = 75

/** Recursive paths after the last known day: persistence flat, its √h cone dotted, a line at the origin. */
export function makeForecast(data: ForecastInput, look: Look, cone = true): EChartsOption {
  const path = data.forecast
  const known = knownDays(data)
  const at = known.dates.length - 1
  const dates = [...known.dates, ...path.dates]
  const last = dates.length - 1
  const lines = [...pathLines(path, data.models, at, look), truthLine(known.values, look)]
  const edges = cone ? coneOf(data, at) : []
  const bands = pathBands(path, data.ranges?.forecast, lines, at)
  const values = [...lines.flatMap(l => l.values), ...edges.flat(), ...bandValues(bands)]
  const scale = niceScale(values, 5)
  const format = (v: number) => formatNumber(v, tickDecimals(scale.interval))
  const labels = [
    ...lines.slice(0, -1).map(l => pathLabel(l, (name, v) => nameAndValue(name, v, look))),
    ...coneLabel(edges, last, look),
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
  const coneStyle = { ...persistenceStyle(look.theme), dash: [2, 3], width: 1 }
  return {
    ...baseOption(look),
    grid: gridOf(margins),
    tooltip: makeTooltip(look, i => ({
      head: headOf(data, dates, at, i),
      rows: lines
        .toReversed()
        .filter(l => isNumber(l.values[i]))
        .map(l => [formatValue(l.values[i]), displayName(l.name)] as const),
    })),
    xAxis: dateAxis(
      dates,
      { start: 0, end: last },
      look,
      look.width - margins.left - margins.right
    ),
    yAxis: valueAxis(scale, look, format),
    series: [
      ...edges.map(edge =>
        makeLine('Persistence \u221ah, 95 %', coneStyle, edge, { z: depth.faint })
      ),
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

/**
 * Where 95 % of random walks from here would be: level · e^{±1.96 σ √h}, σ the standard deviation of
 * the known daily log returns.
 */
function coneOf({ series, forecast }: ForecastInput, at: number): Numbers[] {
  const level = gap(forecast.persistence[0])
  const sigma = dailyVolatility(series.price)
  if (level === null || sigma === null) return []
  const edge = (side: number) =>
    [0, ...forecast.step].map(h => level * Math.exp(side * 1.96 * sigma * Math.sqrt(h)))
  return [1, -1].map(side => [...Array<null>(at).fill(null), ...edge(side)])
}

function dailyVolatility(prices: Numbers): number | null {
  const returns = prices
    .slice(1)
    .map((p, i) => Math.log((p ?? NaN) / (prices[i] ?? NaN)))
    .filter(isNumber)
  if (returns.length < 2) return null
  const mean = returns.reduce((a, b) => a + b, 0) / returns.length
  return Math.sqrt(returns.reduce((a, r) => a + (r - mean) ** 2, 0) / (returns.length - 1))
}

const coneLabel = (edges: readonly Numbers[], last: number, look: Look): EndLabel[] =>
  edges.slice(0, 1).map(edge => ({
    x: last,
    y: edge[last] ?? null,
    text: isNarrow(look) ? '\u221ah, 95 %' : 'Persistence \u221ah, 95 %',
    style: { color: look.theme.ink3 },
  }))

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
export function describeForecast({ forecast: path, models, unit, ranges }: ForecastInput): string {
  const last = path.dates.length - 1
  if (last < 0) return 'There is no forecast to show.'
  const ends = models.map(m => `${displayName(m.name)} ${formatValue(path.models[m.name]?.[last])}`)
  const guessed = path.guessed.filter(Boolean).length
  const dates = guessed > 0 ? ` ${guessed} of the dates are guesses of the calendar.` : ''
  return `From ${formatDate(path.origin)} the ${unit} ${path.dates.length} trading days ahead, on ${formatDate(path.dates[last] ?? '')}: persistence ${formatValue(path.persistence[last])}, drift ${formatValue(path.drift[last])}, ${ends.join(', ')}. Each prediction is fed back as the next input; the dotted cone holds 95 % of random walks.${dates}${rangeWords(ranges, 'forecast')}`
}

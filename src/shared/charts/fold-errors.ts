import type { EChartsOption, LineSeriesOption, ScatterSeriesOption } from 'echarts'
import type { BacktestResults } from '../studies/backtest.ts'
import type { Numbers } from './chart-data.ts'
import { gutterFor, makeEndLabels } from './end-labels.ts'
import { displayName, formatDate, formatNumber, formatValue, isNumber } from './format.ts'
import { baseOption, dateAxis, gridOf, type Look, leftFor, makePlot, valueAxis } from './frame.ts'
import { depth, makeLine } from './lines.ts'
import { forecasterStyles, type ModelRef, type SeriesStyle } from './theme.ts'
import { niceScale, type Scale, tickDecimals } from './ticks.ts'
import { makeTooltip } from './tooltip.ts'

export interface FoldErrorsInput {
  readonly models: readonly ModelRef[]
  readonly results: Pick<BacktestResults, 'horizon' | 'unit' | 'forecasters' | 'folds'>
  /** Row of `folds` that is looked at closely; null for none. */
  readonly chosen: number | null
}

interface Curve {
  readonly name: string
  readonly style: SeriesStyle
  readonly values: Numbers
  /** Row of the network's worst fold; −1 for baselines. */
  readonly worst: number
}

/** The error of each origin's path by its date, persistence and networks; each network's worst is marked. */
export function makeFoldErrors(data: FoldErrorsInput, look: Look): EChartsOption {
  const { curves, scale, format, margins } = layoutOf(data, look)
  const dates = data.results.folds.map(({ origin }) => origin)
  const last = Math.max(0, dates.length - 1)
  return {
    ...baseOption(look),
    grid: gridOf(margins),
    tooltip: makeTooltip(look, row => ({
      head: `from ${formatDate(dates[row] ?? '')}`,
      rows: curves
        .toReversed()
        .map(c => [
          formatValue(c.values[row]),
          `${displayName(c.name)}${c.worst === row ? ', its worst' : ''}`,
        ]),
    })),
    xAxis: dateAxis(
      dates,
      { start: 0, end: last },
      look,
      look.width - margins.left - margins.right
    ),
    yAxis: valueAxis(scale, look, format),
    series: [
      ...curves.map(curve => lineOf(curve, data, look)),
      ...curves.flatMap(curve => worstMark(curve, scale, look)),
    ],
    graphic: makeEndLabels(
      makePlot(look, margins, { min: 0, max: last }, scale),
      curves.map(({ name, style, values }) => {
        const x = values.findLastIndex(isNumber)
        return { x, y: values[x] ?? null, text: displayName(name), style }
      })
    ) as EChartsOption['graphic'] & object,
  }
}

function layoutOf({ models, results }: FoldErrorsInput, look: Look) {
  const styleOf = forecasterStyles(look.theme, models)
  const shown = results.forecasters.filter(
    ({ name, kind }) => kind === 'network' || name === 'persistence'
  )
  // persistence last, so that it lies above the networks
  const curves = [...shown.slice(1), ...shown.slice(0, 1)].flatMap(
    ({ name, kind, worst }): Curve[] => {
      const style = styleOf(name)
      if (style === undefined) return []
      const values = results.folds.map(({ errors }) => errors[name] ?? null)
      const row = kind === 'network' ? results.folds.findIndex(({ fold }) => fold === worst) : -1
      return [{ name, style, values, worst: row }]
    }
  )
  const scale = niceScale([0, ...curves.flatMap(({ values }) => held(values))], 4)
  const format = (v: number) => formatNumber(v, tickDecimals(scale.interval))
  const margins = {
    left: leftFor(scale, format),
    right: gutterFor(
      curves.map(({ name }) => displayName(name)),
      look.width
    ),
    top: 16,
    bottom: 26,
  }
  return { curves, scale, format, margins }
}

/** A path that ran off would flatten all others: what is over ten times the median is held there. */
function held(values: Numbers): number[] {
  const sorted = values.filter(isNumber).sort((a, b) => a - b)
  const most = 10 * (sorted[Math.floor(sorted.length / 2)] ?? 0)
  return sorted.map(v => Math.min(v, most))
}

function lineOf(curve: Curve, { results, chosen }: FoldErrorsInput, look: Look): LineSeriesOption {
  const { name, style, values } = curve
  const isBase = name === 'persistence'
  const line = makeLine(displayName(name), style, values, {
    id: `error ${name}`,
    clip: true,
    z: isBase ? depth.persistence : depth.model,
    ...(results.folds.length === 1 ? { showSymbol: true, symbol: style.marker ?? 'circle' } : {}),
  })
  return {
    ...line,
    ...(isBase && chosen !== null ? { markLine: chosenLine(chosen, look) } : {}),
  }
}

/** A ring in the network's colour, on its worst fold. */
function worstMark(
  { name, style, values, worst }: Curve,
  { max }: Scale,
  look: Look
): ScatterSeriesOption[] {
  const height = values[worst]
  if (!isNumber(height)) return []
  const itemStyle = { color: look.theme.panel, borderColor: style.color, borderWidth: 2 }
  return [
    {
      type: 'scatter',
      id: `worst ${name}`,
      name: displayName(name),
      // what is above the axis is marked at its edge
      data: [[worst, Math.min(height, max)]],
      symbol: style.marker ?? 'circle',
      symbolSize: 10,
      silent: true,
      itemStyle,
      z: depth.actual,
    },
  ]
}

const chosenLine = (row: number, { theme }: Look) => ({
  silent: true,
  symbol: 'none',
  data: [{ xAxis: row }],
  lineStyle: { color: theme.focus, width: 1.5, type: 'solid' as const },
  label: { show: false },
})

/** The chart in words. */
export function describeFoldErrors({ results, chosen }: FoldErrorsInput): string {
  const { folds, forecasters, unit, horizon } = results
  if (folds.length === 0) return 'No origin is done yet.'
  const worst = forecasters.flatMap(({ name, kind, worst: own }) => {
    const fold = folds.find(each => each.fold === own)
    if (kind !== 'network' || !fold) return []
    const error = fold.errors[name]
    const size = isNumber(error) ? formatValue(error) : 'no number'
    return [
      `${displayName(name)} from ${formatDate(fold.origin)}, ${size} against ${formatValue(fold.errors['persistence'])} of persistence`,
    ]
  })
  const looked = chosen === null ? '' : ` Chosen: ${formatDate(folds[chosen]?.origin ?? '')}.`
  return `RMSE of the ${unit} over ${horizon} ${horizon === 1 ? 'day' : 'days'} from each of ${folds.length} origins. Worst: ${worst.join('; ')}.${looked}`
}

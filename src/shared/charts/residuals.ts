import type { EChartsOption } from 'echarts'
import { type ChartData, type Numbers, rangeWords } from './chart-data.ts'
import { gutterFor, makeEndLabels } from './end-labels.ts'
import { displayName, formatDate, formatSigned, formatValue, isNumber } from './format.ts'
import { baseOption, dateAxis, gridOf, type Look, leftFor, makePlot, valueAxis } from './frame.ts'
import { depth, makeLine } from './lines.ts'
import { bandValues, makeRangeBands, type RangeBand } from './range-bands.ts'
import { modelStyles, persistenceStyle } from './theme.ts'
import { niceScale, tickDecimals } from './ticks.ts'
import { makeTooltip } from './tooltip.ts'

export type ResidualInput = Pick<
  ChartData,
  'models' | 'predictions' | 'verdictPart' | 'unit' | 'ranges'
>

/** Rows of the part that the verdict speaks of. */
export function verdictRows({
  predictions,
  verdictPart,
}: Pick<ChartData, 'predictions' | 'verdictPart'>) {
  const rows: number[] = []
  predictions.part.forEach((part, i) => {
    if (part === verdictPart) rows.push(i)
  })
  return rows
}

const minusOf = (a: Numbers, b: Numbers, rows: readonly number[]): Numbers =>
  rows.map(i => {
    const [x, y] = [a[i], b[i]]
    return isNumber(x) && isNumber(y) ? x - y : null
  })

/** Predicted − actual by day: dots for the network, the dashed line for persistence. */
export function makeResiduals(data: ResidualInput, model: string, look: Look): EChartsOption {
  const { predictions: t } = data
  const rows = verdictRows(data)
  const dates = rows.map(i => t.dates[i] ?? '')
  const own = minusOf(t.models[model] ?? [], t.actual, rows)
  const base = minusOf(t.persistence, t.actual, rows)
  const bands = residualBand(data, model, rows, look)
  const scale = niceScale([...own, ...base, ...bandValues(bands), 0], 4)
  const format = (v: number) => formatSigned(v, tickDecimals(scale.interval))
  const style = modelStyles(look.theme, data.models)[model]
  const styleP = persistenceStyle(look.theme)
  const margins = {
    left: leftFor(scale, format),
    right: gutterFor(['Persistence', displayName(model)], look.width),
    top: 12,
    bottom: 26,
  }
  const last = Math.max(0, rows.length - 1)
  const plot = makePlot(look, margins, { min: 0, max: last }, scale)
  return {
    ...baseOption(look),
    grid: gridOf(margins),
    tooltip: makeTooltip(look, i => ({
      head: formatDate(dates[i] ?? ''),
      rows: [
        [formatValue(base[i]), 'Persistence'],
        [formatValue(own[i]), displayName(model)],
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
      makeLine('Persistence', { ...styleP, width: 1.25 }, base, { z: depth.model }),
      {
        type: 'scatter',
        name: displayName(model),
        data: own.map((v, i) => [i, v ?? Number.NaN]),
        symbol: style?.marker ?? 'circle',
        symbolSize: 4,
        silent: true,
        itemStyle: { color: style?.color ?? look.theme.ink, opacity: 0.8 },
        z: depth.persistence,
      },
    ],
    graphic: [
      ...makeRangeBands(plot, bands),
      ...makeEndLabels(plot, [
        { x: last, y: base[last] ?? null, text: 'Persistence', style: styleP },
        { x: last, y: own[last] ?? null, text: displayName(model), style: style ?? styleP },
      ]),
    ] as EChartsOption['graphic'] & object,
  }
}

function residualBand(
  { predictions: t, ranges, models }: ResidualInput,
  model: string,
  rows: readonly number[],
  look: Look
): RangeBand[] {
  const range = ranges?.predictions[model]
  const style = modelStyles(look.theme, models)[model]
  if (range === undefined || style === undefined) return []
  const low = minusOf(range.low, t.actual, rows)
  const high = minusOf(range.high, t.actual, rows)
  return [{ name: model, color: style.color, x: rows.map((_, i) => i), low, high }]
}

/** The chart in words. */
export function describeResiduals(data: ResidualInput, model: string): string {
  const rows = verdictRows(data)
  const { predictions: t } = data
  const rms = (values: Numbers) => {
    const seen = values.filter(isNumber)
    return Math.sqrt(seen.reduce((a, v) => a + v * v, 0) / seen.length)
  }
  const own = rms(minusOf(t.models[model] ?? [], t.actual, rows))
  const base = rms(minusOf(t.persistence, t.actual, rows))
  const head = `Predicted minus actual ${data.unit} on the ${rows.length} ${data.verdictPart} days.`
  // the error of medians is no network's
  if (data.ranges !== undefined)
    return `${head} Root mean square of persistence ${formatValue(base)}.${rangeWords(data.ranges, 'predictions')}`
  return `${head} Root mean square: persistence ${formatValue(base)}, ${displayName(model)} ${formatValue(own)}.`
}

import type { EChartsOption } from 'echarts'
import type { ChartData, Numbers } from './chart-data.ts'
import { gutterFor, makeEndLabels } from './end-labels.ts'
import { displayName, formatDate, formatSigned, formatValue, isNumber } from './format.ts'
import { baseOption, dateAxis, gridOf, type Look, leftFor, makePlot, valueAxis } from './frame.ts'
import { depth, makeLine } from './lines.ts'
import { modelStyles, persistenceStyle } from './theme.ts'
import { niceScale, tickDecimals } from './ticks.ts'
import { makeTooltip } from './tooltip.ts'

export type ResidualInput = Pick<ChartData, 'models' | 'predictions' | 'verdictPart' | 'unit'>

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
  const scale = niceScale([...own, ...base, 0], 4)
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
    graphic: makeEndLabels(makePlot(look, margins, { min: 0, max: last }, scale), [
      { x: last, y: base[last] ?? null, text: 'Persistence', style: styleP },
      { x: last, y: own[last] ?? null, text: displayName(model), style: style ?? styleP },
    ]) as EChartsOption['graphic'] & object,
  }
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
  return `Predicted minus actual ${data.unit} on the ${rows.length} ${data.verdictPart} days. Root mean square: persistence ${formatValue(base)}, ${displayName(model)} ${formatValue(own)}.`
}

import type { EChartsOption } from 'echarts'
import type { Part } from '../types.ts'
import type { ChartData } from './chart-data.ts'
import { gutterFor, makeEndLabels } from './end-labels.ts'
import { formatDate, formatNumber, formatSkill, gap, isNumber } from './format.ts'
import { baseOption, dateAxis, gridOf, type Look, leftFor, makePlot, valueAxis } from './frame.ts'
import { depth, makeLine } from './lines.ts'
import { partBands, partSpans } from './parts.ts'
import { actualStyle, persistenceStyle } from './theme.ts'
import { extent, niceScale, tickDecimals } from './ticks.ts'
import { makeTooltip } from './tooltip.ts'

type Input = Pick<ChartData, 'series' | 'split' | 'testClosed'>

/** Cumulative return of the chosen bars, with the parts of the split as bands; 1 is the first day. */
export function makeCumulativeReturn(data: Input, look: Look): EChartsOption {
  const { dates, cumulativeReturn: values } = data.series
  const last = dates.length - 1
  const scale = niceScale(values, 4)
  const format = (v: number) => formatNumber(v, tickDecimals(scale.interval))
  const right = gutterFor(['Persistence'], look.width)
  const margins = { left: leftFor(scale, format), right, top: 12, bottom: 26 }
  const view = { start: 0, end: last }
  const plot = makePlot(look, margins, { min: 0, max: last }, scale)
  const yesterday = values.map((_, i) => (i === 0 ? null : gap(values[i - 1])))
  const spans = partSpans(data.split, dates)
  const nameOf = (part: Part) => (part === 'test' && data.testClosed ? 'test, closed' : part)
  return {
    ...baseOption(look),
    grid: gridOf(margins),
    tooltip: makeTooltip(look, i => ({
      head: formatDate(dates[i] ?? ''),
      rows: [
        [formatNumber(values[i], 4), 'Actual'],
        [formatNumber(yesterday[i], 4), 'Persistence'],
      ],
    })),
    xAxis: dateAxis(dates, view, look, look.width - margins.left - margins.right),
    yAxis: valueAxis(scale, look, format),
    series: [
      // a ruler under the line, not over it: at this scale a day is a pixel
      makeLine('Persistence', { ...persistenceStyle(look.theme), width: 1 }, yesterday, {
        z: depth.faint,
        sampling: 'lttb',
      }),
      makeLine('Actual', actualStyle(look.theme), values, {
        sampling: 'lttb',
        lineStyle: { width: 1.25 },
        markArea: partBands(spans, look.theme, { nameOf, perDay: plot.px(1) - plot.px(0) }),
      }),
    ],
    graphic: makeEndLabels(plot, [
      { x: last, y: values[last] ?? null, text: 'Actual', style: actualStyle(look.theme) },
      {
        x: last,
        y: yesterday[last] ?? null,
        text: 'Persistence',
        style: persistenceStyle(look.theme),
      },
    ]) as EChartsOption['graphic'] & object,
  }
}

/** The chart in words. */
export function describeCumulativeReturn({ series, split }: Input): string {
  const { dates, cumulativeReturn: values } = series
  const [low, high] = extent(values)
  const end = values.at(-1)
  const change = isNumber(end) ? formatSkill(end - 1) : 'an unknown amount'
  const parts = split.map(
    s => `${s.part} ${s.count} targets from ${formatDate(s.first)} to ${formatDate(s.last)}`
  )
  return `Cumulative return over ${dates.length} days from ${formatDate(dates[0] ?? '')}, where 1 is the first day: it ends at ${formatNumber(end, 3)} (${change}), between ${formatNumber(low, 3)} and ${formatNumber(high, 3)}. Parts: ${parts.join('; ')}. Persistence is the same line one day later.`
}

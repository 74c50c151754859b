import type { EChartsOption } from 'echarts'
import type { IsoDate } from '../types.ts'
import { dayAxis } from './day-axis.ts'
import { formatDate, formatNumber, formatSigned, formatSkill, nbsp } from './format.ts'
import { baseOption, gridOf, type Look, leftFor, valueAxis } from './frame.ts'
import { type PartSpan, partBands } from './parts.ts'
import { lineThrough, makeStretches, stretchSize } from './stretches.ts'
import { extent, niceScale, tickDecimals } from './ticks.ts'
import { axisIndex, makeTooltip } from './tooltip.ts'

export interface ReturnsInput {
  readonly dates: readonly IsoDate[]
  /** r_t = P_t / P_{t−1} − 1 as a share, the first 0. */
  readonly returns: Float64Array
  readonly parts: readonly PartSpan[]
}

/** Daily returns in percent as bars from 0, which is what persistence says of each; parts as bands. */
export function makeDailyReturns(
  { dates, returns, parts }: ReturnsInput,
  look: Look
): EChartsOption {
  const view = { start: 0, end: dates.length - 1 }
  const percents = returns.map(r => 100 * r)
  const scale = niceScale(Array.from(percents), 4)
  const format = (v: number) => percentLabel(v, tickDecimals(scale.interval))
  const margins = { left: leftFor(scale, format), right: 14, top: 10, bottom: 26 }
  const across = look.width - margins.left - margins.right
  const stretches = makeStretches(view, stretchSize(view, Math.max(100, across)), dates.length)
  return {
    ...baseOption(look),
    grid: gridOf(margins),
    tooltip: makeTooltip(
      look,
      day => ({
        head: formatDate(dates[day] ?? ''),
        rows: [
          [formatSkill(returns[day], 2), 'Return'],
          [`0${nbsp}%`, 'Persistence'],
        ],
      }),
      axisIndex
    ),
    xAxis: dayAxis(dates, view, look, across),
    yAxis: valueAxis(scale, look, format),
    series: [
      {
        type: 'bar',
        id: 'returns',
        name: 'Daily return',
        data: lineThrough(percents, stretches).map(point => [...point]),
        barWidth: Math.max(1, Math.round((0.6 * across) / Math.max(1, dates.length))),
        // low and high of a stretch stand one behind the other
        barGap: '-100%',
        silent: true,
        itemStyle: { color: look.theme.ink3 },
        emphasis: { disabled: true },
        markArea: partBands(parts, look.theme, { perDay: across / dates.length, nameOf: () => '' }),
      },
    ],
  }
}

const percentLabel = (v: number, decimals: number): string => {
  const text = formatSigned(v, decimals)
  return text === '0' ? text : `${text}${nbsp}%`
}

/** The chart in words. */
export function describeDailyReturns({ dates, returns }: ReturnsInput): string {
  const [low, high] = extent(Array.from(returns))
  const mean = returns.reduce((a, b) => a + b, 0) / Math.max(1, returns.length)
  const deviation = Math.sqrt(
    returns.reduce((a, b) => a + (b - mean) ** 2, 0) / Math.max(1, returns.length)
  )
  return `Daily returns of ${formatNumber(dates.length, 0)} days from ${formatDate(dates[0] ?? '')} to ${formatDate(dates.at(-1) ?? '')}: between ${formatSkill(low)} and ${formatSkill(high)}, standard deviation ${formatNumber(100 * deviation, 2)}${nbsp}%.`
}

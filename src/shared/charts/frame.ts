import type { EChartsOption, GridComponentOption } from 'echarts'
import type { IsoDate } from '../types.ts'
import { type ChartTheme, chartFont } from './theme.ts'
import { type DateTick, dateTicks, type Scale, scaleTicks } from './ticks.ts'

/** The drawing's size in CSS pixels and its colours: all a builder knows of where it is drawn. */
export interface Look {
  readonly theme: ChartTheme
  readonly width: number
  readonly height: number
}

/** Space around the plot, in pixels. */
export interface Margins {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

/** A plot whose extents are known, so that anything can be placed beside a point of it. */
export interface Plot extends Look, Margins {
  readonly px: (x: number) => number
  readonly py: (y: number) => number
}

export function makePlot(
  look: Look,
  margins: Margins,
  x: { readonly min: number; readonly max: number },
  y: { readonly min: number; readonly max: number; readonly log?: boolean }
): Plot {
  const across = look.width - margins.left - margins.right
  const down = look.height - margins.top - margins.bottom
  const f = y.log === true ? Math.log10 : (v: number) => v
  const share = (v: number, min: number, max: number) => (max > min ? (v - min) / (max - min) : 0)
  return {
    ...look,
    ...margins,
    px: v => margins.left + across * share(v, x.min, x.max),
    py: v => margins.top + down * (1 - share(f(v), f(y.min), f(y.max))),
  }
}

/** Narrow plots drop what a tooltip or a table says as well. */
export const isNarrow = (look: Look): boolean => look.width < 560

/** What every chart begins with. Data never animates. */
export const baseOption = ({ theme }: Look): EChartsOption => ({
  animation: false,
  textStyle: { fontFamily: chartFont, fontSize: 11, color: theme.ink3 },
  backgroundColor: 'transparent',
})

/** The grid stays where it is put: line-end labels rely on it. */
export const gridOf = ({ left, right, top, bottom }: Margins): GridComponentOption => ({
  left,
  right,
  top,
  bottom,
  outerBoundsMode: 'none',
})

export const axisText = (theme: ChartTheme) => ({
  color: theme.ink3,
  fontSize: 11,
  fontFamily: chartFont,
})

const upright = (theme: ChartTheme) => ({ lineStyle: { color: theme.line, width: 1 } })

/** Trading days, evenly spaced, with ticks for the days from `view.start` to `view.end`. */
export function dateAxis(
  dates: readonly IsoDate[],
  view: { readonly start: number; readonly end: number },
  look: Look,
  across: number
) {
  const ticks = dateTicks(dates, view.start, view.end, Math.max(2, Math.floor(across / 64)))
  // by date, not by index: under a zoom ECharts counts from the first day in view
  const kept = clearOfEdge(ticks, view, across)
  const labels = new Map(kept.map(t => [dates[t.index] ?? '', t.label]))
  const shown = (_: number, date: string) => labels.has(date)
  // a first label in the corner would meet the lowest of the value axis
  const isInCorner =
    (((kept[0]?.index ?? view.end) - view.start) * across) / (view.end - view.start) < 20
  return {
    type: 'category' as const,
    data: [...dates],
    boundaryGap: false,
    axisLine: { onZero: false, ...upright(look.theme) },
    axisTick: {
      show: true,
      alignWithLabel: true,
      interval: shown,
      length: 4,
      ...upright(look.theme),
    },
    axisLabel: {
      ...axisText(look.theme),
      margin: 9,
      interval: shown,
      hideOverlap: true,
      ...(isInCorner ? { alignMinLabel: 'left' as const } : {}),
      formatter: (date: string) => labels.get(date) ?? '',
    },
    splitLine: { show: false },
    axisPointer: pointer(look.theme),
  }
}

/** Two ticks closer than a label is wide: the first gives way, so the year never hides a month. */
function clearOfEdge(
  ticks: readonly DateTick[],
  view: { readonly start: number; readonly end: number },
  across: number
): DateTick[] {
  const perDay = across / Math.max(1, view.end - view.start)
  const [first, second] = ticks
  if (first === undefined || second === undefined) return [...ticks]
  if ((second.index - first.index) * perDay >= 50) return [...ticks]
  const year = /\d{4}$/.exec(first.label)?.[0]
  const named = /\d{4}$/.test(second.label) || year === undefined
  return [named ? second : { ...second, label: `${second.label} ${year}` }, ...ticks.slice(2)]
}

/** Labels without a line, horizontal hairlines, no vertical ones. */
export const valueAxis = (scale: Scale, look: Look, format: (v: number) => string) => ({
  type: 'value' as const,
  ...scale,
  axisLine: { show: false },
  axisTick: { show: false },
  axisLabel: { ...axisText(look.theme), formatter: format },
  splitLine: { lineStyle: { color: look.theme.line2, width: 1 } },
  axisPointer: { show: false },
})

/** A log axis with ticks chosen by hand: ECharts alone gives whole decades. */
export const logAxis = (ticks: readonly number[], look: Look, format: (v: number) => string) => ({
  type: 'log' as const,
  min: ticks[0] ?? 0.1,
  max: ticks.at(-1) ?? 1,
  axisLine: { show: false },
  axisTick: { show: false, customValues: [...ticks] },
  minorTick: { show: false },
  axisLabel: { ...axisText(look.theme), customValues: [...ticks], formatter: format },
  splitLine: {
    show: true,
    customValues: [...ticks],
    lineStyle: { color: look.theme.line2, width: 1 },
  },
  axisPointer: { show: false },
})

/** A horizontal axis of counts (epochs, time steps) with ticks chosen by hand. */
export const countAxis = (
  min: number,
  max: number,
  ticks: readonly number[],
  look: Look,
  format: (v: number) => string
) => ({
  type: 'value' as const,
  min,
  max,
  axisLine: { show: true, onZero: false, ...upright(look.theme) },
  axisTick: { show: true, length: 4, customValues: [...ticks], ...upright(look.theme) },
  axisLabel: {
    ...axisText(look.theme),
    margin: 9,
    customValues: [...ticks],
    hideOverlap: true,
    formatter: format,
  },
  splitLine: { show: false },
  axisPointer: pointer(look.theme),
})

/** Widest label of a value axis decides the left margin: 6.3 px a figure at 11 px. */
export const leftFor = (scale: Scale, format: (v: number) => string): number =>
  14 + Math.ceil(6.3 * Math.max(...scaleTicks(scale).map(v => format(v).length)))

export const pointer = (theme: ChartTheme) => ({
  show: true,
  type: 'line' as const,
  lineStyle: { color: theme.ink3, width: 1, type: 'solid' as const },
  label: { show: false },
})

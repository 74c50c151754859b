import type { LineSeriesOption, MarkAreaComponentOption } from 'echarts'
import { gap, isNumber } from './format.ts'
import type { ChartTheme, Marker, SeriesStyle } from './theme.ts'

type Numbers = readonly (number | null)[]

/** Draw order: bands, halo, networks, truth, and persistence above them all. */
export const depth = { halo: 1, faint: 2, model: 4, actual: 5, persistence: 6 }

/** One line. Points are (x, y) pairs, or values on a category axis; gaps are null. */
export function makeLine(
  name: string,
  style: SeriesStyle,
  data: Numbers | readonly (readonly [number, number | null])[],
  extra: Partial<LineSeriesOption> = {}
): LineSeriesOption {
  const { lineStyle, ...rest } = extra
  return {
    type: 'line',
    name,
    data: data.map(d => (typeof d === 'number' || d === null ? gap(d) : [d[0], gap(d[1])])),
    showSymbol: false,
    symbol: 'none',
    silent: true,
    z: depth.model,
    itemStyle: { color: style.color },
    lineStyle: {
      color: style.color,
      width: style.width,
      type: style.dash.length > 0 ? [...style.dash] : 'solid',
      join: 'round',
      ...lineStyle,
    },
    emphasis: { disabled: true },
    ...rest,
  } as LineSeriesOption
}

/** The soft band behind persistence, where other lines hug it. */
export const haloOf = (line: LineSeriesOption, width = 8): LineSeriesOption => ({
  ...line,
  z: depth.halo,
  lineStyle: {
    ...line.lineStyle,
    width,
    opacity: 0.22,
    type: 'solid',
    cap: 'round',
    join: 'round',
  },
})

/** Symbols on a line that was made without. */
export const withMarkers = (
  line: LineSeriesOption,
  marker: Marker | null,
  size: number,
  theme: ChartTheme
): LineSeriesOption =>
  marker === null
    ? line
    : ({
        ...line,
        showSymbol: true,
        showAllSymbol: true,
        symbol: marker,
        symbolSize: marker === 'triangle' ? size + 1.5 : size,
        itemStyle: { ...line.itemStyle, borderColor: theme.panel, borderWidth: 0.6 },
      } as LineSeriesOption)

type Band = Extract<NonNullable<MarkAreaComponentOption['data']>[number], readonly unknown[]>

/** A shaded stretch of the horizontal axis with its name at the top left. */
export const makeBand = (
  start: number | string,
  end: number | string,
  color: string,
  name: string,
  theme: ChartTheme,
  distance = 5
): Band => [
  {
    xAxis: start,
    name,
    itemStyle: { color },
    label: {
      show: name !== '',
      position: 'insideTopLeft' as const,
      distance,
      color: theme.ink3,
      fontSize: 11,
    },
  },
  { xAxis: end },
]

type Point = readonly [number, number | null]

/**
 * A line that lies wholly beyond its axis runs along the edge instead: one sees that there is something,
 * and on which side. (The PNG writer cannot draw what lies wholly outside, and ends its process.)
 */
export function alongEdge(
  points: readonly Point[],
  { min, max }: { readonly min: number; readonly max: number }
): readonly Point[] {
  const values = points.map(point => point[1]).filter(isNumber)
  const isBelow = values.every(v => v < min)
  if (values.length === 0 || !(isBelow || values.every(v => v > max))) return points
  const edge = isBelow ? min : max
  return points.map(([x, y]) => [x, isNumber(y) ? edge : null] as const)
}

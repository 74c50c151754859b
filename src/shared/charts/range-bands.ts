import type { Numbers } from './chart-data.ts'
import { isNumber } from './format.ts'
import type { Plot } from './frame.ts'

/** A line's lowest and highest over several seeds, in the line's own colour. */
export interface RangeBand {
  readonly name: string
  readonly color: string
  readonly x: ArrayLike<number>
  readonly low: Numbers
  readonly high: Numbers
  /** 0.2 when not given, a little more on dark ground. */
  readonly opacity?: number
}

/**
 * Bands as graphic elements behind the lines; the caller puts them in `option.graphic`. Placed from
 * the plot's known extents and cut at its edges, so they stand on any axis, logarithmic ones too.
 */
export const makeRangeBands = (plot: Plot, bands: readonly RangeBand[]): object[] =>
  bands.flatMap(band =>
    stretchesOf(band).flatMap(([from, to], k) => {
      const points = outline(plot, band, from, to)
      return isFlat(points) ? [] : [polygon(plot, band, points, k)]
    })
  )

/** What an axis has to hold. */
export const bandValues = (bands: readonly RangeBand[]): Numbers =>
  bands.flatMap(({ low, high }) => [...low, ...high])

type Point = readonly [number, number]

/** Rows without a gap between them, first and last; one row alone has no breadth. */
function stretchesOf({ x, low, high }: RangeBand): (readonly [number, number])[] {
  const stretches: (readonly [number, number])[] = []
  let start = -1
  for (let i = 0; i <= x.length; i++) {
    const isThere = i < x.length && isNumber(low[i]) && isNumber(high[i])
    if (isThere && start < 0) start = i
    if (isThere || start < 0) continue
    if (i - start > 1) stretches.push([start, i - 1])
    start = -1
  }
  return stretches
}

/** Along the upper edge and back along the lower one, in pixels. */
function outline(plot: Plot, { x, low, high }: RangeBand, from: number, to: number): Point[] {
  const upper: Point[] = []
  const lower: Point[] = []
  const [left, right] = [plot.left - 0.5, plot.width - plot.right + 0.5]
  for (let i = from; i <= to; i++) {
    const across = plot.px(x[i] ?? 0)
    if (across < left || across > right) continue
    upper.push([round(across), downTo(plot, high[i])])
    lower.unshift([round(across), downTo(plot, low[i])])
  }
  return [...upper, ...lower]
}

function downTo(plot: Plot, value: number | null | undefined): number {
  const down = plot.py(value ?? 0)
  const bottom = plot.height - plot.bottom
  // zero and less lie below any logarithmic axis
  return Number.isNaN(down) ? bottom : round(Math.min(bottom, Math.max(plot.top, down)))
}

const round = (v: number) => Math.round(v * 10) / 10

/** Wholly beyond an edge, or of one seed: nothing to be seen. */
const isFlat = (points: readonly Point[]): boolean =>
  points.length < 4 || points.every(point => point[1] === points[0]?.[1])

const polygon = (
  { theme }: Plot,
  { name, color, opacity = 0.2 }: RangeBand,
  points: readonly Point[],
  k: number
): object => ({
  id: `range ${name} ${k}`,
  type: 'polygon',
  silent: true,
  // behind halo and lines
  z: 0,
  shape: { points },
  style: { fill: color, opacity: theme.name === 'dark' ? 1.2 * opacity : opacity },
})

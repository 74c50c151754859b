import { isNumber } from './format.ts'
import type { Plot } from './frame.ts'
import { chartFont, type Marker, type SeriesStyle } from './theme.ts'

/**
 * Names at the lines' ends instead of a legend box: in the right gutter, in the series' colour,
 * pushed apart, with a hairline back to the point. Placed from the plot's known extents, so the
 * same picture comes out in a window and in a file drawn without one.
 */

export interface EndLabel {
  readonly x: number
  readonly y: number | null
  readonly text: string
  readonly style: Pick<SeriesStyle, 'color'> & { readonly marker?: Marker | null }
}

interface Placed extends EndLabel {
  readonly pointX: number
  readonly pointY: number
  labelY: number
}

const lineHeight = 16
const charWidth = 6.5
const leader = 14

/** Right margin that holds the longest of these labels: 6.5 px a letter at 11.5 px semi-bold. */
export const gutterFor = (texts: readonly string[], width: number): number =>
  Math.min(
    Math.ceil(width * 0.36),
    leader + 10 + charWidth * Math.max(8, ...texts.map(t => t.length))
  )

/** Graphic elements of the labels; the caller puts them in `option.graphic`. */
export function makeEndLabels(plot: Plot, labels: readonly EndLabel[]): object[] {
  const { shown, more } = fitting(
    plot,
    labels.filter(l => isNumber(l.y))
  )
  const placed = pushApart(plot, shown, more > 0 ? leastStep : 0)
  const x0 = plot.width - plot.right + leader
  return placed
    .flatMap((label, i) => [
      ...leaderTo(label, x0, i),
      ...markerAt(label, plot, i),
      textAt(label, x0, plot, i),
    ])
    .concat(more > 0 ? [moreAt(more, x0, plot)] : [])
}

const leastStep = 12

/**
 * As many labels as the plot is high: of those that stand closest the later gives way, persistence
 * and the truth never. The line after the last says how many; pointing at the chart names them all.
 */
function fitting(plot: Plot, labels: readonly EndLabel[]) {
  const room = Math.floor((plot.height - plot.bottom - plot.top + 4) / leastStep)
  const shown = labels.toSorted((a, b) => plot.py(a.y ?? 0) - plot.py(b.y ?? 0))
  if (shown.length <= room + 1) return { shown, more: 0 }
  while (shown.length > Math.max(2, room)) shown.splice(mostCrowded(plot, shown), 1)
  return { shown, more: labels.length - shown.length }
}

function mostCrowded(plot: Plot, sorted: readonly EndLabel[]): number {
  const y = (i: number) => plot.py(sorted[i]?.y ?? Number.NaN)
  const distance = (i: number) => Math.abs(y(i) - y(i - 1))
  const named = sorted.flatMap((l, i) =>
    i > 0 && !/^(Persistence|Actual)/.test(l.text) ? [i] : []
  )
  return named.reduce((best, i) => (distance(i) < distance(best) ? i : best), named[0] ?? 0)
}

const moreAt = (count: number, x0: number, plot: Plot): object => ({
  id: 'label-more',
  type: 'text',
  silent: true,
  x: x0,
  y: round(plot.height - plot.bottom),
  style: {
    text: `and ${count} more`,
    fill: plot.theme.ink3,
    font: `400 11px ${chartFont}`,
    verticalAlign: 'middle',
  },
  z: 91,
})

/**
 * Vertical places at least a line apart, near their points, inside the plot where it is tall enough;
 * `kept` pixels at its foot stay free.
 */
function pushApart(plot: Plot, labels: readonly EndLabel[], kept: number): Placed[] {
  const [top, bottom] = [plot.top, plot.height - plot.bottom]
  const clamp = (y: number) => Math.min(bottom, Math.max(top, y))
  const placed = labels
    .map(l => ({ ...l, pointX: plot.px(l.x), pointY: clamp(plot.py(l.y ?? 0)), labelY: 0 }))
    .sort((a, b) => a.pointY - b.pointY)
  const floor = bottom - 1 - kept
  const room = floor - top + 4
  const step = Math.min(lineHeight, Math.max(leastStep, room / Math.max(1, placed.length - 1)))
  const wanted = placed.map(l => l.pointY)
  // no lower than the axis, whose own labels stand beneath
  spread(placed, wanted, step, top - 4, Math.max(floor, top - 4 + step * (placed.length - 1)))
  return placed
}

/** Merges neighbours that overlap into blocks centred on their points (pool adjacent violators). */
function spread(placed: Placed[], wanted: number[], step: number, low: number, high: number): void {
  const blocks: { first: number; count: number; centre: number }[] = []
  wanted.forEach((y, i) => {
    blocks.push({ first: i, count: 1, centre: y })
    while (overlaps(blocks, step)) mergeLast(blocks)
  })
  for (const { first, count, centre } of blocks) {
    const start = centre - (step * (count - 1)) / 2
    for (let k = 0; k < count; k++) {
      const label = placed[first + k]
      if (label !== undefined) label.labelY = start + k * step
    }
  }
  keepInside(placed, step, low, high)
}

function overlaps(blocks: readonly { count: number; centre: number }[], step: number): boolean {
  const [a, b] = [blocks.at(-2), blocks.at(-1)]
  return (
    a !== undefined && b !== undefined && b.centre - a.centre < (step * (a.count + b.count)) / 2
  )
}

function mergeLast(blocks: { first: number; count: number; centre: number }[]): void {
  const [b, a] = [blocks.pop(), blocks.pop()]
  if (a === undefined || b === undefined) return
  const count = a.count + b.count
  const centre = (a.centre * a.count + b.centre * b.count) / count
  blocks.push({ first: a.first, count, centre })
}

function keepInside(placed: Placed[], step: number, low: number, high: number): void {
  let floor = low
  for (const l of placed) {
    l.labelY = Math.max(l.labelY, floor)
    floor = l.labelY + step
  }
  let ceiling = high
  for (const l of placed.toReversed()) {
    l.labelY = Math.min(l.labelY, ceiling)
    ceiling = l.labelY - step
  }
}

const round = (v: number) => Math.round(v * 10) / 10

/** The hairline back to the point; none when the line ended long before the gutter. */
const leaderTo = (l: Placed, x0: number, i: number): object[] =>
  x0 - l.pointX > 60
    ? []
    : [
        {
          id: `leader-${i}`,
          type: 'polyline',
          silent: true,
          shape: {
            points: [
              [round(l.pointX + 4), round(l.pointY)],
              [x0 - 7, round(l.labelY)],
              [x0 - 3, round(l.labelY)],
            ],
          },
          style: { stroke: l.style.color, fill: 'none', lineWidth: 1, opacity: 0.6 },
          z: 90,
        },
      ]

const textAt = (l: Placed, x0: number, plot: Plot, i: number): object => ({
  id: `label-${i}`,
  type: 'text',
  silent: true,
  x: x0,
  y: round(l.labelY),
  style: {
    text: shorten(l.text, Math.floor((plot.right - leader - 2) / charWidth)),
    fill: l.style.color,
    font: `600 11.5px ${chartFont}`,
    verticalAlign: 'middle',
  },
  z: 91,
})

/** Cut in the middle, so that a number at the end stays. */
const shorten = (text: string, max: number): string =>
  text.length <= max ? text : `${text.slice(0, Math.max(3, max - 8))}\u2026${text.slice(-6)}`

function markerAt(l: Placed, plot: Plot, i: number): object[] {
  const marker = l.style.marker ?? null
  if (marker === null) return []
  const style = { fill: l.style.color, stroke: plot.theme.panel, lineWidth: 1.5 }
  const shape = markerShape(marker, round(l.pointX), round(l.pointY))
  return [{ id: `marker-${i}`, silent: true, ...shape, style, z: 90 }]
}

/** A marker as a zrender shape, 8 px across. */
export function markerShape(marker: Marker, x: number, y: number): object {
  const points = (...offsets: [number, number][]) => ({
    type: 'polygon',
    shape: { points: offsets.map(([dx, dy]) => [round(x + dx), round(y + dy)]) },
  })
  if (marker === 'circle') return { type: 'circle', shape: { cx: x, cy: y, r: 4 } }
  if (marker === 'rect') return points([-3.6, -3.6], [3.6, -3.6], [3.6, 3.6], [-3.6, 3.6])
  if (marker === 'triangle') return points([0, -4.8], [4.8, 3.6], [-4.8, 3.6])
  return points([0, -5], [5, 0], [0, 5], [-5, 0])
}

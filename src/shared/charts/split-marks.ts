import type { Part } from '../types.ts'
import { formatCount, formatDate } from './format.ts'
import type { Look, Plot } from './frame.ts'
import { partBands } from './parts.ts'
import type { CountedSpan, PriceInput } from './price-input.ts'
import type { View } from './stretches.ts'
import { type ChartTheme, chartFont } from './theme.ts'

/** The parts as bands, the first target as a hairline, and a line where a part begins that can be moved. */
export function marksOf(input: PriceInput, view: View, across: number, { theme }: Look): object {
  const spans = input.parts.flatMap(span => within(span, view))
  const perDay = across / Math.max(1, view.end - view.start)
  const windows = new Map(input.parts.map(p => [p.part, p.windows]))
  const nameOf = (part: Part) =>
    `${part.charAt(0).toUpperCase()}${part.slice(1)}, ${formatCount(windows.get(part) ?? 0)} windows`
  return {
    markArea: partBands(spans, theme, { perDay, nameOf }),
    markLine: {
      silent: true,
      symbol: 'none',
      data: input.parts
        .filter(({ start }) => start >= view.start && start <= view.end)
        .map(span => startLine(span, theme)),
    },
  }
}

const within = (span: CountedSpan, view: View): CountedSpan[] =>
  span.end < view.start || span.start > view.end
    ? []
    : [{ ...span, start: Math.max(span.start, view.start), end: Math.min(span.end, view.end) }]

const startLine = ({ part, start }: CountedSpan, theme: ChartTheme) => ({
  xAxis: start,
  lineStyle:
    part === 'train'
      ? { color: theme.ink3, width: 1, type: 'solid' as const }
      : { color: theme.focus, width: 1.5, type: 'solid' as const },
  label: { show: false },
})

/** The day a part begins, at the foot of its line; empty, not absent, where there is none in view. */
export function startLabel(part: Part, { parts, bars }: PriceInput, plot: Plot): object {
  const start = parts.find(span => span.part === part)?.start ?? -1
  const x = plot.px(start)
  const [left, right] = [plot.left, plot.width - plot.right]
  const isSeen = start >= 0 && x >= left && x <= right
  // names that would leave the plot, or stand on the other line, go to the left of theirs
  const isLeft = right - x < 80 || part === 'validation'
  return {
    id: `begins-${part}`,
    type: 'text',
    silent: true,
    x: isSeen ? x + (isLeft ? -7 : 7) : 0,
    y: plot.height - plot.bottom - 8,
    style: {
      text: isSeen ? formatDate(bars.dates[start] ?? '') : '',
      align: isLeft ? 'right' : 'left',
      fill: plot.theme.focus,
      font: `600 11px ${chartFont}`,
      verticalAlign: 'bottom',
    },
    z: 80,
  }
}

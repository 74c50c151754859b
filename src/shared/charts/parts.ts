import type { PartRange } from '../results.ts'
import type { IsoDate, Part } from '../types.ts'
import { makeBand } from './lines.ts'
import type { ChartTheme } from './theme.ts'

/** A part of the split as indices into a list of dates, both ends included. */
export interface PartSpan {
  readonly part: Part
  readonly start: number
  readonly end: number
}

/** Where the parts of a split lie among `dates`; parts that are not there are left out. */
export function partSpans(split: readonly PartRange[], dates: readonly IsoDate[]): PartSpan[] {
  return split.flatMap(({ part, first, last }) => {
    const start = dates.indexOf(first)
    const end = dates.indexOf(last)
    return start < 0 || end < 0 ? [] : [{ part, start, end }]
  })
}

/** Where the parts lie in a table that names the part of each row. */
export function rowSpans(parts: readonly Part[]): PartSpan[] {
  const spans: PartSpan[] = []
  parts.forEach((part, i) => {
    const last = spans.at(-1)
    if (last?.part === part) spans[spans.length - 1] = { ...last, end: i }
    else spans.push({ part, start: i, end: i })
  })
  return spans
}

export interface BandOptions {
  /** Width of a day in pixels: a band too narrow for its name goes without. */
  readonly perDay: number
  readonly nameOf?: (part: Part) => string
  readonly distance?: number
}

/** Shaded bands, one for each part; each reaches to the next, so that no stripe stays white. */
export const partBands = (
  spans: readonly PartSpan[],
  theme: ChartTheme,
  { perDay, nameOf = part => part, distance = 5 }: BandOptions
) => ({
  silent: true,
  z: 0,
  data: spans.map((span, i) => {
    const end = spans[i + 1]?.start ?? span.end
    const name = nameOf(span.part)
    // 5.6 px a letter at 11 px, and the room before and after
    const fits = (end - span.start) * perDay > name.length * 5.6 + 2 * distance
    return makeBand(span.start, end, theme.bands[span.part], fits ? name : '', theme, distance)
  }),
})

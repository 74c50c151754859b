import type { LineSeriesOption } from 'echarts'
import type { ChartPath, ChartRange, Numbers } from './chart-data.ts'
import type { EndLabel } from './end-labels.ts'
import { displayName, isNumber } from './format.ts'
import type { Look } from './frame.ts'
import { depth, makeLine } from './lines.ts'
import type { RangeBand } from './range-bands.ts'
import {
  actualStyle,
  driftStyle,
  type ModelRef,
  modelStyles,
  persistenceStyle,
  type SeriesStyle,
} from './theme.ts'

/** One line of a recursive path, already on the chart's own dates. */
export interface PathLine {
  readonly name: string
  readonly style: SeriesStyle
  readonly values: Numbers
  readonly z: number
}

/** A path starts where its origin stands: step 0 is the last known value, which persistence repeats. */
export const fromOrigin = (path: ChartPath, values: Numbers): Numbers => [
  path.persistence[0] ?? null,
  ...values,
]

/** Networks, drift and persistence as lines that begin at row `at`. */
export function pathLines(
  path: ChartPath,
  models: readonly ModelRef[],
  at: number,
  look: Look
): PathLine[] {
  const styles = modelStyles(look.theme, models)
  const pad = (values: Numbers): Numbers => [
    ...Array<null>(at).fill(null),
    ...fromOrigin(path, values),
  ]
  const networks = models.flatMap(({ name }) => {
    const style = styles[name]
    const values = path.models[name]
    return style === undefined || values === undefined
      ? []
      : [{ name, style, values: pad(values), z: depth.model }]
  })
  return [
    { name: 'drift', style: driftStyle(look.theme), values: pad(path.drift), z: depth.faint },
    ...networks,
    {
      name: 'persistence',
      style: persistenceStyle(look.theme),
      values: pad(path.persistence),
      z: depth.persistence,
    },
  ]
}

/** The bands of those networks whose lines are drawn; each opens at the origin, row `at`. */
export function pathBands(
  path: ChartPath,
  ranges: Readonly<Record<string, ChartRange>> | undefined,
  lines: readonly PathLine[],
  at: number
): RangeBand[] {
  return lines.flatMap(({ name, style }) => {
    const range = ranges?.[name]
    if (range === undefined || path.models[name] === undefined) return []
    const low = fromOrigin(path, range.low)
    const x = low.map((_, k) => at + k)
    return [{ name, color: style.color, x, low, high: fromOrigin(path, range.high) }]
  })
}

export const drawPath = (line: PathLine): LineSeriesOption =>
  makeLine(displayName(line.name), line.style, line.values, { z: line.z })

/** The label at a path's last number; `text` adds what belongs beside the name. */
export function pathLabel(line: PathLine, text: (name: string, last: number) => string): EndLabel {
  const x = line.values.findLastIndex(isNumber)
  const last = line.values[x] ?? null
  return { x, y: last, text: text(displayName(line.name), last ?? NaN), style: line.style }
}

export const truthLine = (values: Numbers, look: Look): PathLine => ({
  name: 'actual',
  style: actualStyle(look.theme),
  values,
  z: depth.actual,
})

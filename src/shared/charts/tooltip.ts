import type { TooltipComponentOption } from 'echarts'
import type { Look } from './frame.ts'
import { chartFont } from './theme.ts'

/** What a tooltip says of one place on the horizontal axis: a heading and rows of value and name. */
export interface Reading {
  readonly head: string
  readonly rows: readonly (readonly [value: string, name: string])[]
}

/**
 * A tooltip drawn on the canvas, never as HTML: names and dates cannot become markup.
 * `read` gets the index of the datum under the pointer, or what `indexIn` finds in its place.
 */
export const makeTooltip = (
  look: Look,
  read: (index: number) => Reading | null,
  indexIn: (params: unknown) => number = firstIndex
): TooltipComponentOption => ({
  trigger: 'axis',
  renderMode: 'richText',
  confine: true,
  transitionDuration: 0,
  backgroundColor: look.theme.raised,
  borderColor: look.theme.line,
  borderWidth: 1,
  borderRadius: 4,
  padding: [8, 10],
  shadowBlur: 0,
  textStyle: { color: look.theme.ink, fontSize: 12, lineHeight: 17, fontFamily: chartFont },
  formatter: (params: unknown) => readingText(read(indexIn(params))),
})

function readingText(reading: Reading | null): string {
  if (reading === null) return ''
  return [reading.head, ...reading.rows.map(([value, name]) => `${value}   ${name}`)].join('\n')
}

function firstIndex(params: unknown): number {
  const first: unknown = Array.isArray(params) ? params[0] : params
  if (typeof first === 'object' && first !== null && 'dataIndex' in first)
    return Number(first.dataIndex)
  return -1
}

/** The place on a horizontal axis of whole numbers: the bar itself, where fewer points are drawn. */
export function axisIndex(params: unknown): number {
  const first: unknown = Array.isArray(params) ? params[0] : params
  if (typeof first === 'object' && first !== null && 'axisValue' in first)
    return Math.round(Number(first.axisValue))
  return -1
}

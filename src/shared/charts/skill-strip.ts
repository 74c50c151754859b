import type { EChartsOption } from 'echarts'
import { skillInterval } from '../lab/skill-interval.ts'
import type { Verdict } from '../results.ts'
import { markerShape } from './end-labels.ts'
import { displayName, formatSkill, isNumber } from './format.ts'
import { baseOption, type Look } from './frame.ts'
import { chartFont, type ModelRef, modelStyles, type SeriesStyle } from './theme.ts'
import { niceStep, tickDecimals } from './ticks.ts'

export interface StripInput {
  readonly models: readonly ModelRef[]
  readonly verdicts: readonly Verdict[]
}

const rowHeight = 20
const top = 28

/** As tall as its networks need, in pixels. */
export const stripHeight = ({ verdicts }: StripInput): number =>
  top + Math.max(1, verdicts.length) * rowHeight + 14

interface Row {
  readonly verdict: Verdict
  readonly style: SeriesStyle
  readonly y: number
  readonly interval: ReturnType<typeof skillInterval>
}

/** Where each network's skill stands beside persistence, with the 95 % interval of its test. */
export function makeSkillStrip(data: StripInput, look: Look): EChartsOption {
  const styles = modelStyles(look.theme, data.models)
  const rows = data.verdicts.flatMap((verdict, i): Row[] => {
    const style = styles[verdict.model]
    const interval = skillInterval(verdict)
    return style ? [{ verdict, style, interval, y: top + i * rowHeight }] : []
  })
  const plot = stripPlot(rows, look)
  const elements = [
    ...frame(plot, top + rows.length * rowHeight - 6, look),
    ...rows.flatMap((row, i) => rowOf(row, i, plot, look)),
  ]
  return { ...baseOption(look), graphic: elements as EChartsOption['graphic'] & object }
}

interface StripPlot {
  readonly right: number
  readonly step: number
  readonly x: (skill: number) => number
  readonly reach: number
}

/** Zero in the middle; skills under −1 are held at the edge, so that one poor network flattens nothing. */
function stripPlot(rows: readonly Row[], look: Look): StripPlot {
  const sizes = rows.flatMap(({ verdict, interval }) =>
    [verdict.skill, interval?.low, interval?.high].filter(isNumber).map(Math.abs)
  )
  const step = niceStep(Math.min(1, Math.max(0.02, ...sizes)) / 2)
  const longest = Math.max(4, ...rows.map(r => nameOf(r).length))
  const widest = Math.max(6, ...rows.map(r => formatSkill(r.verdict.skill).length))
  const right = look.width - (longest * 6.8 + widest * 6.2 + 28)
  const reach = 2 * step
  const held = (skill: number) => Math.max(-reach, Math.min(reach, skill))
  return {
    right,
    step,
    reach,
    x: s => Math.round(20 + ((held(s) + reach) / (2 * reach)) * (right - 40)) + 0.5,
  }
}

const nameOf = ({ verdict }: Row) => {
  const name = displayName(verdict.model)
  return name.length > 12 ? `${name.slice(0, 6)}\u2026${name.slice(-5)}` : name
}

function frame(plot: StripPlot, foot: number, { theme }: Look): object[] {
  const zero = plot.x(0)
  const tick = (k: number) => {
    const wide = Math.abs(k) === 1 && plot.right < 190
    const at = plot.x(k * plot.step)
    const text = k === 0 ? '0' : formatSkill(k * plot.step, tickDecimals(100 * plot.step))
    const mark = line(
      [
        [at, foot],
        [at, foot + 4],
      ],
      theme.line,
      `tick-${k}`
    )
    return wide ? [mark] : [mark, textAt(text, at, foot + 12, theme.ink3, `tick-text-${k}`)]
  }
  return [
    textAt('worse', 6, 7, theme.ink3, 'worse', 'left'),
    textAt('better', plot.right - 2, 7, theme.ink3, 'better', 'right'),
    textAt('persistence', zero, 7, theme.ink, 'persistence', 'center', 600),
    {
      ...line(
        [
          [zero, 15],
          [zero, foot],
        ],
        theme.persistence,
        'zero'
      ),
      style: { stroke: theme.persistence, lineWidth: 2, lineDash: [5, 4] },
    },
    line(
      [
        [6, foot],
        [plot.right, foot],
      ],
      theme.line,
      'axis'
    ),
    ...[-2, -1, 0, 1, 2].flatMap(tick),
  ]
}

function rowOf(row: Row, i: number, plot: StripPlot, look: Look): object[] {
  const { verdict, style, y, interval } = row
  const bar =
    interval === null
      ? []
      : [
          {
            ...line(
              [
                [plot.x(interval.low), y],
                [plot.x(interval.high), y],
              ],
              style.color,
              `interval-${i}`
            ),
            style: { stroke: style.color, lineWidth: 1.5, lineDash: [...style.dash] },
          },
        ]
  const mark = isNumber(verdict.skill)
    ? [
        {
          id: `mark-${i}`,
          silent: true,
          ...markerShape(style.marker ?? 'circle', plot.x(verdict.skill), y),
          style: { fill: style.color, stroke: look.theme.panel, lineWidth: 1.5 },
          z: 4,
        },
      ]
    : []
  return [
    ...bar,
    ...mark,
    ...beyond(row, i, plot),
    textAt(nameOf(row), plot.right + 12, y, style.color, `name-${i}`, 'left', 600),
    textAt(formatSkill(verdict.skill), look.width - 2, y, look.theme.ink, `skill-${i}`, 'right'),
  ]
}

/** An arrow where a skill lies off the scale; its number stands at the right. */
function beyond({ verdict, style, y }: Row, i: number, plot: StripPlot): object[] {
  const { skill } = verdict
  if (!isNumber(skill) || Math.abs(skill) <= plot.reach) return []
  const side = Math.sign(skill)
  return [
    textAt(
      side < 0 ? '\u2039' : '\u203a',
      plot.x(skill) + side * 10,
      y - 1,
      style.color,
      `beyond-${i}`
    ),
  ]
}

const line = (points: readonly (readonly [number, number])[], stroke: string, id: string) => ({
  id,
  type: 'polyline',
  silent: true,
  shape: { points },
  style: { stroke, lineWidth: 1, fill: 'none' },
})

const textAt = (
  text: string,
  x: number,
  y: number,
  fill: string,
  id: string,
  align = 'center',
  weight = 400
) => ({
  id,
  type: 'text',
  silent: true,
  x,
  y,
  style: { text, fill, font: `${weight} 11px ${chartFont}`, align, verticalAlign: 'middle' },
  z: 5,
})

/** The strip in words. */
export function describeSkillStrip({ verdicts }: StripInput): string {
  const each = verdicts.map(verdict => {
    const interval = skillInterval(verdict)
    const range = interval
      ? ` (95 % interval ${formatSkill(interval.low)} to ${formatSkill(interval.high)})`
      : ''
    return `${displayName(verdict.model)} ${formatSkill(verdict.skill)}${range}`
  })
  return `Skill against persistence, which is 0. ${each.join('; ')}.`
}

import type { EChartsOption } from 'echarts'
import { type Numbers, rangeWords } from './chart-data.ts'
import { gutterFor, makeEndLabels } from './end-labels.ts'
import {
  displayName,
  formatCount,
  formatSigned,
  formatSkill,
  gap,
  isNumber,
  nbsp,
} from './format.ts'
import { baseOption, gridOf, type Look, leftFor, makePlot, valueAxis } from './frame.ts'
import { alongEdge, depth, makeLine } from './lines.ts'
import { axisEnd, epochAxis, type LossInput, lastEpoch, lastNumberAt, pointsFor } from './loss.ts'
import { makeRangeBands, type RangeBand } from './range-bands.ts'
import { modelStyles, persistenceStyle } from './theme.ts'
import { thinIndices } from './thin.ts'
import { niceScale, tickDecimals } from './ticks.ts'
import { makeTooltip } from './tooltip.ts'

/** Narrower than this, names stand without their numbers; above it they are no longer than Persistence. */
const narrowest = 400

/** Share of the epochs left out at the start, where the skill is far below any scale. */
const skipped = 0.2

/** Skill by epoch on the watched part, linear: on the log chart nobody sees 2 %. 0 is persistence. */
export function makeSkill(data: LossInput, look: Look): EChartsOption {
  const styles = modelStyles(look.theme, data.models)
  const last = axisEnd(data)
  // while lines grow the axis stands still; only the points that are far below are left out
  const first = data.epochs === undefined ? Math.floor(last * skipped) : 0
  const from = Math.floor(lastEpoch(data) * skipped)
  const most = pointsFor(data, look, 1000)
  const curves = data.models.map(m => ({
    name: m.name,
    points: skillPoints(data, m.name, from, most),
  }))
  const bands = skillBands(data, from, styles)
  const scale = skillScale([
    ...curves.map(c => c.points.map(p => p[1])),
    ...bands.flatMap(({ low, high }) => [low, high]),
  ])
  const format = (v: number) =>
    v === 0 ? '0' : `${formatSigned(v, tickDecimals(scale.interval))}${nbsp}%`
  const end = (points: Points) => points.findLast(p => isNumber(p[1]))
  const label = (name: string, points: Points) =>
    look.width < narrowest
      ? displayName(name)
      : `${displayName(name)} ${skillOf(end(points)?.[1] ?? NaN)}`
  const texts = [...curves.map(c => label(c.name, c.points)), 'Persistence']
  const margins = {
    left: leftFor(scale, format),
    right: gutterFor(texts, look.width),
    top: 12,
    bottom: 26,
  }
  const plot = makePlot(look, margins, { min: first, max: last }, scale)
  const styleP = persistenceStyle(look.theme)
  const lines = curves.flatMap(c => {
    const style = styles[c.name]
    return style === undefined ? [] : [{ ...c, style }]
  })
  return {
    ...baseOption(look),
    grid: gridOf(margins),
    tooltip: makeTooltip(look, i => ({
      head: `epoch ${formatCount(lines[0]?.points[i]?.[0] ?? 0)}`,
      rows: [
        ['0', 'Persistence'],
        ...lines.map(
          c => [formatSkill((c.points[i]?.[1] ?? NaN) / 100), displayName(c.name)] as const
        ),
      ],
    })),
    xAxis: epochAxis(first, last, look, look.width - margins.left - margins.right),
    yAxis: valueAxis(scale, look, format),
    series: [
      ...lines.map(c =>
        makeLine(displayName(c.name), c.style, alongEdge(c.points, scale), {
          id: `skill ${c.name}`,
          lineStyle: { width: 1.5 },
          clip: true,
        })
      ),
      makeLine(
        'Persistence',
        styleP,
        [
          [first, 0],
          [last, 0],
        ],
        { id: 'persistence', z: depth.persistence }
      ),
    ],
    graphic: [
      ...makeRangeBands(plot, bands),
      ...makeEndLabels(plot, [
        ...lines.map(c => ({
          x: end(c.points)?.[0] ?? 0,
          y: end(c.points)?.[1] ?? null,
          text: label(c.name, c.points),
          style: c.style,
        })),
        { x: last, y: 0, text: 'Persistence', style: styleP },
      ]),
    ] as EChartsOption['graphic'] & object,
  }
}

const skillOf = (percent: number): string =>
  percent < -99_999 ? `below ${formatSkill(-99.99)}` : formatSkill(percent / 100)

type Points = readonly (readonly [number, number | null])[]

/** Skill in per cent, from epoch `first` on. */
function skillPoints(data: LossInput, name: string, first: number, most: number): Points {
  const level = data.persistenceLoss[data.watched]
  const losses = data.losses[name]
  if (losses === undefined || !isNumber(level) || level <= 0) return []
  const values = losses[data.watched]
  const skills = new Float64Array(values.length)
  for (let i = 0; i < skills.length; i++) {
    const v = values[i]
    skills[i] = isNumber(v) ? 100 * (1 - v / level) : NaN
  }
  return thinIndices(skills, most)
    .map(i => [losses.epoch[i] ?? 0, gap(skills[i])] as const)
    .filter(p => p[0] >= first)
}

/** The largest loss is the lowest skill. */
function skillBands(
  data: LossInput,
  from: number,
  styles: ReturnType<typeof modelStyles>
): RangeBand[] {
  const level = data.persistenceLoss[data.watched]
  if (!isNumber(level) || level <= 0) return []
  const skills = (values: Numbers) => values.map(v => (isNumber(v) ? 100 * (1 - v / level) : null))
  return Object.entries(data.ranges?.losses ?? {}).flatMap(([name, { low, high }]) => {
    const epochs = Array.from(data.losses[name]?.epoch ?? [])
    const first = epochs.findIndex(epoch => epoch >= from)
    const style = styles[name]
    if (style === undefined || first < 0) return []
    const cut = (values: Numbers) => skills(values).slice(first)
    return [{ name, color: style.color, x: epochs.slice(first), low: cut(high), high: cut(low) }]
  })
}

/** In per cent; below it a network has blown up, and would flatten all others. */
const lowest = -2000

/** Holds each curve's better nine tenths and its end, and a little above persistence. */
function skillScale(curves: readonly Numbers[]) {
  const bounds = curves.flatMap(values => {
    const sorted = values.filter(isNumber).sort((a, b) => a - b)
    return [sorted[Math.floor(sorted.length * 0.15)], sorted.at(-1), values.findLast(isNumber)]
  })
  const held = bounds.filter(isNumber).map(v => Math.max(v, lowest))
  const low = Math.min(0, ...held)
  return niceScale([...held, 0, Math.max(2, -low * 0.08)], 6)
}

/** The chart in words. */
export function describeSkill(data: LossInput): string {
  const level = data.persistenceLoss[data.watched]
  const ends = data.models.map(m => {
    const values = data.losses[m.name]?.[data.watched] ?? []
    const last = values[lastNumberAt(values)]
    const skill = isNumber(last) && isNumber(level) ? formatSkill(1 - last / level) : 'no number'
    return `${displayName(m.name)} ${skill}`
  })
  return `Skill on ${data.watched} by epoch, 1 \u2212 loss / loss of persistence; persistence is 0. At the end: ${ends.join('; ')}.${rangeWords(data.ranges, 'losses')}`
}

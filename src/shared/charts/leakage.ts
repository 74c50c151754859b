import type { EChartsOption } from 'echarts'
import { violationMark } from '../lab/leakage-words.ts'
import type { LeakageMap, LeakageStage } from '../lab-wire.ts'
import { formatDate } from './format.ts'
import { axisText, baseOption, dateAxis, gridOf, type Look } from './frame.ts'
import { partBands, partSpans } from './parts.ts'
import { makeTooltip } from './tooltip.ts'

type Shown = Pick<LeakageMap, 'dates' | 'split' | 'stages' | 'violations' | 'sentence'>

const rowHeight = 23
const margins = { right: 16, top: 24, bottom: 26 }

/** As high as it has stages. */
export const leakageHeight = ({ stages }: Pick<Shown, 'stages'>): number =>
  margins.top + margins.bottom + rowHeight * stages.length

/**
 * Stages as rows over the run's days, the parts behind: a bar where a stage read, an upright where
 * it has to end, and in the colour of failure what lies beyond it.
 */
export function makeLeakage(map: Shown, look: Look): EChartsOption {
  const { dates, split, stages } = map
  const names = stages.map(stage => rowName(stage, map))
  const left = 20 + Math.ceil(5.7 * Math.max(...names.map(name => name.length)))
  const across = look.width - left - margins.right
  const perDay = across / Math.max(1, dates.length - 1)
  return {
    ...baseOption(look),
    grid: gridOf({ ...margins, left }),
    tooltip: makeTooltip(look, day => readersOf(map, day)),
    xAxis: dateAxis(dates, { start: 0, end: dates.length - 1 }, look, across),
    yAxis: {
      type: 'category',
      data: names,
      inverse: true,
      axisLine: { show: false },
      axisTick: { show: false },
      axisLabel: { ...axisText(look.theme), color: look.theme.ink2, interval: 0 },
      splitLine: { show: true, interval: 0, lineStyle: { color: look.theme.line2, width: 1 } },
    },
    series: [
      dayLine(dates.length, namedAbove(partBands(partSpans(split, dates), look.theme, { perDay }))),
      ...stages.flatMap((stage, row) => barsOf(stage, row, map, look)),
      limitMarks(map, look),
    ],
  }
}

/** Names above the rows, where no bar hides them. */
const namedAbove = ({ data, ...area }: ReturnType<typeof partBands>) => ({
  ...area,
  data: data.map(([from, to]) => [
    { ...from, label: { ...from.label, position: 'top' as const, distance: 6 } },
    to,
  ]),
})

const rowName = ({ id, name }: LeakageStage, { violations }: Pick<Shown, 'violations'>) =>
  violations.some(({ stage }) => stage === id) ? `${violationMark} ${name}` : name

/** Unseen: it has every day, so that a pointer finds one, and carries the bands. */
const dayLine = (days: number, markArea: object) => ({
  type: 'line' as const,
  id: 'days',
  data: Array.from({ length: days }, (_, day) => [day, 0]),
  symbol: 'none',
  lineStyle: { opacity: 0 },
  silent: true,
  markArea,
})

/** A stage's days, cut in two where its limit lies within them. */
function barsOf(stage: LeakageStage, row: number, { dates }: Shown, look: Look) {
  const limit = dates.indexOf(stage.limit)
  const late = stage.rows.filter(({ end }) => end - 1 > limit)
  // what was read unseen is known by its last day only
  const unseen =
    stage.reach === null ? [] : [{ start: limit + 1, end: dates.indexOf(stage.reach) + 1 }]
  const beyond = (late.length > 0 ? late : unseen).map(({ start, end }) => ({
    start: Math.max(start, limit + 1),
    end,
  }))
  const within = stage.rows
    .filter(({ start }) => start <= limit)
    .map(({ start, end }) => ({ start, end: Math.min(end, limit + 1) }))
  const { ink2, bad } = look.theme
  return [
    ...within.map(({ start, end }, k) => bar(`${stage.id}-${k}`, { start, end, row }, ink2)),
    ...beyond.map(({ start, end }, k) => bar(`${stage.id}-late-${k}`, { start, end, row }, bad)),
  ]
}

interface Stretch {
  readonly start: number
  readonly end: number
  readonly row: number
}

/** A single day is shown as a mark: a line from it to itself has no length. */
const bar = (id: string, { start, end, row }: Stretch, color: string) => ({
  type: 'line' as const,
  id,
  data: [
    [start, row],
    [end - 1, row],
  ],
  symbol: end - start === 1 ? 'rect' : 'none',
  symbolSize: [3, 9],
  itemStyle: { color, opacity: 1 },
  lineStyle: { color, width: 9, cap: 'butt' as const },
  showAllSymbol: true,
  silent: true,
  emphasis: { disabled: true },
})

/** Where each stage has to end, unless it may see every day. */
const limitMarks = ({ stages, dates }: Shown, { theme }: Look) => ({
  type: 'scatter' as const,
  id: 'limits',
  data: stages.flatMap(({ limit }, row) => {
    const at = dates.indexOf(limit)
    return at === dates.length - 1 ? [] : [[at, row]]
  }),
  symbol: 'rect',
  symbolSize: [2, 17],
  itemStyle: { color: theme.focus, opacity: 1 },
  silent: true,
  z: 5,
})

function readersOf({ stages, dates }: Shown, day: number) {
  const date = dates[day]
  if (date === undefined) return null
  const readers = stages.filter(({ rows }) => rows.some(r => day >= r.start && day < r.end))
  return {
    head: formatDate(date),
    rows: readers.map(({ name }) => ['read by', name.replace(', ', ': ')] as const),
  }
}

/** The chart in words. */
export function describeLeakage({ stages, dates, sentence }: Shown): string {
  const rows = stages.map(({ name, first, last }) =>
    first === null || last === null ? name : `${name}: ${formatDate(first)} to ${formatDate(last)}`
  )
  return `Which of ${dates.length} days each stage read. ${sentence} ${rows.join('; ')}.`
}

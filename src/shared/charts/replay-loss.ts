import type { EChartsOption } from 'echarts'
import { gutterFor, makeEndLabels } from './end-labels.ts'
import { displayName, formatCount, formatNumber, formatPower, gap, isNumber } from './format.ts'
import { baseOption, countAxis, gridOf, isNarrow, type Look, logAxis, makePlot } from './frame.ts'
import { depth, makeLine } from './lines.ts'
import type { ReplayInput } from './replay-data.ts'
import { actualStyle, modelStyles, persistenceStyle } from './theme.ts'
import { logTicks, roundLog } from './ticks.ts'
import { makeTooltip } from './tooltip.ts'

type Points = readonly (readonly [number, number | null])[]

/** Loss by epoch, both on log axes as the kept epochs are, with a marker at one of them. */
export function makeReplayLoss(input: ReplayInput, at: number, look: Look): EChartsOption {
  const { replay, training } = input
  const style = modelStyles(look.theme, input.models)[replay.model] ?? actualStyle(look.theme)
  const lines = linesOf(input)
  const level = levelOf(input)
  const end = Math.max(10, training.losses.epoch.at(-1) ?? 10)
  const ticks = lossTicks(lines, level)
  const format = (v: number) => formatNumber(v / 10 ** exponentOf(level), 3)
  const labels = labelsOf(input, lines, level, look, format)
  const margins = {
    left: 46,
    right: gutterFor(
      labels.map(l => l.text),
      look.width
    ),
    top: 12,
    bottom: 26,
  }
  const [min, max] = [ticks[0] ?? 0.1, ticks.at(-1) ?? 1]
  const plot = makePlot(look, margins, { min: 0, max: Math.log10(end) }, { min, max, log: true })
  const dashed = persistenceStyle(look.theme)
  const strong = lines.watched.some(([, v]) => v !== null) ? lines.watched : lines.train
  return {
    ...baseOption(look),
    grid: gridOf(margins),
    tooltip: makeTooltip(look, i => readingAt(input, lines, i, level, format)),
    xAxis: logEpochAxis(end, look),
    yAxis: logAxis(ticks, look, v => String(Number((v / 10 ** exponentOf(level)).toPrecision(3)))),
    series: [
      makeLine('Train', style, lines.train, {
        id: 'train',
        z: depth.faint,
        lineStyle: { width: 1, opacity: strong === lines.train ? 1 : 0.45, type: 'solid' },
      }),
      makeLine(displayName(replay.model), style, lines.watched, {
        id: 'watched',
        lineStyle: { width: 1.75 },
      }),
      makeLine(
        'Persistence',
        dashed,
        [
          [1, level],
          [end, level],
        ],
        { id: 'persistence', z: depth.persistence }
      ),
      ...markers(input, at, strong, style.color, look),
    ],
    graphic: makeEndLabels(plot, labels) as EChartsOption['graphic'] & object,
  }
}

/** `MSE × 10⁻⁴ by epoch, log axes.` */
export function captionReplayLoss(input: ReplayInput): string {
  const exponent = exponentOf(levelOf(input))
  const unit = exponent === 0 ? 'MSE' : `MSE \u00d7 ${formatPower(exponent)}`
  const watched = input.training.phase === 'train' ? `; strong line ${input.replay.watched}` : ''
  return `${unit} by epoch, log axes${watched}; ring: the weights that were kept`
}

const levelOf = ({ training: { persistenceLoss, phase } }: ReplayInput): number | null =>
  gap(phase === 'train' ? persistenceLoss.watched : persistenceLoss.train)

function exponentOf(level: number | null): number {
  if (level === null || level <= 0) return 0
  const exponent = Math.floor(Math.log10(level))
  return Math.abs(exponent) < 2 ? 0 : exponent
}

function linesOf({ training: { losses } }: ReplayInput): { train: Points; watched: Points } {
  const points = (values: readonly number[]) =>
    losses.epoch.map((epoch, i) => {
      const v = gap(values[i])
      return [epoch, v !== null && v > 0 ? v : null] as const
    })
  return { train: points(losses.train), watched: points(losses.watched) }
}

const mostDecades = 6

/** All of both curves: how far a loss falls is what a replay shows. */
function lossTicks(lines: { train: Points; watched: Points }, level: number | null): number[] {
  const values = [...lines.train, ...lines.watched].map(p => p[1]).filter(isNumber)
  if (level !== null && level > 0) values.push(level)
  if (values.length === 0) return logTicks(0.1, 1)
  const low = values.reduce((a, b) => Math.min(a, b))
  const high = Math.min(
    low * 10 ** mostDecades,
    values.reduce((a, b) => Math.max(a, b))
  )
  // whole decades where there are many: an edge between them would stand on the next one's label
  if (high / low > 1000)
    return logTicks(10 ** Math.floor(Math.log10(low)), 10 ** Math.ceil(Math.log10(high)))
  return logTicks(roundLog(low * 0.9, 'down'), roundLog(Math.max(high, low * 3), 'up'))
}

const decades = [1, 10, 100, 1000, 10_000, 100_000, 1_000_000]

/** Epochs on a log axis: decades, and the last one. */
export function logEpochAxis(end: number, look: Look) {
  const inner = decades.filter(tick => tick < end / 1.6)
  const axis = countAxis(1, end, [...inner, end], look, v => formatCount(Math.round(v)))
  return { ...axis, type: 'log' as const }
}

function labelsOf(
  { replay, training, models }: ReplayInput,
  lines: { train: Points; watched: Points },
  level: number | null,
  look: Look,
  format: (v: number) => string
) {
  const style = modelStyles(look.theme, models)[replay.model] ?? actualStyle(look.theme)
  const text = (name: string, v: number | null) =>
    isNarrow(look) || v === null ? name : `${name}  ${format(v)}`
  const line = training.phase === 'train' ? lines.watched : lines.train
  const end = line.findLast(([, v]) => v !== null)
  return [
    {
      x: Math.log10(end?.[0] ?? 1),
      y: end?.[1] ?? null,
      text: text(displayName(replay.model), end?.[1] ?? null),
      style,
    },
    {
      x: Math.log10(training.losses.epoch.at(-1) ?? 1),
      y: level,
      text: text('Persistence', level),
      style: persistenceStyle(look.theme),
    },
  ]
}

/** An upright and a dot at the epoch that is shown, a ring at the one whose weights were kept. */
function markers(input: ReplayInput, at: number, line: Points, color: string, { theme }: Look) {
  const { frames, chosen } = input.training
  const pointOf = (frame: number | null) => {
    const epoch = frames[frame ?? -1]?.epoch
    const found = line.find(point => point[0] === epoch) ?? line.findLast(([e]) => e < (epoch ?? 0))
    return epoch === undefined || found === undefined || found[1] === null
      ? []
      : [[epoch, found[1]]]
  }
  const epoch = frames[at]?.epoch ?? 1
  const dots = { type: 'scatter' as const, silent: true, animation: false, symbol: 'circle' }
  return [
    {
      ...dots,
      id: 'chosen',
      data: pointOf(chosen),
      symbolSize: 11,
      z: 8,
      itemStyle: { color: theme.panel, borderColor: color, borderWidth: 1.75 },
    },
    {
      ...dots,
      id: 'marker',
      data: pointOf(at),
      symbolSize: 7,
      z: 9,
      itemStyle: { color: theme.ink },
      markLine: {
        silent: true,
        animation: false,
        symbol: 'none',
        data: [{ xAxis: epoch }],
        lineStyle: { color: theme.ink, width: 1, type: 'solid' as const },
        label: { show: false },
      },
    },
  ]
}

function readingAt(
  { replay, training }: ReplayInput,
  lines: { train: Points; watched: Points },
  i: number,
  level: number | null,
  format: (v: number) => string
) {
  const rows = [
    [level === null ? '\u2013' : format(level), 'Persistence'] as const,
    ...(training.phase === 'train'
      ? [[format(lines.watched[i]?.[1] ?? Number.NaN), replay.watched] as const]
      : []),
    [format(lines.train[i]?.[1] ?? Number.NaN), 'train'] as const,
  ]
  return { head: `epoch ${formatCount(lines.train[i]?.[0] ?? 0)}`, rows }
}

/** The chart in words. */
export function describeReplayLoss(input: ReplayInput, at: number): string {
  const { replay, training } = input
  const frame = training.frames[at]
  const level = levelOf(input)
  const part = training.phase === 'train' ? replay.watched : 'train'
  const now = training.phase === 'train' ? frame?.watched : frame?.train
  return `Loss of ${displayName(replay.model)} by epoch on log axes over ${formatCount(training.losses.epoch.at(-1) ?? 0)} epochs. Persistence, the dashed line, stands at ${isNumber(level) ? level.toPrecision(4) : 'no number'} on ${part}. The marker stands at epoch ${formatCount(frame?.epoch ?? 0)}, ${part} loss ${isNumber(now) ? now.toPrecision(4) : 'no number'}.`
}

import type { EChartsOption } from 'echarts'
import { listWords } from '../lab/words.ts'
import type { ChartLosses, ChartRange, Numbers } from './chart-data.ts'
import { gutterFor, makeEndLabels } from './end-labels.ts'
import { formatCount, formatNumber, formatPower, isNumber } from './format.ts'
import { baseOption, gridOf, type Look, logAxis, makePlot } from './frame.ts'
import { depth, makeLine } from './lines.ts'
import { epochAxis } from './loss.ts'
import { bandValues, makeRangeBands, type RangeBand } from './range-bands.ts'
import { type ChartTheme, persistenceStyle, type SeriesStyle } from './theme.ts'
import { thinIndices } from './thin.ts'
import { logTicks, roundLog } from './ticks.ts'
import { makeTooltip } from './tooltip.ts'

/** One run's curve of one network, on the part that was watched. */
export interface RunLoss {
  /** `A`, `B`, … */
  readonly letter: string
  /** What sets it apart, after the letter. */
  readonly label: string
  readonly losses: ChartLosses
  readonly watched: 'validation' | 'test'
  /** Persistence's loss on that part. */
  readonly persistence: number | null
  /** `losses` are medians over so many seeds, and these their lowest and highest watched losses. */
  readonly seeds?: { readonly count: number; readonly range: ChartRange } | null
}

const dashes: readonly (readonly number[])[] = [
  [],
  [2, 2.5],
  [9, 3],
  [7, 2.5, 1.5, 2.5],
  [14, 3, 2, 3],
]

/** Of two runs both are ink: hue means which network, dash here which run. */
export const runStyle = (theme: ChartTheme, k: number): SeriesStyle => ({
  color: theme.ink,
  dash: dashes[k % dashes.length] ?? [],
  width: 1.75,
  marker: null,
})

interface Curve {
  readonly run: RunLoss
  readonly style: SeriesStyle
  readonly points: readonly (readonly [number, number | null])[]
  readonly end: readonly [number, number] | null
}

/** Losses of several runs on a log axis, persistence dashed; one such line when all runs share it. */
export function makeRunLosses(runs: readonly RunLoss[], look: Look): EChartsOption {
  const curves = runs.map((run, k) => curveOf(run, runStyle(look.theme, k)))
  const exponent = exponentOf(runs)
  const format = (v: number) => formatNumber(v / 10 ** exponent, 3)
  const epochs = Math.max(1, ...runs.map(run => run.losses.epoch.at(-1) ?? 1))
  const levels = levelsOf(runs)
  const labels = [
    ...curves.map(c => ({
      x: c.end?.[0] ?? 0,
      y: c.end?.[1] ?? null,
      text: `${nameOf(c.run)}  ${c.end === null ? 'no number' : format(c.end[1])}`,
      style: { color: c.style.color },
    })),
    ...levels.map(({ name, level }) => ({
      x: epochs,
      y: level,
      text: `${name}  ${format(level)}`,
      style: { color: look.theme.persistence },
    })),
  ]
  const bands = curves.flatMap(bandOf)
  const ticks = ticksOf(
    curves,
    bands,
    levels.map(l => l.level)
  )
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
  const plot = makePlot(look, margins, { min: 0, max: epochs }, { min, max, log: true })
  return {
    ...baseOption(look),
    grid: gridOf(margins),
    tooltip: tooltipOf(runs, curves, look, format),
    xAxis: epochAxis(0, epochs, look, look.width - margins.left - margins.right),
    yAxis: logAxis(ticks, look, v => String(Number((v / 10 ** exponent).toPrecision(3)))),
    series: [
      ...curves.map(c => makeLine(nameOf(c.run), c.style, c.points, { clip: true })),
      ...levels.map(({ name, level }) =>
        makeLine(
          name,
          persistenceStyle(look.theme),
          [
            [0, level],
            [epochs, level],
          ],
          {
            z: depth.persistence,
          }
        )
      ),
    ],
    graphic: [
      ...makeRangeBands(plot, bands),
      ...makeEndLabels(plot, labels),
    ] as EChartsOption['graphic'] & object,
  }
}

/** Losses as multiples of persistence's, for runs whose losses have no common scale; persistence is 1. */
export const relativeLosses = (runs: readonly RunLoss[]): RunLoss[] =>
  runs.map(run => {
    const level = isNumber(run.persistence) && run.persistence > 0 ? run.persistence : Number.NaN
    const share = (values: Numbers) => values.map(v => (isNumber(v) ? v / level : null))
    const { epoch, train, validation, test } = run.losses
    const losses = { epoch, train: share(train), validation: share(validation), test: share(test) }
    const seeds = run.seeds
      ? {
          ...run.seeds,
          range: { low: share(run.seeds.range.low), high: share(run.seeds.range.high) },
        }
      : null
    return { ...run, losses, seeds, persistence: Number.isNaN(level) ? null : 1 }
  })

const nameOf = ({ letter, label }: RunLoss) => (label === '' ? letter : `${letter}, ${label}`)

const mostPoints = 1400

function curveOf(run: RunLoss, style: SeriesStyle): Curve {
  const values = run.losses[run.watched].map(v => (isNumber(v) && v > 0 ? v : null))
  const points = thinIndices(values, mostPoints).map(
    i => [run.losses.epoch[i] ?? 0, values[i] ?? null] as const
  )
  const end = points.findLast(([, v]) => v !== null)
  return { run, style, points, end: end === undefined ? null : [end[0], end[1] ?? 0] }
}

/** All are ink, and two may lie one over the other: fainter than those of networks. */
const bandOf = ({ run, style }: Curve): RangeBand[] =>
  run.seeds
    ? [
        {
          name: run.letter,
          color: style.color,
          x: run.losses.epoch,
          ...run.seeds.range,
          opacity: 0.1,
        },
      ]
    : []

/** One line for all runs that share persistence's loss, else one for each. */
function levelsOf(runs: readonly RunLoss[]): { name: string; level: number }[] {
  const known = runs.flatMap(({ letter, persistence }) =>
    isNumber(persistence) && persistence > 0 ? [{ letter, level: persistence }] : []
  )
  const [first] = known
  if (first === undefined) return []
  const isShared = known.every(k => Math.abs(k.level / first.level - 1) < 1e-9)
  return isShared && known.length === runs.length
    ? [{ name: 'Persistence', level: first.level }]
    : known.map(({ letter, level }) => ({ name: `Persistence, ${letter}`, level }))
}

function exponentOf(runs: readonly RunLoss[]): number {
  const level = levelsOf(runs)[0]?.level
  const exponent = level === undefined ? 0 : Math.floor(Math.log10(level))
  return Math.abs(exponent) < 2 ? 0 : exponent
}

/** `MSE × 10⁻⁴, log axis`, and what is of several seeds. */
export function captionRunLosses(runs: readonly RunLoss[]): string {
  const exponent = exponentOf(runs)
  return `MSE${exponent === 0 ? '' : ` \u00d7 ${formatPower(exponent)}`}, log axis${seedsCaption(runs)}`
}

/** `; A and B: median and range of seeds`; nothing where each has one seed. */
export function seedsCaption(runs: readonly RunLoss[]): string {
  const letters = runs.filter(run => run.seeds).map(run => run.letter)
  return letters.length === 0 ? '' : `; ${listWords(letters)}: median and range of seeds`
}

/** From below all to 30 × persistence, as the loss of one run is drawn. */
function ticksOf(
  curves: readonly Curve[],
  bands: readonly RangeBand[],
  levels: readonly number[]
): number[] {
  const edges = bandValues(bands).filter(v => isNumber(v) && v > 0)
  const drawn = [...curves.flatMap(c => c.points.map(p => p[1])), ...edges].filter(isNumber)
  const values = [...drawn, ...levels]
  if (values.length === 0) return logTicks(0.1, 1)
  const low = values.reduce((a, b) => Math.min(a, b))
  const high = values.reduce((a, b) => Math.max(a, b))
  const ends = curves.map(c => 2 * (c.end?.[1] ?? 0))
  const top = Math.min(high, Math.max(30 * Math.max(low, ...levels), ...ends))
  return logTicks(roundLog(low * 0.9, 'down'), roundLog(Math.max(top, low * 3), 'up'))
}

function tooltipOf(
  runs: readonly RunLoss[],
  curves: readonly Curve[],
  look: Look,
  format: (v: number) => string
) {
  const epochOf = (i: number) => curves[0]?.points[i]?.[0] ?? 0
  return makeTooltip(look, i => ({
    head: `epoch ${formatCount(epochOf(i))}`,
    rows: [
      ...levelsOf(runs).map(({ name, level }) => [format(level), name] as const),
      ...runs.map(run => {
        return [format(lossAt(run, epochOf(i)) ?? Number.NaN), nameOf(run)] as const
      }),
    ],
  }))
}

/** At an epoch; of a run on a coarser grid the last value before it, null beyond its end. */
export function lossAt({ losses, watched }: RunLoss, epoch: number): number | null {
  const { epoch: epochs } = losses
  if (epoch > (epochs.at(-1) ?? 0)) return null
  return losses[watched][epochs.findLastIndex(each => each <= epoch)] ?? null
}

/** The chart in words. */
export function describeRunLosses(runs: readonly RunLoss[]): string {
  const ends = runs.map(run => {
    const last = run.losses[run.watched].findLast(isNumber)
    return `${nameOf(run)} ${isNumber(last) ? last.toPrecision(4) : 'no number'} (${run.watched})`
  })
  const levels = levelsOf(runs).map(({ name, level }) => `${name} ${level.toPrecision(4)}`)
  return `Loss by epoch of ${runs.length} runs on a log axis. At the end: ${ends.join('; ')}. ${levels.join('; ')}.${seedsWords(runs)}`
}

/** What a line and its band are, for those who cannot see them. */
function seedsWords(runs: readonly RunLoss[]): string {
  return runs
    .flatMap(({ letter, seeds }) =>
      seeds
        ? [
            ` ${letter}\u2019s line is the median over ${seeds.count} seeds, its band reaches from the lowest to the highest.`,
          ]
        : []
    )
    .join('')
}

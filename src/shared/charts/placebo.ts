import type { EChartsOption } from 'echarts'
import { type Bins, binOf, makeBins, placeInBins } from '../lab/histogram.ts'
import type { PlaceboNetwork, PlaceboResults } from '../studies/placebo.ts'
import { displayName, formatSkill, isNumber } from './format.ts'
import { baseOption, countAxis, gridOf, isNarrow, type Look, makePlot, valueAxis } from './frame.ts'
import { depth, makeLine } from './lines.ts'
import { chartFont, modelStyles, persistenceStyle, type SeriesStyle } from './theme.ts'
import { niceScale } from './ticks.ts'
import { makeTooltip } from './tooltip.ts'

export type PlaceboInput = Pick<PlaceboResults, 'networks' | 'copies'>

const margins = { left: 40, right: 30, top: 44, bottom: 44 }

interface Spread {
  readonly network: PlaceboNetwork
  readonly bins: Bins
  /** Copies by bin: those that do worse than the real series, and the others. */
  readonly worse: readonly number[]
  readonly asGood: readonly number[]
}

function spreadOf({ networks, copies }: PlaceboInput, model: string): Spread | null {
  const network = networks.find(one => one.model === model)
  if (network === undefined) return null
  const skills = copies.flatMap(({ skill }) => skill[model] ?? [])
  const reach = isNumber(network.real) ? [0, network.real] : [0]
  const bins = makeBins(skills, { reach, most: mostBins(skills.length) })
  const isAsGood = (skill: number) => isNumber(network.real) && skill >= network.real
  const count = (chosen: readonly number[]) =>
    bins.counts.map((_, k) => chosen.filter(skill => binOf(bins, skill) === k).length)
  const asGood = count(skills.filter(isAsGood))
  return { network, bins, asGood, worse: bins.counts.map((all, k) => all - asGood[k]!) }
}

/** As many as some dozen copies fill, and as a wide drawing shows. */
const mostBins = (copies: number) => Math.min(40, Math.max(14, Math.round(3 * Math.sqrt(copies))))

/**
 * How one network's skill spreads over the copies: bars, stronger where at least as good as the real
 * series; the real series and persistence, at 0, as uprights.
 */
export function makePlacebo(data: PlaceboInput, model: string, look: Look): EChartsOption {
  const spread = spreadOf(data, model)
  if (spread === null) return baseOption(look)
  const { network, bins } = spread
  const most = Math.max(1, ...bins.counts)
  const scale = niceScale([0, most], 3)
  const heights = { ...scale, interval: Math.max(1, Math.ceil(scale.interval)) }
  const real = modelStyles(look.theme, data.networks.map(refOf))[model]!
  const plot = makePlot(look, margins, { min: 0, max: bins.counts.length }, heights)
  const upright = (name: string, style: SeriesStyle, skill: number, z: number) =>
    makeLine(
      name,
      style,
      [
        [placeInBins(bins, skill), 0],
        [placeInBins(bins, skill), heights.max],
      ],
      { xAxisIndex: 1, z }
    )
  return {
    ...baseOption(look),
    grid: gridOf(margins),
    tooltip: makeTooltip(look, k => readBin(spread, k)),
    xAxis: [
      { type: 'category', data: bins.counts.map((_, k) => k), show: false },
      { ...skillAxis(bins, look), position: 'bottom' },
    ],
    yAxis: valueAxis(heights, look, v => String(v)),
    series: [
      bars('Worse than the real series', spread.worse, look.theme.bar),
      bars('At least as good', spread.asGood, look.theme.ink3),
      upright('Persistence', persistenceStyle(look.theme), 0, depth.persistence),
      ...(isNumber(network.real)
        ? [upright(displayName(model), real, network.real, depth.model)]
        : []),
    ],
    graphic: notes(spread, plot.px, real.color, look) as EChartsOption['graphic'] & object,
  }
}

const refOf = ({ model, cell }: PlaceboNetwork) => ({ name: model, cell })

const bars = (name: string, data: readonly number[], color: string) => ({
  type: 'bar' as const,
  name,
  stack: 'copies',
  data: [...data],
  silent: true,
  barCategoryGap: '12%',
  itemStyle: { color },
})

/** Skill at the edges of bins, 0 among them, as many labels as there is room for. */
function skillAxis(bins: Bins, look: Look) {
  const count = bins.counts.length
  const across = look.width - margins.left - margins.right
  const every = [1, 2, 5, 10, 20].find(step => (across / count) * step >= 58) ?? 40
  const edges = Array.from({ length: count + 1 }, (_, k) => k)
  const ticks = edges.filter(k => (bins.first + k) % every === 0)
  return {
    ...countAxis(0, count, ticks, look, k => edgeText(bins, k)),
    name: 'one-step skill',
    nameLocation: 'middle' as const,
    nameGap: 26,
    nameTextStyle: { color: look.theme.ink3, fontSize: 11, fontFamily: chartFont },
    axisPointer: { show: false },
  }
}

/** `−2 %`, with the decimals that tell one edge from the next. */
function edgeText({ first, step }: Bins, k: number): string {
  const decimals = Math.max(0, -Math.floor(Math.log10(100 * step) + 1e-9))
  return formatSkill((first + k) * step, decimals)
}

function readBin({ bins, worse, asGood }: Spread, k: number) {
  const all = bins.counts[k] ?? 0
  const edge = bins.isOpen && k === 0 ? 'below' : `${edgeText(bins, k)} to`
  return {
    head: `${edge} ${edgeText(bins, k + 1)}`,
    rows: [
      [String(all), all === 1 ? 'copy' : 'copies'],
      ...((worse[k] ?? 0) < all
        ? [[String(asGood[k]), 'at least as good as the real series'] as const]
        : []),
    ] as [string, string][],
  }
}

/** Names over the uprights, each on the side away from the other. */
function notes({ network, bins }: Spread, px: (x: number) => number, color: string, look: Look) {
  const zero = px(placeInBins(bins, 0))
  const { real, model } = network
  const own = isNumber(real) ? px(placeInBins(bins, real)) : null
  const name = `${displayName(model)} ${isNarrow(look) ? '' : 'on the real series '}${formatSkill(real)}`
  const far = bins.isOpen ? [noteAt('far-below', 'far below', px(0), look.theme.ink3, 'right')] : []
  return [
    ...far,
    noteAt('persistence', 'persistence', zero, look.theme.persistence, sideOf(zero, own, look)),
    ...(own === null ? [] : [noteAt('real', name, own, color, sideOf(own, zero - 0.5, look), 12)]),
  ]
}

/** Which way a name reads: away from the other upright, and never out of the drawing. */
function sideOf(x: number, other: number | null, look: Look): 'left' | 'right' {
  const room = 170
  if (x < margins.left + room) return 'right'
  if (x > look.width - room) return 'left'
  return other !== null && x < other ? 'left' : 'right'
}

const noteAt = (
  id: string,
  text: string,
  x: number,
  fill: string,
  side: 'left' | 'right',
  y = 30
) => ({
  id: `placebo-${id}`,
  type: 'text',
  silent: true,
  x: Math.round(x + (side === 'left' ? -6 : 6)),
  y,
  style: {
    text,
    fill,
    font: `600 11px ${chartFont}`,
    align: side === 'left' ? 'right' : 'left',
    verticalAlign: 'middle',
  },
  z: 90,
})

/** The chart in words. */
export function describePlacebo(data: PlaceboInput, model: string): string {
  const spread = spreadOf(data, model)
  if (spread === null) return ''
  const { network, bins } = spread
  const fullest = bins.counts.indexOf(Math.max(...bins.counts))
  const most =
    bins.counts.length === 0
      ? ''
      : ` Most are between ${edgeText(bins, fullest)} and ${edgeText(bins, fullest + 1)}.`
  return `Histogram of the one-step skill of ${displayName(model)} on ${network.copies} copies; persistence is at 0.${most} On the real series it is ${formatSkill(network.real)}; ${network.asGood} copies are at least as good.`
}

/** The skills behind it: a row for each copy, the real series first; persistence is 0 by definition. */
export function placeboTable({ networks, copies }: PlaceboInput) {
  const models = networks.map(({ model }) => model)
  return {
    columns: ['copy', 'seed', 'persistence', ...models],
    rows: [
      ['real', null, 0, ...networks.map(({ real }) => real)],
      ...copies.map(({ copy, seed, skill }) => [
        copy,
        seed,
        0,
        ...models.map(model => skill[model] ?? null),
      ]),
    ] as (string | number | null)[][],
  }
}

/** After the chart's title. */
export function placeboCaption({ networks, part, days }: PlaceboResults, model: string): string {
  const network = networks.find(one => one.model === model)
  if (network === undefined) return ''
  const { hidden, layers, epochs, copies, asGood } = network
  const strong = asGood > 0 ? '; strong bars: at least as good as the real series' : ''
  return `${displayName(model)} ${hidden} × ${layers}, ${epochs} epochs, ${copies} copies, ${days} ${part} days${strong}`
}

/** Where each network falls, persistence first. */
export const placeboNetworkTable = ({ networks, part, days }: PlaceboResults) => ({
  columns: ['model', 'part', 'days', 'skill', 'at least as good', 'copies', 'p', 'p after Holm'],
  rows: [
    ['persistence', part, days, 0, null, null, null, null],
    ...networks.map(({ model, real, asGood, copies, p, adjustedP }) => [
      model,
      part,
      days,
      real,
      asGood,
      copies,
      p,
      adjustedP,
    ]),
  ] as (string | number | null)[][],
})

import type { LineSeriesOption } from 'echarts'
import type { BandShare } from '../bands.ts'
import type { PartRange } from '../results.ts'
import type { IsoDate } from '../types.ts'
import type { ChartModel, ChartPath, Numbers } from './chart-data.ts'
import type { EndLabel } from './end-labels.ts'
import { displayName, formatValue, gap, isNumber } from './format.ts'
import { isNarrow, type Look } from './frame.ts'
import { depth, makeLine } from './lines.ts'
import type { RangeBand } from './range-bands.ts'
import { driftStyle, lightTheme, modelStyles, persistenceStyle, type SeriesStyle } from './theme.ts'

/** A band from edge to edge, on the chart's own dates; null before the origin and where there is none. */
interface Edges {
  readonly low: Numbers
  readonly high: Numbers
}

/** The conformal bands of one forecaster around its path. */
export interface Fan {
  readonly name: string
  readonly style: SeriesStyle
  readonly edges: Readonly<Record<BandShare, Edges>>
}

/** The fan of the forecaster `name`, which begins with no width at row `at`; null where it has no bands. */
export function fanOf(
  path: ChartPath,
  name: string | undefined,
  { at, models, look }: { at: number; models: readonly ChartModel[]; look?: Look }
): Fan | null {
  if (name === undefined) return null
  const widths = path.bands?.[name]
  const centre = centreOf(path, name)
  if (widths === undefined || centre === undefined || !widths[80].some(isNumber)) return null
  const theme = look?.theme ?? lightTheme // words need none
  const base = name === 'drift' ? driftStyle(theme) : persistenceStyle(theme)
  const around = (own: Numbers, side: number): Numbers => [
    ...Array<null>(at).fill(null),
    path.persistence[0] ?? null,
    ...centre.map((value, k) => edge(value, own[k], side)),
  ]
  const edges = (own: Numbers) => ({ low: around(own, -1), high: around(own, 1) })
  return {
    name,
    style: modelStyles(theme, models)[name] ?? base,
    edges: { 80: edges(widths[80]), 95: edges(widths[95]) },
  }
}

const edge = (value: number | null, width: number | null | undefined, side: number) =>
  isNumber(value) && isNumber(width) ? value * Math.exp(side * width) : null

const centreOf = (path: ChartPath, name: string): Numbers | undefined =>
  name === 'persistence' ? path.persistence : name === 'drift' ? path.drift : path.models[name]

/** Two areas from the origin on, the narrow one darker by lying on the wide one. */
export const fanBands = (fan: Fan | null): RangeBand[] =>
  fan === null
    ? []
    : ([95, 80] as const).map(share => ({
        name: `${displayName(fan.name)}, ${share} %`,
        color: fan.style.color,
        x: fan.edges[share].low.map((_, row) => row),
        ...fan.edges[share],
      }))

/** `95 %` and `80 %` at the upper edges' ends. */
export function fanLabels(fan: Fan | null): EndLabel[] {
  if (fan === null) return []
  return ([95, 80] as const).flatMap(share => {
    const { high } = fan.edges[share]
    const x = high.findLastIndex(isNumber)
    return x < 0
      ? []
      : [{ x, y: high[x] ?? null, text: `${share} %`, style: { color: fan.style.color } }]
  })
}

/** What a tooltip says of the fan at a row. */
export function fanRows(fan: Fan | null, i: number): (readonly [string, string])[] {
  if (fan === null) return []
  return ([80, 95] as const).flatMap(share => {
    const { low, high } = fan.edges[share]
    return isNumber(low[i]) && isNumber(high[i]) && low[i] !== high[i]
      ? [
          [
            `${formatValue(low[i])} to ${formatValue(high[i])}`,
            `${displayName(fan.name)}, ${share} %`,
          ] as const,
        ]
      : []
  })
}

/** Quantiles of the normal law that leave 10 % and 2.5 % above. */
const normalQuantile = { 80: 1.2816, 95: 1.96 } as const

/**
 * Where 80 and 95 % of normal random walks from the origin would be: level · e^{±z σ √h}. Upper and lower
 * edges from row `at` on; none where there is no volatility.
 */
export function coneOf(path: ChartPath, sigma: number | null, at: number): Numbers[] {
  const level = gap(path.persistence[0])
  if (level === null || sigma === null) return []
  const side = (z: number) => [
    ...Array<null>(at).fill(null),
    ...[0, ...path.step].map(h => level * Math.exp(z * sigma * Math.sqrt(h))),
  ]
  const { 80: inner, 95: outer } = normalQuantile
  return [side(outer), side(-outer), side(inner), side(-inner)]
}

export const drawCone = (cone: readonly Numbers[], { theme }: Look): LineSeriesOption[] =>
  cone.map((edge, k) =>
    makeLine(`Persistence \u221ah, normal, ${k < 2 ? 95 : 80} %`, coneStyle(theme), edge, {
      z: depth.faint,
    })
  )

const coneStyle = (theme: Look['theme']): SeriesStyle => ({
  ...persistenceStyle(theme),
  dash: [2, 3],
  width: 1,
})

export const coneLabel = (cone: readonly Numbers[], look: Look): EndLabel[] =>
  cone.slice(0, 1).map(edge => ({
    x: edge.length - 1,
    y: edge.at(-1) ?? null,
    text: isNarrow(look) ? '\u221ah, 95 %' : 'normal \u221ah, 95 %',
    style: { color: look.theme.ink3 },
  }))

/** What a cone's width is taken from. */
export interface VolatilityInput {
  readonly series?: { readonly dates: readonly IsoDate[]; readonly price: Numbers }
  /** Its train part is counted alone; without a split all known days are. */
  readonly split?: readonly PartRange[]
}

/** Deviation of the daily log returns up to the last train day; null with fewer than two. */
export function dailyVolatility({ series, split }: VolatilityInput): number | null {
  if (series === undefined) return null
  const last = split?.find(({ part }) => part === 'train')?.last
  const end = last === undefined ? series.dates.length : series.dates.indexOf(last) + 1
  const prices = series.price.slice(0, end)
  const returns = prices
    .slice(1)
    .map((price, i) => Math.log((price ?? Number.NaN) / (prices[i] ?? Number.NaN)))
    .filter(isNumber)
  if (returns.length < 2) return null
  const mean = returns.reduce((a, b) => a + b, 0) / returns.length
  return Math.sqrt(returns.reduce((a, r) => a + (r - mean) ** 2, 0) / (returns.length - 1))
}

/** The fan in words, at the path's last step that has one; empty without. */
export function describeFan(fan: Fan | null): string {
  if (fan === null) return ''
  const last = fan.edges[95].low.findLastIndex(isNumber)
  const words = fanRows(fan, last).map(([range, name]) => `${name} ${range}`)
  return ` Bands from past errors: ${words.join('; ')}.`
}

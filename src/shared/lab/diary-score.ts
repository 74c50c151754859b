import type { IsoDate } from '../types.ts'
import { baselineNames } from './baselines.ts'
import { type Coverage, coverageOf } from './coverage.ts'
import { type FrozenForecast, lastKnown, pathNames } from './diary-entry.ts'
import { fewestApart } from './horizon-test.ts'

/** The series as it is known now: the price column that the forecast was made of. */
export interface KnownPrices {
  readonly dates: readonly IsoDate[]
  readonly prices: ArrayLike<number>
}

/**
 * How the price scale of then relates to that of now.
 * - `same`: the known days have the prices they had.
 * - `rescaled`: all of them moved by one factor, as after a split or a dividend; so does the forecast.
 * - `corrected`: single days did otherwise than the last ones before the origin, which decide.
 * - `other`: they have nothing to do with each other; nothing is scored.
 */
export type Basis = 'same' | 'rescaled' | 'corrected' | 'other'

/** One day that a frozen forecast speaks of, held against the day that came. */
export interface ScoredDay {
  readonly step: number
  /** As it was foretold, perhaps a guess. */
  readonly expected: IsoDate
  readonly guessed: boolean
  /** The trading day that came at this place; null while it has not. */
  readonly date: IsoDate | null
  readonly actual: number | null
  /** `known`: it had come already when the forecast was frozen, so it proves nothing. */
  readonly state: 'foretold' | 'known' | 'to come'
  /** Forecast − actual, by forecaster, at today's price scale. */
  readonly errors: Readonly<Record<string, number | null>>
  /** Of each band of the entry, in its order: within or not; null while unknown. */
  readonly hits: readonly (boolean | null)[]
}

export interface ForecasterScore {
  readonly name: string
  readonly rmse: number | null
  /** 1 − squared error / persistence's. */
  readonly skill: number | null
}

export interface BandScore {
  readonly model: string
  readonly level: number
  readonly hits: number
  readonly days: number
}

/** What became of one frozen forecast. Scores are of the days foretold alone. */
export interface EntryScore {
  readonly basis: Basis
  /** A price of then times this is a price of now. */
  readonly scale: number
  readonly days: readonly ScoredDay[]
  readonly foretold: number
  readonly known: number
  /** Persistence first. */
  readonly forecasters: readonly ForecasterScore[]
  readonly bands: readonly BandScore[]
}

/** Days before the origin whose ratio decides; more than half of them have to agree. */
const recentDays = 5

/** A file rounded to cents jitters by 1e-3 at a price of 5. */
const alike = 1e-3

/** The smallest real change, a cent of dividend on a price of 500, is 2e-5; a source's own jitter 1e-7. */
const unmoved = 1e-5

/**
 * Holds a frozen forecast against what came. Days are matched by their number after the origin: a
 * guessed date that turned out to be no trading day shifts nothing. Where history was revised since,
 * the forecast is put on today's price scale by the median ratio of the last days known then, which
 * is scoring the returns from the origin; one corrected day among them changes nothing.
 */
export function scoreEntry(frozen: FrozenForecast, now: KnownPrices): EntryScore {
  const { basis, scale } = compareScales(frozen, now)
  const after = firstAfter(now.dates, frozen.origin)
  const days = frozen.dates.map((expected, k) => {
    const at = after + k
    const price = basis === 'other' ? Number.NaN : (now.prices[at] ?? Number.NaN)
    return scoreDay(frozen, scale, k, expected, now.dates[at] ?? null, price)
  })
  const foretold = days.filter(({ state }) => state === 'foretold')
  return {
    basis,
    scale,
    days,
    foretold: foretold.length,
    known: days.filter(({ state }) => state === 'known').length,
    forecasters: scoreForecasters(frozen, foretold),
    bands: frozen.bands.map(({ model, level }, b) => ({
      model,
      level,
      hits: foretold.filter(({ hits }) => hits[b] === true).length,
      days: foretold.filter(({ hits }) => typeof hits[b] === 'boolean').length,
    })),
  }
}

function compareScales(
  { before }: FrozenForecast,
  now: KnownPrices
): Pick<EntryScore, 'basis' | 'scale'> {
  const at = new Map(now.dates.map((date, i) => [date, i]))
  const ratios = before.dates
    .map((date, i) => (now.prices[at.get(date) ?? -1] ?? Number.NaN) / (before.prices[i] ?? NaN))
    .filter(ratio => Number.isFinite(ratio) && ratio > 0)
  const recent = ratios.slice(-recentDays)
  const middle = median(recent)
  const isNear = (ratio: number) => Math.abs(ratio / middle - 1) <= alike
  const agree = recent.filter(isNear).length
  if (agree === 0 || agree <= recent.length / 2) return { basis: 'other', scale: Number.NaN }
  const scale = Math.abs(middle - 1) <= unmoved ? 1 : middle
  if (!ratios.every(isNear)) return { basis: 'corrected', scale }
  return { basis: scale === 1 ? 'same' : 'rescaled', scale }
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const [low, high] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]]
  return ((low ?? Number.NaN) + (high ?? Number.NaN)) / 2
}

/** Index of the first of rising dates after this one. */
function firstAfter(dates: readonly IsoDate[], origin: IsoDate): number {
  const found = dates.findIndex(date => date > origin)
  return found < 0 ? dates.length : found
}

function scoreDay(
  frozen: FrozenForecast,
  scale: number,
  k: number,
  expected: IsoDate,
  date: IsoDate | null,
  price: number
): ScoredDay {
  const actual = Number.isFinite(price) ? price : null
  const held = (value: number | null | undefined) =>
    actual === null || value == null ? null : value * scale - actual
  const errors = Object.entries(frozen.paths).map(([name, path]) => [name, held(path[k])] as const)
  const isKnown = date !== null && date <= frozen.knownTo
  return {
    step: k + 1,
    expected,
    guessed: frozen.guessed[k] === true,
    date: actual === null ? null : date,
    actual,
    state: actual === null ? 'to come' : isKnown ? 'known' : 'foretold',
    errors: Object.fromEntries(errors),
    hits: frozen.bands.map(({ low, high }) => {
      const [under, over] = [held(low[k]), held(high[k])]
      return under === null || over === null ? null : under <= 0 && over >= 0
    }),
  }
}

function scoreForecasters(
  frozen: FrozenForecast,
  days: readonly ScoredDay[]
): readonly ForecasterScore[] {
  const base = meanSquare(days, 'persistence')
  return pathNames(frozen).map(name => {
    const mse = meanSquare(days, name)
    return { name, rmse: mse === null ? null : Math.sqrt(mse), skill: skillOf(mse, base) }
  })
}

/** Null without days, and where a path has no number on one of them. */
function meanSquare(days: readonly ScoredDay[], name: string): number | null {
  const errors = days.map(day => day.errors[name] ?? null)
  if (errors.length === 0 || errors.includes(null)) return null
  return errors.reduce<number>((sum, error) => sum + (error ?? 0) ** 2, 0) / errors.length
}

const skillOf = (mse: number | null, base: number | null): number | null =>
  mse === null || base === null || base === 0 ? null : 1 - mse / base

/** How the forecasts of one series fared together, days foretold alone. */
export interface RunningScore {
  /** Entries with at least one such day. */
  readonly entries: number
  /** Of them, how many share no day: what there is of independent evidence. */
  readonly apart: number
  readonly days: number
  /** Persistence first. Networks by name, whatever their settings were. */
  readonly forecasters: readonly {
    readonly name: string
    readonly entries: number
    readonly days: number
    /** Root mean squared error as a share of the last known price. */
    readonly rmse: number | null
    readonly skill: number | null
  }[]
  readonly bands: readonly {
    readonly model: string
    readonly level: number
    readonly coverage: Coverage
  }[]
  /** True below `fewestApart` entries that share no day: nothing can be said. */
  readonly tooFew: boolean
}

export interface ScoredEntry {
  readonly frozen: FrozenForecast
  readonly score: EntryScore
}

/**
 * All entries of a series together, oldest first. Errors are taken as shares of each origin's price, so that entries
 * at different prices weigh alike; skill is against persistence on the very same days. A run counts
 * once, as it was first frozen.
 */
export function scoreTogether(entries: readonly ScoredEntry[]): RunningScore {
  const first = new Map(entries.toReversed().map(entry => [entry.frozen.run, entry]))
  const scored = [...first.values()]
    .filter(({ score }) => score.foretold > 0)
    .toSorted((a, b) => (a.frozen.origin < b.frozen.origin ? -1 : 1))
  const apart = countApart(scored)
  return {
    entries: scored.length,
    apart,
    days: scored.reduce((sum, { score }) => sum + score.foretold, 0),
    forecasters: namesOf(scored).map(name => together(name, scored)),
    bands: bandsTogether(scored),
    tooFew: apart < fewestApart,
  }
}

const foretoldOf = ({ score }: ScoredEntry) => score.days.filter(d => d.state === 'foretold')

/** The most entries that can be chosen without two sharing a day: the one that ends first, then on. */
function countApart(entries: readonly ScoredEntry[]): number {
  const spans = entries
    .map(entry => {
      const dates = foretoldOf(entry).map(({ date }) => date ?? '')
      return { first: dates[0] ?? '', last: dates.at(-1) ?? '' }
    })
    .toSorted((a, b) => (a.last < b.last ? -1 : 1))
  let [count, until] = [0, '']
  for (const { first, last } of spans) {
    if (first <= until) continue
    count++
    until = last
  }
  return count
}

function namesOf(entries: readonly ScoredEntry[]): string[] {
  const names = entries.flatMap(({ frozen }) => pathNames(frozen))
  return [...new Set([...baselineNames.filter(name => names.includes(name)), ...names])]
}

function together(name: string, entries: readonly ScoredEntry[]): RunningScore['forecasters'][0] {
  const its = entries.filter(({ frozen }) => frozen.paths[name] !== undefined)
  const squares = its.flatMap(entry => {
    const last = lastKnown(entry.frozen) * entry.score.scale
    return foretoldOf(entry).flatMap(({ errors }) => {
      const [own, base] = [errors[name] ?? null, errors['persistence'] ?? null]
      return own === null || base === null
        ? []
        : [{ own: (own / last) ** 2, base: (base / last) ** 2 }]
    })
  })
  const sum = (pick: 'own' | 'base') => squares.reduce((total, square) => total + square[pick], 0)
  const n = squares.length
  const mse = n === 0 ? null : sum('own') / n
  return {
    name,
    entries: its.length,
    days: n,
    rmse: mse === null ? null : Math.sqrt(mse),
    skill: skillOf(mse, n === 0 ? null : sum('base') / n),
  }
}

/**
 * Hits of each band in time order. A path's days hang together and so do entries that overlap: blocks
 * are as long as the days of all entries that share days with one another.
 */
function bandsTogether(entries: readonly ScoredEntry[]): RunningScore['bands'] {
  const hits = entries.flatMap(entry =>
    foretoldOf(entry).flatMap(day =>
      entry.frozen.bands.flatMap(({ model, level }, b) => {
        const hit = day.hits[b] ?? null
        return hit === null ? [] : [{ key: JSON.stringify([model, level]), hit }]
      })
    )
  )
  const apart = Math.max(1, countApart(entries))
  return [...Map.groupBy(hits, ({ key }) => key)].flatMap(([key, own]) => {
    const [model, level] = JSON.parse(key) as [string, number]
    const coverage = coverageOf(
      own.map(({ hit }) => hit),
      { steps: Math.ceil(own.length / apart) }
    )
    return coverage === null ? [] : [{ model, level, coverage }]
  })
}

/** What the running figures are worth, in a sentence. */
export function runningWords({ entries, apart, days, tooFew }: RunningScore): string {
  if (entries === 0) return 'No day that was foretold has come yet.'
  const shown = `${entries} ${entries === 1 ? 'forecast' : 'forecasts'} with ${days} ${days === 1 ? 'day' : 'days'} that came after freezing`
  const own =
    entries === 1
      ? ''
      : `; ${apart} of them ${apart === 1 ? 'shares no day with another' : 'share no day'}`
  const worth = tooFew
    ? `That is too few to say anything: it takes ${fewestApart}, and a few forecasts that went well prove nothing.`
    : 'Neighbouring days of one path err together, so the days count for less than their number.'
  return `${shown}${own}. ${worth}`
}

/** How an entry relates to the prices of today, where that has to be said; else null. */
export function basisWords({ basis, scale }: EntryScore): string | null {
  switch (basis) {
    case 'same':
      return null
    case 'rescaled':
      return `The price history was rescaled since by a factor of ${Number(scale.toPrecision(6))} (a split or a dividend). The forecast is shown and scored at today’s scale; returns from the origin are what they were.`
    case 'corrected':
      return `Single days before the origin were corrected since. The forecast is scored as it was frozen${scale === 1 ? '' : `, times ${Number(scale.toPrecision(6))} as the price history was rescaled`}, from the prices known then.`
    case 'other':
      return 'The days known then have other prices now, and not by one factor. The forecast is not scored.'
  }
}

import { done, type Failure, failed, type Result } from '../../shared/failure.ts'
import { stampOf } from '../../shared/lab/adjustment.ts'
import { hasMoved } from '../../shared/lab/compare-revisions.ts'
import type { Bars, IsoDate, SeriesInfo } from '../../shared/types.ts'
import { lastClosedSession, tradingWeekdays } from './calendar.ts'
import { exchangeOf } from './exchanges.ts'
import { type FetchRequest, fetchBars } from './yahoo.ts'
import type { Dropped, YahooBars } from './yahoo-answer.ts'

/** The newest stored state of a series, as far as a refresh needs it. */
export interface CachedSeries {
  readonly bars: Bars
  readonly info: SeriesInfo
  readonly hash: string
  /** What its prices are adjusted for, as far as Yahoo said (see `stampOf`). */
  readonly stamp: string | null
}

/** The store, seen from here. `save` makes a new revision and leaves every older one. */
export interface RefreshStore {
  latest(symbol: string): CachedSeries | null
  save(bars: Bars, info: SeriesInfo, stamp: string | null): unknown
}

/** A known value that the source now tells differently; `before` is NaN for a bar come late. */
export interface MovedValue {
  readonly date: IsoDate
  readonly column: ComparedColumn
  readonly before: number
  readonly after: number
}

/** What a refresh did. `asOf` is the newest day now stored. */
export type Refreshed =
  | { kind: 'first'; asOf: IsoDate; added: number; dropped: Dropped }
  | { kind: 'up-to-date'; asOf: IsoDate; asked: boolean }
  | { kind: 'appended'; asOf: IsoDate; added: number; dropped: Dropped }
  | {
      kind: 'revised'
      asOf: IsoDate
      added: number
      moved: readonly MovedValue[]
      dropped: Dropped
    }
  /** The source failed; what is cached stays usable as of its last day. */
  | { kind: 'cached'; asOf: IsoDate; failure: Failure }

export type RefreshRequest = Omit<FetchRequest, 'from' | 'to' | 'timeZone'> & {
  /** Asks even when the calendar says that nothing new can be there. */
  readonly force?: boolean
}

/**
 * Known bars that are fetched again to see whether history moved. A dividend or split moves every
 * bar before it, so one would do; five survive a halt, a null bar and a late correction.
 */
const OVERLAP = 5

/** Not volume: late prints go on changing it for days. */
const COMPARED = ['open', 'high', 'low', 'close', 'adjusted'] as const
type ComparedColumn = (typeof COMPARED)[number]

/**
 * Brings the cached series of a symbol up to date, asking only for what is missing.
 * Without a cache a failure is returned as it is; with one, the cache answers with its `asOf`.
 */
export async function refresh(
  store: RefreshStore,
  request: RefreshRequest
): Promise<Result<Refreshed>> {
  const symbol = request.symbol.trim().toUpperCase()
  const cached = store.latest(symbol)
  const asOf = cached?.bars.dates.at(-1)
  if (!cached || asOf === undefined) return fetchFirst(store, request)
  if (!request.force && isCurrent(cached, asOf, request)) {
    return done({ kind: 'up-to-date', asOf, asked: false })
  }
  const from = cached.bars.dates.at(-OVERLAP) ?? cached.bars.dates[0]
  const timeZone = exchangeOf(cached.info.exchange)?.timeZone
  const recent = await fetchBars({ ...request, from, timeZone })
  if (!recent.ok) return answerFromCache(asOf, recent.failure)
  if (!continues(cached.bars, recent.value.bars)) {
    return fetchAnew(store, request, cached, asOf)
  }
  return append(store, cached, asOf, recent.value)
}

function isCurrent({ bars, info }: CachedSeries, asOf: IsoDate, request: RefreshRequest): boolean {
  const now = request.now?.() ?? new Date()
  return lastClosedSession(info.exchange, now, tradingWeekdays(bars.dates)) <= asOf
}

async function fetchFirst(
  store: RefreshStore,
  request: RefreshRequest
): Promise<Result<Refreshed>> {
  const fetched = await fetchBars(request)
  if (!fetched.ok) return fetched
  const { bars, info, dropped } = fetched.value
  await store.save(bars, info, stampOf(fetched.value))
  return done({ kind: 'first', asOf: lastOf(bars), added: bars.dates.length, dropped })
}

/** A cancellation is a wish and is returned; every other failure leaves the cache to answer. */
function answerFromCache(asOf: IsoDate, failure: Failure): Result<Refreshed> {
  return failure.kind === 'cancelled' ? failed(failure) : done({ kind: 'cached', asOf, failure })
}

/** History moved: the whole series again, as a new revision; the old one stays. */
async function fetchAnew(
  store: RefreshStore,
  request: RefreshRequest,
  cached: CachedSeries,
  asOf: IsoDate
): Promise<Result<Refreshed>> {
  const whole = await fetchBars(request)
  if (!whole.ok) return answerFromCache(asOf, whole.failure)
  const { bars, info, dropped } = whole.value
  await store.save(bars, info, stampOf(whole.value))
  const added = bars.dates.filter(date => date > asOf).length
  const moved = findMoved(cached.bars, bars)
  return done({ kind: 'revised', asOf: lastOf(bars), added, moved, dropped })
}

async function append(
  store: RefreshStore,
  cached: CachedSeries,
  asOf: IsoDate,
  recent: YahooBars
): Promise<Result<Refreshed>> {
  const { bars, info, dropped } = recent
  const added = bars.dates.filter(date => date > asOf).length
  if (added === 0) return done({ kind: 'up-to-date', asOf, asked: true })
  const joined = joinBars(cached.bars, takeLast(bars, added))
  await store.save(joined, info, stampOf(recent) ?? cached.stamp)
  return done({ kind: 'appended', asOf: lastOf(joined), added, dropped })
}

const lastOf = (bars: Bars): IsoDate => bars.dates.at(-1) ?? ''

/**
 * Values of known days that `fresh` tells differently, and days it has that were not known
 * although they are not newer. A known day that `fresh` leaves out is no evidence (Yahoo sends a
 * null now and then) and stays.
 */
function findMoved(known: Bars, fresh: Bars): readonly MovedValue[] {
  const index = new Map(known.dates.map((date, i) => [date, i]))
  const newest = lastOf(known)
  const moved: MovedValue[] = []
  for (const [i, date] of fresh.dates.entries()) {
    if (date > newest) continue
    const at = index.get(date)
    for (const column of COMPARED) {
      const before = at === undefined ? Number.NaN : (known[column][at] ?? Number.NaN)
      const after = fresh[column][i] ?? Number.NaN
      if (hasMoved(before, after)) moved.push({ date, column, before, after })
    }
  }
  return moved
}

/** True when the fresh bars meet the known ones and tell them alike. */
const continues = (known: Bars, fresh: Bars): boolean =>
  fresh.dates.some(date => known.dates.includes(date)) && findMoved(known, fresh).length === 0

function mapBars(
  bars: Bars,
  dates: readonly IsoDate[],
  change: (column: keyof Omit<Bars, 'dates'>) => Float64Array
): Bars {
  return {
    ...bars,
    dates,
    open: change('open'),
    high: change('high'),
    low: change('low'),
    close: change('close'),
    adjusted: change('adjusted'),
    volume: change('volume'),
  }
}

const takeLast = (bars: Bars, count: number): Bars =>
  mapBars(bars, bars.dates.slice(-count), column => bars[column].slice(-count))

const joinBars = (older: Bars, newer: Bars): Bars =>
  mapBars(older, [...older.dates, ...newer.dates], column =>
    joinColumns(older[column], newer[column])
  )

function joinColumns(older: Float64Array, newer: Float64Array): Float64Array {
  const joined = new Float64Array(older.length + newer.length)
  joined.set(older)
  joined.set(newer, older.length)
  return joined
}

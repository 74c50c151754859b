import type { IsoDate } from '../../shared/types.ts'
import { addDays, dayIn, instantIn, weekdayOf } from './days.ts'
import { closedDays, type Exchange, exchangeOf } from './exchanges.ts'

/** Dates to come, and which of them are a guess. */
export interface FutureDates {
  readonly dates: readonly IsoDate[]
  readonly guessed: readonly boolean[]
}

/** About a year of trading days: enough to see every weekday, short enough to follow a change. */
const RECENT_BARS = 250

/**
 * A weekday belongs to the week when it is seen at least a fifth as often as the commonest one.
 * India's budget Saturdays and Diwali Sundays (one or two a year) stay out of the forecast.
 */
const RARE = 0.2

/** Below two weeks of bars the weekdays seen say little; Monday to Friday is then supposed. */
const FEW_BARS = 10

/** Yahoo's free quotes lag by 15 to 20 minutes; a session counts as closed once they are in. */
export const SETTLING_MINUTES = 20

/** The weekdays (0 Sunday … 6 Saturday) on which the series trades. */
export function tradingWeekdays(dates: readonly IsoDate[]): ReadonlySet<number> {
  const seen = new Array<number>(7).fill(0)
  for (const date of dates.slice(-RECENT_BARS)) {
    const weekday = weekdayOf(date)
    seen[weekday] = (seen[weekday] ?? 0) + 1
  }
  const common = Math.max(...seen)
  return new Set([0, 1, 2, 3, 4, 5, 6].filter(day => (seen[day] ?? 0) > common * RARE))
}

const yearOf = (date: IsoDate) => Number(date.slice(0, 4))

const isClosed = (exchange: Exchange | null, date: IsoDate) =>
  exchange !== null && closedDays(exchange, yearOf(date)).has(date)

function weekdaysAhead(dates: readonly IsoDate[], exchange: Exchange | null): ReadonlySet<number> {
  const seen = tradingWeekdays(dates)
  if (dates.length >= FEW_BARS) return seen
  return new Set([...seen, ...(exchange?.weekdays ?? [1, 2, 3, 4, 5])])
}

/**
 * The next `count` trading days after the last of `known` (oldest first, not empty).
 * Follows the weekdays seen in the series and the holidays known of its exchange. A date is a
 * guess when the exchange is unknown, its holidays are proclaimed year by year, its year lies
 * beyond those known, or the series is too short to show its week.
 */
export function futureDates(
  known: readonly IsoDate[],
  count: number,
  exchangeCode: string | null
): FutureDates {
  const last = known.at(-1)
  if (last === undefined) throw new RangeError('future dates need at least one known date')
  const exchange = exchangeOf(exchangeCode)
  const weekdays = weekdaysAhead(known, exchange)
  const dates: IsoDate[] = []
  for (let date = addDays(last, 1); dates.length < count; date = addDays(date, 1)) {
    if (weekdays.has(weekdayOf(date)) && !isClosed(exchange, date)) dates.push(date)
  }
  const certain = (date: IsoDate) =>
    exchange !== null && known.length >= FEW_BARS && yearOf(date) <= exchange.knownUntil
  return { dates, guessed: dates.map(date => !certain(date)) }
}

/**
 * For an exchange we do not know: its day may be done as early as 04:00 UTC (New Zealand), and we
 * would rather ask once in vain than miss a bar.
 */
const UNKNOWN: Pick<Exchange, 'timeZone' | 'closes'> = { timeZone: 'UTC', closes: 4 * 60 }

/**
 * The newest day whose session can be over at `now`. For an exchange not in the table the
 * weekdays of the series are followed and no holiday is known.
 */
export function lastClosedSession(
  exchangeCode: string | null,
  now: Date,
  weekdays: ReadonlySet<number> = new Set([0, 1, 2, 3, 4, 5, 6])
): IsoDate {
  const exchange = exchangeOf(exchangeCode)
  const { timeZone, closes } = exchange ?? UNKNOWN
  const open = exchange ? new Set(exchange.weekdays) : weekdays
  const isOver = (date: IsoDate) =>
    instantIn(timeZone, date, closes + SETTLING_MINUTES).getTime() <= now.getTime()
  let date = dayIn(timeZone, now)
  while (!isOver(date) || !open.has(weekdayOf(date)) || isClosed(exchange, date)) {
    date = addDays(date, -1)
  }
  return date
}

/**
 * The trading days of a series from its first to its last bar, as its own weekdays and the known
 * holidays of its exchange would have them. Weekdays are taken year by year, since a market's week
 * may change. Empty for a series of fewer than ten bars, whose week is not known.
 */
export function expectedDays(known: readonly IsoDate[], exchangeCode: string | null): IsoDate[] {
  const last = known.at(-1)
  const first = known[0]
  if (first === undefined || last === undefined || known.length < FEW_BARS) return []
  const exchange = exchangeOf(exchangeCode)
  const years = Map.groupBy(known, yearOf)
  const weekdays = new Map([...years].map(([year, days]) => [year, tradingWeekdays(days)]))
  const days: IsoDate[] = []
  for (let date = first; date <= last; date = addDays(date, 1)) {
    const open = weekdays.get(yearOf(date))?.has(weekdayOf(date)) ?? false
    if (open && !isClosed(exchange, date)) days.push(date)
  }
  return days
}

/** How many trading days lie between the last known one and the last closed session. */
export function countMissing(
  last: IsoDate,
  weekdays: ReadonlySet<number>,
  exchangeCode: string | null,
  now: Date
): number {
  const exchange = exchangeOf(exchangeCode)
  const newest = lastClosedSession(exchangeCode, now, weekdays)
  let count = 0
  for (let date = addDays(last, 1); date <= newest; date = addDays(date, 1)) {
    if (weekdays.has(weekdayOf(date)) && !isClosed(exchange, date)) count++
  }
  return count
}

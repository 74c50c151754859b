import type { IsoDate } from '../../shared/types.ts'

/**
 * Arithmetic of calendar days. A day is an `IsoDate` and never an instant; where an instant
 * must become a day, a time zone is named.
 */

const MS_A_DAY = 86_400_000

/** Days since 1970-01-01. */
export const dayNumber = (date: IsoDate): number => Date.parse(`${date}T00:00:00Z`) / MS_A_DAY

/** The inverse of `dayNumber`. */
export const dayOf = (number: number): IsoDate =>
  new Date(number * MS_A_DAY).toISOString().slice(0, 10)

export const addDays = (date: IsoDate, days: number): IsoDate => dayOf(dayNumber(date) + days)

/** 0 Sunday … 6 Saturday, as in `Date`. 1970-01-01 was a Thursday. */
export const weekdayOf = (date: IsoDate): number => (((dayNumber(date) + 4) % 7) + 7) % 7

/** True for a day that exists: `2024-02-29` but not `2023-02-29`. */
export function isDay(text: string): text is IsoDate {
  const number = dayNumber(text)
  return /^\d{4}-\d\d-\d\d$/.test(text) && Number.isFinite(number) && dayOf(number) === text
}

const clocks = new Map<string, Intl.DateTimeFormat>()

function clockOf(timeZone: string): Intl.DateTimeFormat {
  const known = clocks.get(timeZone)
  if (known) return known
  const clock = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  })
  clocks.set(timeZone, clock)
  return clock
}

/** What a wall clock in the zone shows, as milliseconds since the epoch were it UTC. */
function wallClock(instant: Date, timeZone: string): number {
  const part: Record<string, string> = {}
  for (const { type, value } of clockOf(timeZone).formatToParts(instant)) part[type] = value
  return Date.parse(
    `${part.year}-${part.month}-${part.day}T${part.hour}:${part.minute}:${part.second}Z`
  )
}

export function isTimeZone(name: string): boolean {
  try {
    clockOf(name)
    return true
  } catch {
    return false // Intl throws a RangeError for a name it does not know; the caller has a fallback
  }
}

/** The calendar day a clock in the zone shows at the instant. */
export const dayIn = (timeZone: string, instant: Date): IsoDate =>
  dayOf(Math.floor(wallClock(instant, timeZone) / MS_A_DAY))

/** The instant at which a clock in the zone shows `minutes` after midnight of the day. */
export function instantIn(timeZone: string, date: IsoDate, minutes: number): Date {
  const wanted = dayNumber(date) * MS_A_DAY + minutes * 60_000
  let guess = wanted
  // The offset at the guess may be that of the other side of a clock change: two rounds settle it.
  for (let round = 0; round < 2; round++) guess += wanted - wallClock(new Date(guess), timeZone)
  return new Date(guess)
}

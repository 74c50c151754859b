import type { IsoDate } from '../../../shared/types.ts'
import { dayNumber } from '../days.ts'
import { buildDay, type DateOrder, partsIn, type Spelled } from './spelling.ts'

/** Years of two digits: the century is what the order of the rows and today leave. */

type Day = IsoDate | null
type Numbers = readonly [year: number, month: number, day: number]

const centuries = [2000, 1900, 1800] as const

/** A year's gap is a series with a hole; ten are a century read wrong. */
const [smooth, torn] = [2 * 366, 10 * 366]

/** The days of a column under an order, rows in file order; null for a day that does not exist. */
export function readTwoDigit(
  rows: readonly (Spelled | null)[],
  order: DateOrder,
  today: IsoDate
): readonly Day[] {
  const numbers = rows.map(row => (row ? toNumbers(partsIn(row, order)) : null))
  const alone = numbers.map(own => newest(own, today))
  if (largestGap(alone) < torn) return alone
  const other = [
    numbers.map(own => own && buildDay(2000 + own[0], own[1], own[2])),
    chain(numbers.toReversed(), today).reverse(),
    chain(numbers, today),
  ].filter(days => largestGap(days) < smooth && days.some(day => day !== null && day <= today))
  return other[0] ?? alone
}

const toNumbers = (parts: readonly [string, string, string]): Numbers => [
  Number(parts[0]) % 100,
  Number(parts[1]),
  Number(parts[2]),
]

/** The latest such day that is not after `bound`. */
function newest(own: Numbers | null, bound: IsoDate): Day {
  if (own === null) return null
  const days = centuries.map(century => buildDay(century + own[0], own[1], own[2]))
  return days.find(day => day !== null && day <= bound) ?? days.find(day => day !== null) ?? null
}

/** From the newest row to the oldest: each is the latest day that is not after the one before. */
function chain(numbers: readonly (Numbers | null)[], today: IsoDate): Day[] {
  let bound = today
  return numbers.map(own => {
    const day = newest(own, bound)
    if (day !== null) bound = day
    return day
  })
}

function largestGap(days: readonly Day[]): number {
  const known = days.flatMap(day => (day === null ? [] : [dayNumber(day)]))
  return known.reduce(
    (most, day, i) => Math.max(most, i === 0 ? 0 : Math.abs(day - (known[i - 1] ?? day))),
    0
  )
}

/** Of a column: nine in ten must fit, the rest are bad rows. */
const MOST = 0.9

/** A day may stand out of order; a column read wrong is out of order throughout. */
const IN_ORDER = 0.98

/** A newest day so long ago gives way to a reading that is nearer. */
const OLD_YEARS = 50

/**
 * The orders under which a column of two-digit years makes sense: its days exist, rise or fall, and
 * are not after today. Where none is in order, those whose days exist.
 */
export function sensibleOrders(rows: readonly Spelled[], today: IsoDate): DateOrder[] {
  const orders = (['day-first', 'month-first', 'year-first'] as const).map(order => ({
    order,
    days: readTwoDigit(rows, order, today),
  }))
  const valid = orders.filter(({ days }) => shareOf(days, day => day !== null) >= MOST)
  const past = valid.filter(
    ({ days }) => shareOf(days, day => day !== null && day <= today) >= MOST
  )
  const sorted = past.filter(({ days }) => isSorted(days))
  const recent = sorted.filter(({ days }) => yearsAgo(days, today) < OLD_YEARS)
  const best = [recent, sorted, past, valid].find(some => some.length > 0) ?? orders
  return best.map(({ order }) => order)
}

const shareOf = (days: readonly Day[], test: (day: Day) => boolean) =>
  days.filter(test).length / Math.max(1, days.length)

function isSorted(days: readonly Day[]): boolean {
  const known = days.filter(day => day !== null)
  const steps = known
    .slice(1)
    .map((day, i) => Math.sign(dayNumber(day) - dayNumber(known[i] ?? day)))
  const most = Math.max(
    steps.filter(step => step >= 0).length,
    steps.filter(step => step <= 0).length
  )
  return most >= steps.length * IN_ORDER
}

function yearsAgo(days: readonly Day[], today: IsoDate): number {
  const last = days.reduce<string>((most, day) => (day !== null && day > most ? day : most), '0000')
  return Number(today.slice(0, 4)) - Number(last.slice(0, 4))
}

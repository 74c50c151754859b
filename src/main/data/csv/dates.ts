import type { IsoDate } from '../../../shared/types.ts'
import { dayOf, isDay } from '../days.ts'

/** How `03/04/2024` is read. */
export type DateOrder = 'day-first' | 'month-first'

const MONTHS: Readonly<Record<string, number>> = Object.fromEntries(
  [
    'jan januar january',
    'feb februar february',
    'mar mär mrz märz march',
    'apr april',
    'may mai',
    'jun juni june',
    'jul juli july',
    'aug august',
    'sep sept september',
    'oct okt oktober october',
    'nov november',
    'dec dez dezember december',
  ].flatMap((names, i) => names.split(' ').map(name => [name, i + 1]))
)

const pad = (n: number) => String(n).padStart(2, '0')

/** Two-digit years: 70 … 99 are the last century, as POSIX has it. */
const fullYear = (year: string) =>
  year.length > 2 ? Number(year) : Number(year) + (Number(year) < 70 ? 2000 : 1900)

const build = (year: number, month: number, day: number) =>
  `${String(year).padStart(4, '0')}-${pad(month)}-${pad(day)}`

/**
 * The day as it is written, without its time and zone: `2024-05-01T00:00:00-04:00` is 2024-05-01
 * wherever it is read, because exporters write the exchange's own day.
 */
const withoutTime = (text: string) => text.trim().replace(/[T ,]+\d{1,2}:\d\d.*$/, '')

const NUMERIC = /^(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})$/

/** The spelling's year, month and day, or null when no pattern fits. Not yet a day that exists. */
function spell(text: string, order: DateOrder): string | null {
  const iso = text.match(/^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})$/)
  if (iso) return build(Number(iso[1]), Number(iso[3]), Number(iso[4]))
  const basic = text.match(/^((?:19|20)\d\d)(\d\d)(\d\d)$/)
  if (basic) return `${basic[1]}-${basic[2]}-${basic[3]}`
  const numeric = text.match(NUMERIC)
  if (numeric) {
    const [first, second] = [Number(numeric[1]), Number(numeric[3])]
    const [day, month] = order === 'day-first' ? [first, second] : [second, first]
    return build(fullYear(numeric[4] ?? ''), month, day)
  }
  return spellNamed(text)
}

/** `Sep 4, 2024`, `4 Sep 2024`, `04-Sep-24`, `4. September 2024`. */
function spellNamed(text: string): string | null {
  const american = text.match(/^(\p{L}+)\.?\s+(\d{1,2}),?\s+(\d{4})$/u)
  const european = text.match(/^(\d{1,2})\.?[\s-]*(\p{L}+)\.?[\s-]*(\d{4}|\d{2})$/u)
  const [name, day, year] = american
    ? [american[1], american[2], american[3]]
    : [european?.[2], european?.[1], european?.[3]]
  const month = MONTHS[name?.toLowerCase() ?? '']
  return month === undefined ? null : build(fullYear(year ?? ''), month, Number(day))
}

export type ParsedDay = { readonly date: IsoDate } | { readonly reason: string }

/** Refuses what is no date and days that do not exist, with the reason in words. */
export function parseDay(text: string, order: DateOrder): ParsedDay {
  const bare = withoutTime(text)
  if (bare === '') return { reason: 'it has no date' }
  const date = spell(bare, order)
  if (date === null) return { reason: `"${text}" is not a date` }
  return isDay(date) ? { date } : { reason: `"${text}" is a day that does not exist` }
}

/** True for text in the shape of a date, in either order. */
export const looksLikeDate = (text: string): boolean =>
  'date' in parseDay(text, 'day-first') || 'date' in parseDay(text, 'month-first')

/** Excel's day numbers, 1950 to 2078, when a whole column of dates holds them. */
export const isExcelDay = (text: string): boolean =>
  /^\d{5}(\.0+)?$/.test(text) && Number(text) >= 18264 && Number(text) <= 65380

/** Excel counts from 1899-12-30, its leap-year error of 1900 included. */
export const parseExcelDay = (text: string): ParsedDay =>
  isExcelDay(text)
    ? { date: dayOf(Math.floor(Number(text)) - 25_569) }
    : { reason: `"${text}" is not a date` }

/**
 * The order in which a column's dates are written: by a number above 12, which can only be a day.
 * The majority decides (the rest are bad rows). Dots mean day-first. Null when it cannot be told.
 */
export function findDateOrder(values: readonly string[]): DateOrder | null {
  let [dayFirst, monthFirst, open] = [0, 0, 0]
  for (const value of values) {
    const match = withoutTime(value).match(NUMERIC)
    if (!match) continue
    if (Number(match[1]) > 12) dayFirst++
    else if (Number(match[3]) > 12) monthFirst++
    else if (match[2] !== '.' && match[1] !== match[3]) open++
  }
  if (dayFirst !== monthFirst) return dayFirst > monthFirst ? 'day-first' : 'month-first'
  return open > 0 || dayFirst > 0 ? null : 'day-first'
}

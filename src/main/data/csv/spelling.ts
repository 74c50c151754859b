import type { IsoDate } from '../../../shared/types.ts'
import { dayOf } from '../days.ts'

/** How `03/04/2024` is read; `year-first` is of years in two digits, `24/04/03`. */
export type DateOrder = 'day-first' | 'month-first' | 'year-first'

/** How the days of a column are spelled: two kinds in one column are two hands. */
export type Spelling =
  | 'iso'
  | 'basic'
  | 'numeric'
  | 'two-digit'
  | 'named'
  | 'excel'
  | 'seconds'
  | 'milliseconds'
  | 'microseconds'
  | 'nanoseconds'

/** A cell of a date, taken apart but not yet read: its three numbers as they stand. */
export interface Spelled {
  readonly spelling: Spelling
  /** Between the numbers: `/`, `-`, `.`; of a name, nothing. */
  readonly mark: string
  readonly parts: readonly [string, string, string]
  /** What stands after the day: its time and zone, as written. */
  readonly time: string
}

/** No date is written with more signs. */
const longest = 80

/** Of a day and its time: `2024-05-01T00:00:00-04:00`, `12/31/2024, 4:00 PM`. */
const TIME = /[T ,]{1,3}(\d{1,2}:\d\d.{0,40})$/

const ISO = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})$/
const BASIC = /^((?:1[6-9]|2\d)\d\d)(\d\d)(\d\d)$/
const NUMERIC = /^(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})$/
const AMERICAN = /^(\p{L}{3,12})\.? {1,3}(\d{1,2}),? {1,3}(\d{4})$/u
const EUROPEAN = /^(\d{1,2})\.?[ -]{0,3}(\p{L}{3,12})\.?[ -]{0,3}(\d{4}|\d{2})$/u

const MONTHS: Readonly<Record<string, string>> = Object.fromEntries(
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
  ].flatMap((names, i) => names.split(' ').map(name => [name, String(i + 1)]))
)

/** A cell taken apart, or null where it is no date in any of the ways known here. */
export function spell(text: string): Spelled | null {
  if (text.length > longest) return null
  const trimmed = text.trim()
  const time = TIME.exec(trimmed)
  const day = time ? trimmed.slice(0, time.index) : trimmed
  const own = spellDay(day)
  return own && { ...own, time: time?.[1] ?? '' }
}

function spellDay(day: string): Omit<Spelled, 'time'> | null {
  const iso = ISO.exec(day)
  if (iso) return of('iso', iso[2], iso[1], iso[3], iso[4])
  const numeric = NUMERIC.exec(day)
  if (numeric) {
    const spelling = numeric[4]?.length === 4 ? 'numeric' : 'two-digit'
    return of(spelling, numeric[2], numeric[1], numeric[3], numeric[4])
  }
  const basic = BASIC.exec(day)
  return basic ? of('basic', '', basic[1], basic[2], basic[3]) : spellNamed(day)
}

/** `Sep 4, 2024`, `4 Sep 2024`, `04-Sep-24`, `4. September 2024`: as day, month, year. */
function spellNamed(day: string): Omit<Spelled, 'time'> | null {
  const american = AMERICAN.exec(day)
  const european = american ? null : EUROPEAN.exec(day)
  const month = MONTHS[(american?.[1] ?? european?.[2] ?? '').toLowerCase()]
  if (month === undefined) return null
  return american
    ? of('named', '', american[2], month, american[3])
    : of('named', '', european?.[1], month, european?.[3])
}

const of = (spelling: Spelling, mark = '', a = '', b = '', c = '') =>
  ({ spelling, mark, parts: [a, b, c] }) as const

/** Year, month and day as written; the year may have two digits. */
export function partsIn(
  { spelling, parts: [a, b, c] }: Spelled,
  order: DateOrder
): readonly [year: string, month: string, day: string] {
  if (spelling === 'iso' || spelling === 'basic') return [a, b, c]
  if (spelling === 'named') return [c, b, a]
  if (spelling === 'two-digit' && order === 'year-first') return [a, b, c]
  return order === 'month-first' ? [c, a, b] : [c, b, a]
}

const pad = (n: number) => (n < 10 ? `0${n}` : String(n))
const LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const

const isLeap = (year: number) => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)

/** The day of the numbers; null for one that does not exist. */
export function buildDay(year: number, month: number, day: number): IsoDate | null {
  const length = LENGTHS[month - 1]
  if (length === undefined || day < 1 || year < 1) return null
  if (day > (month === 2 && isLeap(year) ? 29 : length)) return null
  return `${String(year).padStart(4, '0')}-${pad(month)}-${pad(day)}`
}

/** Excel's day numbers, 1950 to 2078, when a whole column of dates holds them. */
export const isExcelDay = (text: string): boolean =>
  /^\d{5}(?:\.0{1,6})?$/.test(text) && Number(text) >= 18264 && Number(text) <= 65380

/** Excel counts from 1899-12-30, its leap-year error of 1900 included. */
export const excelDay = (text: string): IsoDate => dayOf(Math.floor(Number(text)) - 25_569)

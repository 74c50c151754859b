import { addDays, weekdayOf } from '../../../src/main/data/days.ts'

/** Days and prices to write files of every kind with. */

/** Monday to Friday from a day on. */
export function weekdays(count: number, from = '2024-01-02'): string[] {
  const days: string[] = []
  for (let day = from; days.length < count; day = addDays(day, 1)) {
    const weekday = weekdayOf(day)
    if (weekday !== 0 && weekday !== 6) days.push(day)
  }
  return days
}

/** A walk of prices with two decimals, from `start` in steps of about a hundredth. */
export const walk = (count: number, start = 101.19, step = start / 90): number[] =>
  Array.from({ length: count }, (_, i) =>
    Number((start + step * Math.sin(i * 1.7) + (step * i) / 8).toFixed(2))
  )

/** A table of text: a header and rows, cell by cell. */
export const table = (
  header: readonly string[],
  rows: readonly (readonly string[])[],
  delimiter = ','
): string => `${[header, ...rows].map(row => row.join(delimiter)).join('\n')}\n`

/** `Date,Close` under a spelling of days and of numbers. */
export function series(
  spellDay: (day: string) => string,
  spellPrice: (price: number) => string = price => price.toFixed(2),
  { days = weekdays(60), delimiter = ',', prices = walk(days.length) } = {}
): string {
  const rows = days.map((day, i) => [spellDay(day), spellPrice(prices[i] ?? 1)])
  return table(['Date', 'Close'], rows, delimiter)
}

export const parts = (day: string) => {
  const [year = '', month = '', date = ''] = day.split('-')
  return { year, month, day: date, short: year.slice(2) }
}

/** `1234567` by groups of three. */
export const grouped = (digits: string, mark: string) => digits.replace(/\B(?=(\d{3})+$)/g, mark)

/** `1234567` as 12,34,567. */
export const lakhs = (digits: string) =>
  digits.length <= 3
    ? digits
    : `${digits.slice(0, -3).replace(/\B(?=(\d{2})+$)/g, ',')},${digits.slice(-3)}`

/** The instant at which a clock that is `hours` ahead of UTC shows midnight of the day. */
export const midnightInUtc = (day: string, hours: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) - hours * 3_600_000).toISOString()

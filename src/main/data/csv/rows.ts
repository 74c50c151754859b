import type { BadRow } from '../../../shared/failure.ts'
import type { Bars, IsoDate } from '../../../shared/types.ts'
import { isExcelDay, type ParsedDay, parseDay, parseExcelDay } from './dates.ts'
import type { CsvMapping } from './mapping.ts'
import { isMissing, parseNumber } from './numbers.ts'
import type { Row, Table } from './table.ts'

const FIELDS = ['open', 'high', 'low', 'close', 'adjusted', 'volume'] as const
type Field = (typeof FIELDS)[number]
type Values = Readonly<Record<Field, number>>

interface Dated extends Values {
  readonly line: number
  readonly date: IsoDate
}

export interface ParsedRows {
  readonly bars: Bars
  readonly bad: readonly BadRow[]
  readonly warnings: readonly string[]
}

/** Yahoo's web page puts dividends and splits among the bars; they are no bad rows. */
const isEventRow = ({ cells }: Row) =>
  cells.some(cell => /\b(dividend|split|splits|capital gain)s?\b/i.test(cell))

type Read = { readonly row: Dated } | { readonly reason: string }

/** Reads one row by the mapping: every fault it has, in words. */
function makeReader(table: Table, mapping: CsvMapping): (row: Row) => Read {
  const columns: Readonly<Record<Field, string | null>> = { ...mapping, close: mapping.column }
  const at = (column: string | null) => (column === null ? -1 : table.columns.indexOf(column))
  const index = Object.fromEntries(FIELDS.map(field => [field, at(columns[field])]))
  const day = makeDayReader(table, mapping)
  return row => {
    if (!fits(row, table.columns.length)) return { reason: misfit(row, table.columns.length) }
    const date = day(row.cells[at(mapping.date)] ?? '')
    const faults = 'reason' in date ? [date.reason] : []
    const values = Object.fromEntries(
      FIELDS.map(field => {
        const text = row.cells[index[field] ?? -1] ?? ''
        const value = parseNumber(text, mapping.decimal)
        if (value === null) faults.push(`${columns[field]} "${text}" is not a number`)
        return [field, value ?? Number.NaN]
      })
    ) as Record<Field, number>
    if (faults.length === 0) faults.push(...closeFaults(values.close, mapping.column))
    if ('reason' in date || faults.length > 0) return { reason: faults.join('; ') }
    return { row: { line: row.line, date: date.date, ...values } }
  }
}

/** Excel writes 45292 for 2024-01-01; only a column that holds nothing else is read so. */
function makeDayReader(table: Table, { date, dates }: CsvMapping): (text: string) => ParsedDay {
  const at = table.columns.indexOf(date)
  const values = table.rows.map(({ cells }) => cells[at] ?? '').filter(text => !isMissing(text))
  if (values.length > 0 && values.every(isExcelDay)) return parseExcelDay
  return text => parseDay(text, dates)
}

function closeFaults(close: number, column: string): string[] {
  if (Number.isNaN(close)) return [`${column} has no value`]
  return close > 0 ? [] : [`${column} is ${close} and must be above zero`]
}

/** Empty cells past the last column do no harm; anything else shifts the columns. */
const fits = ({ cells }: Row, width: number) =>
  cells.length >= width && cells.slice(width).every(cell => cell === '')

const misfit = ({ cells }: Row, width: number) =>
  `it has ${cells.length} cells where the header has ${width}`

const sameValues = (a: Values, b: Values) => FIELDS.every(field => Object.is(a[field], b[field]))

/** One bar a day: an equal second row is left out, a different one is bad. */
function takeOnce(rows: readonly Dated[], bad: BadRow[]) {
  const byDate = new Map<IsoDate, Dated>()
  let repeated = 0
  for (const row of rows) {
    const known = byDate.get(row.date)
    if (!known) byDate.set(row.date, row)
    else if (sameValues(known, row)) repeated++
    else {
      const reason = `${row.date} stands on line ${known.line} already, with other values`
      bad.push({ line: row.line, reason })
    }
  }
  return { days: [...byDate.values()], repeated }
}

const isRising = (rows: readonly Dated[]) =>
  rows.every((row, i) => i === 0 || row.date > (rows[i - 1]?.date ?? ''))

/** Rows of a table to bars in order, with every row that could not be taken and why. */
export function parseBars(table: Table, mapping: CsvMapping): ParsedRows {
  const read = makeReader(table, mapping)
  let events = 0
  const bad: BadRow[] = []
  const good: Dated[] = []
  for (const row of table.rows) {
    const result = read(row)
    if ('row' in result) good.push(result.row)
    else if (isEventRow(row)) events++
    else bad.push({ line: row.line, reason: result.reason })
  }
  const { days, repeated } = takeOnce(good, bad)
  const sorted = days.toSorted((a, b) => (a.date < b.date ? -1 : 1))
  return {
    bars: makeBars(sorted),
    bad: bad.sort((a, b) => a.line - b.line),
    warnings: [
      ...eventWarning(events),
      ...orderWarning(days),
      ...repeatWarning(repeated),
      ...rangeWarning(sorted),
    ],
  }
}

function makeBars(rows: readonly Dated[]): Bars {
  const column = (field: Field) => Float64Array.from(rows, row => row[field])
  return {
    dates: rows.map(row => row.date),
    open: column('open'),
    high: column('high'),
    low: column('low'),
    close: column('close'),
    adjusted: column('adjusted'),
    volume: column('volume'),
  }
}

const rowsOf = (count: number) => (count === 1 ? '1 row' : `${count} rows`)

const eventWarning = (count: number) =>
  count > 0 ? [`${rowsOf(count)} of dividends or splits left out.`] : []

const repeatWarning = (count: number) =>
  count > 0 ? [`${rowsOf(count)} left out that repeated an earlier one.`] : []

function orderWarning(rows: readonly Dated[]): string[] {
  if (isRising(rows)) return []
  return isRising(rows.toReversed())
    ? ['Newest came first; turned round.']
    : ['Rows were not in order of their dates; sorted.']
}

/** A high below the low, or a close or open outside them: odd, but the close still stands. */
function rangeWarning(rows: readonly Dated[]): string[] {
  const odd = rows.filter(
    ({ open, high, low, close }) =>
      high < low || close > high || close < low || open > high || open < low
  )
  const first = odd[0]
  if (!first) return []
  const where = `the first on line ${first.line}, ${first.date}`
  return [`${rowsOf(odd.length)} with prices outside the day's low and high (${where}).`]
}

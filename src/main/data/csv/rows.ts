import type { BadRow, Failure } from '../../../shared/failure.ts'
import type { Bars, IsoDate } from '../../../shared/types.ts'
import type { LeftOut } from '../../../shared/understood.ts'
import type { DayColumn } from './dates.ts'
import type { CsvMapping } from './mapping.ts'
import { parseNumber } from './numbers.ts'
import type { Row, Table } from './table.ts'

const FIELDS = ['open', 'high', 'low', 'close', 'adjusted', 'volume'] as const
type Field = (typeof FIELDS)[number]
type Values = Readonly<Record<Field, number>>

export interface Dated extends Values {
  readonly line: number
  readonly date: IsoDate
}

export interface ParsedRows {
  readonly bars: Bars
  readonly bad: readonly BadRow[]
  readonly warnings: readonly string[]
  readonly leftOut: readonly LeftOut[]
  /** What stands against the whole table: several bars a day, or columns that contradict each other. */
  readonly fault: Pick<SeveralADay, 'kind' | 'date' | 'lines' | 'hasTimes'> | Outside | null
}

type SeveralADay = Extract<Failure, { kind: 'several-a-day' }>
type Outside = Pick<Extract<Failure, { kind: 'outside-range' }>, 'kind' | 'column' | 'count' | 'of'>

const EVENT = /\b(?:dividend|split|capital gain)s?\b/i

type Read = { readonly row: Dated } | { readonly reason: string }

type Columns = Readonly<Record<Field, string | null>>

const columnsOf = (mapping: CsvMapping): Columns => ({ ...mapping, close: mapping.column })

/** Reads one row by the mapping: every fault it has, in words. */
export function makeReader(
  table: Table,
  mapping: CsvMapping,
  days: DayColumn
): (row: Row, index: number) => Read {
  const columns = columnsOf(mapping)
  const width = table.columns.length
  const at = FIELDS.map(field => table.columns.indexOf(columns[field] ?? '\0'))
  const names = FIELDS.map(field => columns[field] ?? '')
  return (row, index) => {
    if (!fits(row, width)) return { reason: misfit(row, width) }
    const date = days.read(index)
    const faults = 'reason' in date ? [date.reason] : []
    const numbers = [Number.NaN, Number.NaN, Number.NaN, Number.NaN, Number.NaN, Number.NaN]
    for (let k = 0; k < 6; k++) {
      const place = at[k] as number
      if (place < 0) continue
      const text = row.cells[place] ?? ''
      const value = parseNumber(text, mapping.decimal)
      if (value === null) faults.push(`${names[k]} "${shorten(text)}" is not a number`)
      else numbers[k] = value
    }
    const [open, high, low, close, adjusted, volume] = numbers as [
      number,
      number,
      number,
      number,
      number,
      number,
    ]
    if (faults.length === 0) faults.push(...closeFaults(close, mapping.column))
    if ('reason' in date || faults.length > 0) return { reason: faults.join('; ') }
    return { row: { line: row.line, date: date.date, open, high, low, close, adjusted, volume } }
  }
}

const shorten = (text: string) => (text.length > 60 ? `${text.slice(0, 60)}…` : text)

function closeFaults(close: number, column: string): string[] {
  if (Number.isNaN(close)) return [`${column} has no value`]
  return close > 0 ? [] : [`${column} is ${close} and must be above zero`]
}

/** Empty cells past the last column do no harm; anything else shifts the columns. */
const fits = ({ cells }: Row, width: number) =>
  cells.length === width || (cells.length > width && cells.slice(width).every(cell => cell === ''))

const misfit = ({ cells }: Row, width: number) =>
  `it has ${cells.length} cells where the header has ${width}`

const sameValues = (a: Values, b: Values) => FIELDS.every(field => Object.is(a[field], b[field]))

/** One bar a day: an equal second row is left out, a different one is bad. */
function takeOnce(rows: readonly Dated[]) {
  const byDate = new Map<IsoDate, Dated>()
  const again: Dated[] = []
  let repeated = 0
  for (const row of rows) {
    const known = byDate.get(row.date)
    if (!known) byDate.set(row.date, row)
    else if (sameValues(known, row)) repeated++
    else again.push(row)
  }
  const bad = again.map(({ date, line }) => {
    const first = byDate.get(date)?.line ?? 0
    return { line, reason: `${date} stands on line ${first} already, with other values` }
  })
  return { days: [...byDate.values()], repeated, again, bad }
}

/** So many days with a second bar are no slip of a hand. */
const [someRows, someShare] = [10, 0.1]

/** Rows of minutes or hours, or of several securities, in place of days. */
function findSeveral(
  days: readonly Dated[],
  again: readonly Dated[],
  hasTimes: boolean
): ParsedRows['fault'] {
  const twice = new Set(again.map(({ date }) => date))
  const isMany =
    again.length >= someRows && again.length >= (days.length + again.length) * someShare
  if (!isMany && !(twice.size > days.length / 2 && again.length > 2)) return null
  const date = again[0]?.date ?? ''
  const first = days.find(day => day.date === date)?.line ?? 0
  const lines = [first, ...again.filter(row => row.date === date).map(({ line }) => line)]
  return { kind: 'several-a-day', date, lines: lines.slice(0, 3), hasTimes }
}

const isRising = (rows: readonly Dated[]) =>
  rows.every((row, i) => i === 0 || row.date > (rows[i - 1]?.date ?? ''))

const isFalling = (rows: readonly Dated[]) =>
  rows.every((row, i) => i === 0 || row.date < (rows[i - 1]?.date ?? ''))

interface Sifted {
  readonly good: readonly Dated[]
  readonly bad: readonly BadRow[]
  readonly events: number
}

/** Reads every row; a dividend that stands in place of prices is no bad row. */
function siftRows(table: Table, mapping: CsvMapping, days: DayColumn): Sifted {
  const read = makeReader(table, mapping, days)
  const columns = columnsOf(mapping)
  const places = FIELDS.map(field => table.columns.indexOf(columns[field] ?? '\0')).filter(
    at => at >= 0
  )
  let events = 0
  const bad: BadRow[] = []
  const good: Dated[] = []
  for (const [index, row] of table.rows.entries()) {
    const result = read(row, index)
    if ('row' in result) good.push(result.row)
    else if (places.some(place => EVENT.test((row.cells[place] ?? '').slice(0, 200)))) events++
    else bad.push({ line: row.line, reason: result.reason })
  }
  return { good, bad, events }
}

/** Rows of a table to bars in order, with every row that could not be taken and why. */
export function parseBars(table: Table, mapping: CsvMapping, days: DayColumn): ParsedRows {
  const { good, bad, events } = siftRows(table, mapping, days)
  const once = takeOnce(good)
  const isOrdered = isRising(once.days)
  const sorted = isOrdered ? once.days : once.days.toSorted((a, b) => (a.date < b.date ? -1 : 1))
  const odd = sorted.filter(isOutside)
  return {
    bars: makeBars(sorted),
    bad: [...bad, ...once.bad].sort((a, b) => a.line - b.line),
    fault:
      findSeveral(once.days, once.again, days.hasTimes || days.spelling.endsWith('seconds')) ??
      findOutside(sorted, odd.length, mapping.column),
    leftOut: [
      { why: 'events', count: events } as const,
      { why: 'repeated', count: once.repeated } as const,
    ].filter(({ count }) => count > 0),
    warnings: [
      ...eventWarning(events),
      ...orderWarning(once.days),
      ...repeatWarning(once.repeated),
      ...rangeWarning(odd),
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
  return isFalling(rows)
    ? ['Newest came first; turned round.']
    : ['Rows were not in order of their dates; sorted.']
}

/** A high below the low, or a close or open outside them. */
const isOutside = ({ open, high, low, close }: Dated) =>
  high < low || close > high || close < low || open > high || open < low

/** On most rows that is no slip: the columns are not what they were taken for. */
function findOutside(rows: readonly Dated[], count: number, column: string): Outside | null {
  const of = rows.filter(({ high, low }) => !Number.isNaN(high) || !Number.isNaN(low)).length
  return count > 1 && count > of / 2 ? { kind: 'outside-range', column, count, of } : null
}

/** Odd, but the close still stands. */
function rangeWarning(odd: readonly Dated[]): string[] {
  const [first] = odd
  if (!first) return []
  const where = `the first on line ${first.line}, ${first.date}`
  return [`${rowsOf(odd.length)} with prices outside the day's low and high (${where}).`]
}

/** The first and last rows as they are read, in the file's order. */
export function endRows(
  table: Table,
  mapping: CsvMapping,
  days: DayColumn,
  most = 3
): readonly Dated[] {
  const read = makeReader(table, mapping, days)
  const at = (index: number): Dated[] => {
    const result = read(table.rows[index] as Row, index)
    return 'row' in result ? [result.row] : []
  }
  const n = table.rows.length
  const [first, last]: [Dated[], Dated[]] = [[], []]
  for (let i = 0; i < n && first.length < most; i++) first.push(...at(i))
  for (let i = n - 1; i > (first.length < most ? n : most) - 1 && last.length < most; i--)
    last.unshift(...at(i))
  return [...first, ...last.filter(({ line }) => !first.some(row => row.line === line))]
}

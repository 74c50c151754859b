import { type Failure, failed, type Result } from '../../../shared/failure.ts'
import { type DateOrder, findDateOrder, isExcelDay, looksLikeDate, parseDay } from './dates.ts'
import { columnsNamed, type Field, isDateName, isSymbolName, plain } from './names.ts'
import { type DecimalMark, decideDecimal, isMissing, looksLikeNumber } from './numbers.ts'
import type { Table } from './table.ts'

/** How a table is read: columns by name, and how their values are written. */
export interface CsvMapping {
  readonly date: string
  /** The series: any column of numbers; it becomes `close`. */
  readonly column: string
  readonly open: string | null
  readonly high: string | null
  readonly low: string | null
  readonly adjusted: string | null
  readonly volume: string | null
  readonly decimal: DecimalMark
  readonly dates: DateOrder
}

/** What a person, or an option, has said; the rest is guessed. */
export type MappingWish = { readonly [K in keyof CsvMapping]?: CsvMapping[K] | undefined }

/** A guess for the mapping dialog: null where the evidence does not decide. */
export interface CsvGuess {
  readonly columns: readonly string[]
  readonly mapping: { readonly [K in keyof CsvMapping]: CsvMapping[K] | null }
  /** True when nothing needs to be asked. */
  readonly sure: boolean
  readonly candidates: { readonly date: readonly string[]; readonly column: readonly string[] }
  /** The first rows, cell by cell, to show beside the questions. */
  readonly sample: readonly (readonly string[])[]
  /** Why `sure` is false: the failure that reading would end in, or null. */
  readonly doubt: Failure | null
}

/** A column is one of dates or numbers when nine values in ten are; the rest become bad rows. */
const MOST = 0.9

const SAMPLE_ROWS = 8

const valuesOf = (table: Table, column: string): string[] => {
  const at = table.columns.indexOf(column)
  return table.rows.map(({ cells }) => cells[at] ?? '').filter(value => !isMissing(value))
}

const isMostly = (values: readonly string[], test: (value: string) => boolean) =>
  values.length > 0 && values.filter(test).length >= values.length * MOST

function findDateColumns(table: Table): readonly string[] {
  const named = table.columns.filter(isDateName)
  const dated = (named.length > 0 ? named : table.columns).filter(column => {
    const values = valuesOf(table, column)
    return isMostly(values, looksLikeDate) || (named.length > 0 && isMostly(values, isExcelDay))
  })
  // Named so, but mostly not dates: still the date column, and its rows are reported as bad.
  return dated.length > 0 ? dated : named
}

/** Columns that could be the series: those called so, else any column of numbers left over. */
function findPriceColumns(table: Table, date: string | null): readonly string[] {
  const columns = table.columns.filter(column => column !== date)
  const named = columnsNamed('close', columns)
  if (named.length > 0) return named
  const numeric = columns.filter(column => isMostly(valuesOf(table, column), looksLikeNumber))
  const others = (['open', 'high', 'low', 'volume'] as const).flatMap(f => columnsNamed(f, columns))
  const free = numeric.filter(column => !others.includes(column) && !isSymbolName(column))
  const adjusted = columnsNamed('adjusted', free)
  return adjusted.length > 0 ? adjusted : free
}

/** Case, spaces and signs do not matter when a column is asked for by name. */
const findWished = (table: Table, wish: string | null | undefined): string | null =>
  wish == null
    ? null
    : (table.columns.find(column => column === wish) ??
      table.columns.find(column => plain(column) === plain(wish)) ??
      null)

const only = (candidates: readonly string[]) =>
  candidates.length === 1 ? (candidates[0] ?? null) : null

function guessField(table: Table, field: Field, taken: readonly (string | null)[]): string | null {
  const free = table.columns.filter(column => !taken.includes(column))
  return columnsNamed(field, free)[0] ?? null
}

/** The mapping as far as evidence goes; a wish counts as evidence. */
export function makeGuess(table: Table, file: string, wish: MappingWish = {}): CsvGuess {
  const dates = findDateColumns(table)
  const date = wish.date === undefined ? (dates[0] ?? null) : findWished(table, wish.date)
  const prices = findPriceColumns(table, date)
  const column = wish.column === undefined ? only(prices) : findWished(table, wish.column)
  const others = Object.fromEntries(
    (['open', 'high', 'low', 'adjusted', 'volume'] as const).map(field => {
      const wished = wish[field]
      const found = wished === undefined ? guessField(table, field, [date, column]) : wished
      return [field, findWished(table, found)]
    })
  ) as Record<Exclude<Field, 'close'>, string | null>
  const written = guessWriting(table, file, { date, column, ...others }, wish)
  const mapping = { date, column, ...others, decimal: written.decimal, dates: written.dates }
  const doubt = columnDoubt(table, file, mapping, prices) ?? written.doubt
  return {
    columns: table.columns,
    mapping,
    sure: doubt === null && (wish.date !== undefined || dates.length === 1),
    candidates: { date: dates, column: prices },
    sample: table.rows.slice(0, SAMPLE_ROWS).map(({ cells }) => cells),
    doubt,
  }
}

function columnDoubt(
  { columns }: Table,
  file: string,
  { date, column }: { date: string | null; column: string | null },
  prices: readonly string[]
): Failure | null {
  if (date === null) return { kind: 'no-date-column', file, columns }
  if (column !== null) return null
  if (prices.length > 1) return { kind: 'ambiguous-columns', file, columns: prices }
  return { kind: 'no-price-column', file, columns }
}

type Chosen = Readonly<Record<'date' | 'column' | Exclude<Field, 'close'>, string | null>>

/** How numbers and dates are written, and the first doubt about it. */
function guessWriting(table: Table, file: string, { date, ...numeric }: Chosen, wish: MappingWish) {
  const used = Object.values(numeric).filter(column => column !== null)
  const columns = used.map(name => ({ name, values: valuesOf(table, name) }))
  const decision = wish.decimal ? { mark: wish.decimal } : decideDecimal(columns, table.delimiter)
  const days = date === null ? [] : valuesOf(table, date)
  const order = wish.dates ?? findDateOrder(days)
  const doubt: Failure | null =
    'mark' in decision ? null : numberDoubt(file, decision.column, decision.example)
  return {
    decimal: 'mark' in decision ? decision.mark : null,
    dates: order,
    doubt: doubt ?? (order === null && date !== null ? dateDoubt(file, date, days) : null),
  }
}

function numberDoubt(file: string, column: string, example: string): Failure {
  const whole = example.replace(/[.,]/g, '')
  const readings = [whole, example.replace(',', '.')]
  return { kind: 'ambiguous-values', file, column, example, readings, remedy: DECIMAL }
}

const DECIMAL = '--decimal point|comma'
const DATES = '--dates day-first|month-first'

function dateDoubt(file: string, column: string, values: readonly string[]): Failure {
  const read = (value: string) =>
    (['day-first', 'month-first'] as const).flatMap(order => {
      const day = parseDay(value, order)
      return 'date' in day ? [day.date] : []
    })
  const example = values.find(value => new Set(read(value)).size > 1) ?? values[0] ?? ''
  return { kind: 'ambiguous-values', file, column, example, readings: read(example), remedy: DATES }
}

/** The mapping to read by, or the question that stands in its way. */
export function settleMapping({ mapping, doubt }: CsvGuess): Result<CsvMapping> {
  const { date, column, decimal, dates } = mapping
  if (doubt) return failed(doubt)
  if (date === null || column === null || decimal === null || dates === null) {
    throw new Error('a guess without doubt has no gaps')
  }
  return { ok: true, value: { ...mapping, date, column, decimal, dates } }
}

import { type DayColumn, looksLikeDate } from './dates.ts'
import { isEpochColumn, readEpoch } from './epoch.ts'
import { canBePrice, columnsNamed, type Field, isDateName, isSymbolName, plain } from './names.ts'
import { isMissing, looksLikeNumber } from './numbers.ts'
import { isExcelDay } from './spelling.ts'
import type { Table } from './table.ts'

/** A column is one of dates or numbers when nine values in ten are; the rest become bad rows. */
const MOST = 0.9

/** Values looked at to tell what a column holds; how they are written is asked of all. */
const LOOKED_AT = 4000

const cache = new WeakMap<Table, Map<string, readonly string[]>>()

/** A column's cells, one a row. */
export function textsOf(table: Table, column: string): readonly string[] {
  const known = cache.get(table) ?? new Map<string, readonly string[]>()
  cache.set(table, known)
  const at = table.columns.indexOf(column)
  const texts = known.get(column) ?? table.rows.map(({ cells }) => cells[at] ?? '')
  known.set(column, texts)
  return texts
}

export const valuesOf = (table: Table, column: string): readonly string[] =>
  textsOf(table, column).filter(value => !isMissing(value))

/** Some of a column's values, evenly over the rows, without keeping all of it. */
function someValues(table: Table, at: number): string[] {
  const step = Math.max(1, Math.floor(table.rows.length / LOOKED_AT))
  const values: string[] = []
  for (let i = 0; i < table.rows.length; i += step) {
    const value = table.rows[i]?.cells[at] ?? ''
    if (!isMissing(value)) values.push(value)
  }
  return values
}

const isMostly = (values: readonly string[], test: (value: string) => boolean) =>
  values.length > 0 && values.filter(test).length >= values.length * MOST

const isDay = (value: string) =>
  looksLikeDate(value) || isExcelDay(value) || readEpoch(value) !== null

/** The columns that could hold the days, by their names or else by their values. */
export function findDateColumns(table: Table): readonly string[] {
  const all = table.columns.map((column, at) => ({ column, at, field: table.fields[at] ?? column }))
  const named = all.filter(({ field }) => isDateName(field))
  const dated = named.filter(({ at }) => isMostly(someValues(table, at), isDay))
  if (dated.length > 0) return dated.map(({ column }) => column)
  const others = all.filter(({ at }) => isMostly(someValues(table, at), looksLikeDate))
  if (others.length > 0) return others.map(({ column }) => column)
  // Named so, but mostly not dates: still the date column, and its rows are reported as bad.
  if (named.length > 0) return named.map(({ column }) => column)
  return all
    .filter(({ at, column }) => readsAsEpoch(table, at) && isEpochColumn(valuesOf(table, column)))
    .map(({ column }) => column)
}

const readsAsEpoch = (table: Table, at: number) =>
  table.rows.slice(0, 3).every(({ cells }) => readEpoch(cells[at] ?? '') !== null)

/** Whether two columns of days are the same day on every row. */
export function sameDays(one: DayColumn, other: DayColumn, rows: number): boolean {
  for (let row = 0; row < rows; row++) {
    const [a, b] = [one.read(row), other.read(row)]
    if ('date' in a && 'date' in b ? a.date !== b.date : 'date' in a !== 'date' in b) return false
  }
  return true
}

/** Columns that could be the series: those called so, else any column of numbers left over. */
export function findPriceColumns(table: Table, dates: readonly string[]): readonly string[] {
  const all = table.columns
    .map((column, at) => ({ column, at, field: table.fields[at] ?? column }))
    .filter(({ column }) => !dates.includes(column))
  const called = (field: Field) => {
    const names = columnsNamed(field, [...new Set(all.map(one => one.field))])
    return all.filter(one => names.includes(one.field)).map(({ column }) => column)
  }
  const named = called('close')
  if (named.length > 0) return distinct(table, named)
  const others = (['open', 'high', 'low', 'volume'] as const).flatMap(called)
  const free = all
    .filter(({ column, field }) => !others.includes(column) && canBePrice(field))
    .filter(({ at }) => isMostly(someValues(table, at), looksLikeNumber))
    .map(({ column }) => column)
  const adjusted = called('adjusted').filter(column => free.includes(column))
  return adjusted.length > 0 ? adjusted : free
}

/** Without columns that repeat an earlier one value for value. */
function distinct(table: Table, columns: readonly string[]): readonly string[] {
  return columns.filter((column, i) => {
    const own = textsOf(table, column)
    return !columns.slice(0, i).some(earlier => {
      const texts = textsOf(table, earlier)
      return own.every((text, row) => text === texts[row])
    })
  })
}

/** The column of a field that belongs to the chosen one: of its security, where there are several. */
export function findField(
  table: Table,
  field: Field,
  chosen: string | null,
  taken: readonly (string | null)[]
): string | null {
  const group = table.groups[table.columns.indexOf(chosen ?? '')] ?? ''
  const own = table.columns
    .map((column, at) => ({ column, field: table.fields[at] ?? column, at }))
    .filter(({ column, at }) => !taken.includes(column) && table.groups[at] === group)
  const names = columnsNamed(field, [...new Set(own.map(one => one.field))])
  return own.find(one => names.includes(one.field))?.column ?? null
}

/** Case, spaces and signs do not matter when a column is asked for by name. */
export const findWished = (table: Table, wish: string | null | undefined): string | null =>
  wish == null
    ? null
    : (table.columns.find(column => column === wish) ??
      table.columns.find(column => plain(column) === plain(wish)) ??
      null)

/** The column that holds the symbol of each row, or null. */
export function findSymbolColumn(table: Table): string | null {
  return table.columns.find((_, at) => isSymbolName(table.fields[at] ?? '')) ?? null
}

import { done, failed, type Result } from '../../../shared/failure.ts'
import { findPriceColumns, findSymbolColumn, textsOf } from './columns.ts'
import { canBePrice, columnsNamed } from './names.ts'
import type { Table } from './table.ts'

/** Signs of a series' name; the window's fields take no more. */
const longest = 64

const clean = (name: string) =>
  name
    .replace(/[\p{Cc}\p{Cf}]/gu, '')
    .trim()
    .slice(0, longest)

/**
 * What the series is called: by the column that was chosen among several, by a column of symbols or
 * the head of the file, else by the file's own name.
 */
export function findSymbol(
  table: Table,
  file: string,
  column: string,
  dates: readonly string[]
): Result<string> {
  const named = symbolInRows(table, file)
  if (!named.ok) return named
  const base = named.value ?? table.ticker ?? symbolOf(file)
  return done(clean(nameOf(table, base, column, dates)) || symbolOf(file))
}

function symbolInRows(table: Table, file: string): Result<string | null> {
  const column = findSymbolColumn(table)
  const symbols = [
    ...new Set(column === null ? [] : textsOf(table, column).filter(text => text !== '')),
  ]
  if (symbols.length < 2) return done(symbols[0] ?? null)
  const some = symbols.slice(0, 3).join(', ')
  const reason = `it holds several symbols (${some}${symbols.length > 3 ? ', …' : ''}); a series has one`
  return failed({ kind: 'unreadable-file', file, reason })
}

function nameOf(table: Table, base: string, column: string, dates: readonly string[]): string {
  const usual = findPriceColumns(table, dates)
  if (usual.length === 1 && usual[0] === column) return base
  const at = table.columns.indexOf(column)
  const [field, group] = [table.fields[at] ?? column, table.groups[at] ?? '']
  const isClose = columnsNamed('close', [field]).length > 0
  if (group !== '' && !/^\d+$/.test(group)) return isClose ? group : `${group} ${field}`
  const own = /^(?:adj\.? ?)?close[ _-]+(.+)$/i.exec(field)?.[1]
  if (own !== undefined && usual.length > 1) return own
  const isOwn = canBePrice(field) && usual.includes(column) && !isClose && group === ''
  return isOwn ? column : `${base} ${column}`
}

export const symbolOf = (file: string): string =>
  clean(file.replace(/\.[^.]*$/, '').toUpperCase()) || clean(file) || 'SERIES'

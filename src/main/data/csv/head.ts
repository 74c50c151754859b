import { looksLikeDate } from './dates.ts'
import { isData } from './is-data.ts'
import { isDateName, isFieldName, isSymbolName } from './names.ts'
import { looksLikeNumber } from './numbers.ts'
import type { Row } from './split-rows.ts'

/** What stands above the rows of data: names of columns, and at times a symbol. */
export interface Head {
  /** Every column by a name of its own. */
  readonly columns: readonly string[]
  /** The same without what only tells columns apart: `Close` of `Close (2)` and of `Close ACME`. */
  readonly fields: readonly string[]
  /** What tells a column from another of its field: `2`, `ACME`; empty where nothing does. */
  readonly groups: readonly string[]
  /** The symbol that the head names, when it is just one. */
  readonly ticker: string | null
  readonly warnings: readonly string[]
}

/** The head, and the index of the first row below it. */
export interface FoundHead {
  readonly head: Head
  readonly start: number
}

/** A preamble is no longer than this, and holds at most a date or two. */
const [longestPreamble, datesInPreamble] = [30, 2]

export function readHead(rows: readonly Row[]): FoundHead {
  const first = rows.findIndex(isData)
  const levels = findLevels(rows, first < 0 ? rows.length : first)
  if (levels !== null) return levels
  const at = findHeader(rows, first)
  if (at === null) return readHeaderless(rows)
  const names = trimNames(rows[at]?.cells ?? [], rows, at)
  const warnings =
    at > 0
      ? [`The first ${at === 1 ? 'line' : `${at} lines`} before the header were left out.`]
      : []
  const ticker = findTicker(rows.slice(0, at))
  return { head: { ...nameColumns(names), ticker, warnings: fixPlural(warnings) }, start: at + 1 }
}

const fixPlural = (warnings: readonly string[]) =>
  warnings.map(text =>
    text.replace('The first line before the header were', 'The first line before the header was')
  )

const isText = (cell: string) => cell !== '' && !looksLikeDate(cell) && !looksLikeNumber(cell)

const filled = ({ cells }: Row) => cells.filter(cell => cell !== '').length

/** Names, one of them of dates, and no value among them: `Stand;30.04.2024` is none. */
const isNaming = (row: Row) =>
  filled(row) > 1 &&
  row.cells.some(isDateName) &&
  row.cells.every(cell => cell === '' || isText(cell))

/**
 * The header names a column of dates; failing that it is the row above the data, as wide as they are.
 * Null when the data begin at once.
 */
function findHeader(rows: readonly Row[], first: number): number | null {
  const early = rows.slice(0, longestPreamble)
  const named = early.findIndex(
    (row, i) => isNaming(row) && rows.slice(0, i).filter(isData).length <= datesInPreamble
  )
  if (named >= 0) return named
  if (first === 0) return null
  const head = rows.slice(0, first < 0 ? rows.length : first)
  const width = findWidth(rows.slice(0, 400))
  const above = head.findLastIndex(row => row.cells.length === width && filled(row) > 1)
  const wide = head.findIndex(({ cells }) => cells.length === width)
  return Math.max(0, first > 0 && above >= 0 ? above : wide)
}

/** The commonest width of at least two columns, if most rows agree on it. */
function findWidth(rows: readonly Row[]): number | null {
  const counts = new Map<number, number>()
  for (const { cells } of rows) counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1)
  const [width, count] = [...counts].sort((a, b) => b[1] - a[1])[0] ?? [0, 0]
  return width >= 2 && count > rows.length / 2 ? width : null
}

/** Nameless columns at the end in which no row has a value are a delimiter too many. */
function trimNames(names: readonly string[], rows: readonly Row[], at: number): readonly string[] {
  let width = names.length
  while (width > 1 && names[width - 1] === '') width--
  if (width === names.length) return names
  const used = rows.slice(at + 1).some(({ cells }) => cells.slice(width).some(cell => cell !== ''))
  return used ? names : names.slice(0, width)
}

/** `Ticker,ACME` or `Symbol: ACME` above the header. */
function findTicker(preamble: readonly Row[]): string | null {
  for (const { cells } of preamble) {
    const [first = '', second = ''] = cells.filter(cell => cell !== '')
    if (isSymbolName(first) && second !== '') return second
    const inline = /^(?:ticker|symbol)\s{0,3}[:=]\s{0,3}(\S{1,24})$/i.exec(first)
    if (inline) return inline[1] ?? null
  }
  return null
}

function readHeaderless(rows: readonly Row[]): FoundHead {
  const width = findWidth(rows.slice(0, 400)) ?? rows[0]?.cells.length ?? 0
  const columns = Array.from({ length: width }, (_, i) => `column ${i + 1}`)
  const head = {
    columns,
    fields: columns,
    groups: columns.map(() => ''),
    ticker: null,
    warnings: ['It has no header row.'],
  }
  return { head, start: 0 }
}

/** pandas tells equal names apart so when it writes them again. */
const withoutCount = (name: string) => name.replace(/\.\d{1,3}$/, '')

/**
 * Two rows of names, as yfinance writes them: fields (`Open`, `Close`) and symbols, in either order,
 * with or without the names of the levels; a third may hold the name of the index.
 */
function findLevels(rows: readonly Row[], first: number): FoundHead | null {
  if (first < 2) return null
  const head = rows.slice(Math.max(0, first - 4), first)
  const offset = Math.max(0, first - 4)
  for (const [i, row] of head.slice(0, -1).entries()) {
    const next = head[i + 1]
    if (!next) continue
    const found =
      isFieldRow(next) && isSymbolRow(row)
        ? [next, row]
        : isFieldRow(row) && isSymbolRow(next)
          ? [row, next]
          : null
    if (found === null) continue
    const third = rows[offset + i + 2]
    const hasIndex = third !== undefined && isDateName(third.cells[0] ?? '') && filled(third) === 1
    const start = offset + i + (hasIndex ? 3 : 2)
    return { head: joinLevels(found[0] as Row, found[1] as Row), start }
  }
  return null
}

const isFieldRow = ({ cells }: Row) =>
  cells.length > 1 &&
  cells.slice(1).every(isText) &&
  cells.slice(1).some(cell => isFieldName(withoutCount(cell)))

/** Symbols over every column but the first, none of them a field's name. */
const isSymbolRow = ({ cells }: Row) =>
  cells.length > 1 &&
  !isDateName(cells[0] ?? '') &&
  cells.slice(1).every(cell => cell !== '' && !isFieldName(cell) && !looksLikeDate(cell)) &&
  (/^tickers?$/i.test(cells[0] ?? '') ||
    cells[0] === '' ||
    new Set(cells.slice(1).map(withoutCount)).size < cells.length - 1)

function joinLevels(fields: Row, symbols: Row): Head {
  const groups = symbols.cells.map((symbol, i) => (i === 0 ? '' : withoutCount(symbol)))
  const distinct = [...new Set(groups.slice(1))]
  const own = fields.cells.map((field, i) => (i === 0 ? 'Date' : withoutCount(field)))
  if (distinct.length === 1) {
    return { ...nameColumns(own), ticker: distinct[0] ?? null, warnings: [] }
  }
  const named = nameColumns(own.map((field, i) => (i === 0 ? field : `${field} ${groups[i]}`)))
  return { ...named, fields: own, groups, ticker: null, warnings: [] }
}

/** Every column has a name of its own: a second `Close` is `Close (2)`, a nameless one `column 3`. */
function nameColumns(names: readonly string[]): Pick<Head, 'columns' | 'fields' | 'groups'> {
  const plain = names.map((name, i) => name.replace(/\s+/g, ' ') || `column ${i + 1}`)
  const known = new Set(plain)
  const seen = new Map<string, number>()
  const columns: string[] = []
  const fields: string[] = []
  const groups: string[] = []
  for (const name of plain) {
    const count = (seen.get(name) ?? 0) + 1
    seen.set(name, count)
    columns.push(count === 1 ? name : `${name} (${count})`)
    const base = withoutCount(name)
    const isCopy = base !== name && known.has(base)
    fields.push(isCopy ? base : name)
    groups.push(count > 1 ? String(count) : isCopy ? name.slice(base.length + 1) : '')
  }
  return { columns, fields, groups }
}

import { parse } from 'csv-parse/sync'
import { looksLikeDate } from './dates.ts'
import { isDateName } from './names.ts'
import { isMissing, looksLikeNumber } from './numbers.ts'

/** A record and the physical line it begins on; line 1 is the file's first. */
export interface Row {
  readonly line: number
  readonly cells: readonly string[]
}

export interface Table {
  readonly delimiter: string
  readonly columns: readonly string[]
  readonly rows: readonly Row[]
  /** The symbol of yfinance's second header row, when there is just one. */
  readonly ticker: string | null
  readonly warnings: readonly string[]
}

export type ParsedTable = { readonly table: Table } | { readonly reason: string }

const DELIMITERS = [';', '\t', '|', ','] as const

/** Enough to see how wide the rows are. */
const SAMPLE_ROWS = 60

/** More than half of the rows must agree in width; a preamble or some events may not. */
const AGREE = 0.5

interface Parsed {
  readonly record: readonly string[]
  readonly info: { readonly lines: number }
}

/**
 * Records by the library. Its line count is that of a record's end, so a cell's own line ends are
 * taken off. Quotes in the middle of a cell are let through as they are.
 */
function parseRows(text: string, delimiter: string, to?: number): Row[] {
  const parsed = parse(text, {
    delimiter,
    info: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    trim: delimiter !== '\t',
    ...(to ? { to } : {}),
  }) as unknown as Parsed[]
  return parsed.map(({ record, info }) => ({
    line: info.lines - record.join('').split('\n').length + 1,
    cells: record.map(cell => cell.trim()),
  }))
}

const isBlank = ({ cells }: Row) => cells.every(cell => cell === '')

/** The commonest width of at least two columns, if most rows agree on it. */
function findWidth(rows: readonly Row[]): number | null {
  const counts = new Map<number, number>()
  for (const { cells } of rows) counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1)
  const [width, count] = [...counts].sort((a, b) => b[1] - a[1])[0] ?? [0, 0]
  return width >= 2 && count > rows.length * AGREE ? width : null
}

/** Semicolons and tabs are asked first: commas may stand in numbers, the others never do. */
function findDelimiter(text: string): string | null {
  for (const delimiter of DELIMITERS) {
    try {
      if (findWidth(parseRows(text, delimiter, SAMPLE_ROWS)) !== null) return delimiter
    } catch {
      // an open quote under this delimiter: another may fit, and parseTable reports it if none does
    }
  }
  return null
}

/** `sep=;` on the first line is Excel's own way to name the delimiter. */
const namedDelimiter = (text: string) => text.match(/^"?sep=(.)"?\n/i)?.[1] ?? null

/** Text to columns by name and rows by line; refuses text that is no table. */
export function parseTable(text: string): ParsedTable {
  const named = namedDelimiter(text)
  const delimiter = named ?? findDelimiter(text)
  try {
    if (delimiter === null) {
      parseRows(text, ',')
      return { reason: 'it has no columns separated by commas, semicolons or tabs' }
    }
    const rows = parseRows(text, delimiter).slice(named ? 1 : 0)
    return {
      table: readHeader(
        rows.filter(row => !isBlank(row)),
        delimiter
      ),
    }
  } catch (error) {
    return { reason: error instanceof Error ? error.message : String(error) }
  }
}

/** A row of data holds a date and, in another cell, a number or a mark for none. */
function isData({ cells }: Row): boolean {
  const at = cells.findIndex(looksLikeDate)
  return at >= 0 && cells.some((cell, i) => i !== at && (looksLikeNumber(cell) || isMissing(cell)))
}

function readHeader(rows: readonly Row[], delimiter: string): Table {
  const first = rows.findIndex(isData)
  const head = rows.slice(0, first < 0 ? rows.length : first)
  const tickers = head.findIndex(({ cells }) => /^tickers?$/i.test(cells[0] ?? ''))
  if (tickers > 0) return readYfinance(rows, tickers, delimiter)
  if (first === 0) return readHeaderless(rows, delimiter)
  const at = findHeader(head, findWidth(rows))
  const warnings = at > 0 ? [`The first ${at} lines before the header were left out.`] : []
  const columns = nameColumns(rows[at]?.cells ?? [])
  return { delimiter, columns, rows: rows.slice(at + 1), ticker: null, warnings }
}

/** The header names a column of dates; failing that, it is as wide as the rows. */
function findHeader(head: readonly Row[], width: number | null): number {
  const dated = head.findIndex(({ cells }) => cells.length > 1 && cells.some(isDateName))
  if (dated >= 0) return dated
  return Math.max(
    0,
    head.findIndex(({ cells }) => cells.length === width)
  )
}

function readHeaderless(rows: readonly Row[], delimiter: string): Table {
  const width = findWidth(rows) ?? rows[0]?.cells.length ?? 0
  const columns = Array.from({ length: width }, (_, i) => `column ${i + 1}`)
  return { delimiter, columns, rows, ticker: null, warnings: ['It has no header row.'] }
}

/** Three header rows: `Price,Close,…`, `Ticker,NFLX,…`, `Date,,…`. */
function readYfinance(rows: readonly Row[], tickers: number, delimiter: string): Table {
  const fields = rows[tickers - 1]?.cells ?? []
  const symbols = rows[tickers]?.cells ?? []
  const distinct = [...new Set(symbols.slice(1).filter(symbol => symbol !== ''))]
  const names = fields.map((field, i) =>
    i === 0 ? 'Date' : distinct.length > 1 ? `${field} ${symbols[i]}` : field
  )
  const third = rows[tickers + 1]?.cells ?? []
  const start = tickers + (isDateName(third[0] ?? '') ? 2 : 1)
  return {
    delimiter,
    columns: nameColumns(names),
    rows: rows.slice(start),
    ticker: distinct.length === 1 ? (distinct[0] ?? null) : null,
    warnings: [],
  }
}

/** Every column has a name of its own: a second `Close` is `Close (2)`, a nameless one `column 3`. */
function nameColumns(names: readonly string[]): string[] {
  const seen = new Map<string, number>()
  return names.map((name, i) => {
    const own = name.replace(/\s+/g, ' ') || `column ${i + 1}`
    const count = (seen.get(own) ?? 0) + 1
    seen.set(own, count)
    return count === 1 ? own : `${own} (${count})`
  })
}

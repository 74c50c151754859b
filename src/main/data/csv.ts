import { basename } from 'node:path'
import { type BadRow, done, failed, type Result } from '../../shared/failure.ts'
import type { Bars, SeriesInfo } from '../../shared/types.ts'
import { decodeText } from './csv/decode.ts'
import {
  type CsvGuess,
  type CsvMapping,
  type MappingWish,
  makeGuess,
  settleMapping,
} from './csv/mapping.ts'
import { isSymbolName } from './csv/names.ts'
import { parseBars } from './csv/rows.ts'
import { parseTable, type Table } from './csv/table.ts'

export interface CsvOptions {
  /** The file's name, for messages and as the symbol when the file names none. */
  readonly fileName: string
  /** What the person has said about columns and writing; the rest is guessed. */
  readonly mapping?: MappingWish | undefined
  /** Take the good rows although there are bad ones. */
  readonly skipBadRows?: boolean | undefined
}

export interface ParsedCsv {
  readonly bars: Bars
  readonly info: SeriesInfo
  readonly mapping: CsvMapping
  /** Rows left out, by line; empty unless `skipBadRows` let them be. */
  readonly bad: readonly BadRow[]
  /** What was odd but did no harm, in sentences. */
  readonly warnings: readonly string[]
}

/**
 * Daily bars of a CSV file. All or nothing: one bad row fails the whole unless `skipBadRows`,
 * and a file without a single good row always fails. What cannot be told from the evidence
 * (columns, decimal mark, day or month first) fails with the question.
 */
export function readCsv(input: string | Uint8Array, options: CsvOptions): Result<ParsedCsv> {
  const file = basename(options.fileName)
  const table = openTable(input, file)
  if (!table.ok) return table
  const mapping = settleMapping(makeGuess(table.value, file, options.mapping))
  if (!mapping.ok) return mapping
  const symbol = findSymbol(table.value, file)
  if (!symbol.ok) return symbol
  const { bars, bad, warnings } = parseBars(table.value, mapping.value)
  const good = bars.dates.length
  if (good === 0 || (bad.length > 0 && !options.skipBadRows)) {
    return failed({ kind: 'bad-rows', file, bad, good })
  }
  return done({
    bars,
    info: makeInfo(symbol.value, file),
    mapping: mapping.value,
    bad,
    warnings: [...table.value.warnings, ...warnings],
  })
}

/** What a mapping dialog needs: the guess, how sure it is, and what else it could be. */
export function guessMapping(
  input: string | Uint8Array,
  { fileName, mapping }: Omit<CsvOptions, 'skipBadRows'>
): Result<CsvGuess> {
  const file = basename(fileName)
  const table = openTable(input, file)
  return table.ok ? done(makeGuess(table.value, file, mapping)) : table
}

function openTable(input: string | Uint8Array, file: string): Result<Table> {
  const decoded = decodeText(input)
  if ('reason' in decoded) return failed({ kind: 'unreadable-file', file, reason: decoded.reason })
  const parsed = parseTable(decoded.text)
  if ('reason' in parsed) return failed({ kind: 'unreadable-file', file, reason: parsed.reason })
  if (parsed.table.rows.length > 0) return done(parsed.table)
  return failed({ kind: 'unreadable-file', file, reason: 'it has a header and no rows' })
}

/** The symbol the file names (a column, or yfinance's second header row), else its own name. */
function findSymbol(table: Table, file: string): Result<string> {
  const at = table.columns.findIndex(isSymbolName)
  const named = at < 0 ? [] : table.rows.map(({ cells }) => cells[at] ?? '')
  const symbols = [...new Set(named.filter(symbol => symbol !== ''))]
  if (symbols.length > 1) {
    const reason = `it holds several symbols (${symbols.slice(0, 3).join(', ')}${symbols.length > 3 ? ', …' : ''}); a series has one`
    return failed({ kind: 'unreadable-file', file, reason })
  }
  return done(symbols[0] ?? table.ticker ?? symbolOf(file))
}

const symbolOf = (file: string) => file.replace(/\.[^.]*$/, '').toUpperCase() || file

const makeInfo = (symbol: string, file: string): SeriesInfo => ({
  symbol,
  source: 'csv',
  name: null,
  currency: null,
  exchange: null,
  file,
})

import { basename } from 'node:path'
import { type BadRow, done, failed, type Result } from '../../shared/failure.ts'
import { spacingNotice, spacingOf } from '../../shared/lab/spacing.ts'
import type { Bars, IsoDate, SeriesInfo } from '../../shared/types.ts'
import { longDate, type Understood } from '../../shared/understood.ts'
import { decodeText } from './csv/decode.ts'
import { describeDays } from './csv/describe-days.ts'
import {
  type CsvGuess,
  type CsvMapping,
  type MappingWish,
  makeGuess,
  settleMapping,
} from './csv/mapping.ts'
import { canBePrice, columnsNamed } from './csv/names.ts'
import { type Dated, endRows, type ParsedRows, parseBars } from './csv/rows.ts'
import type { Progress } from './csv/split-rows.ts'
import { findSymbol } from './csv/symbol.ts'
import { parseTable, type Table } from './csv/table.ts'
import { latestToday } from './days.ts'

export interface CsvOptions {
  /** The file's name, for messages and as the symbol when the file names none. */
  readonly fileName: string
  /** What the person has said about columns and writing; the rest is guessed. */
  readonly mapping?: MappingWish | undefined
  /** Take the good rows although there are bad ones. */
  readonly skipBadRows?: boolean | undefined
  /** What the series is to be called, whatever the file says. */
  readonly name?: string | undefined
  /** Take rows of days after today. */
  readonly future?: boolean | undefined
  /** No row is of a later day; the day it is now at the dateline when absent. */
  readonly today?: IsoDate | undefined
}

export interface ParsedCsv {
  readonly bars: Bars
  readonly info: SeriesInfo
  readonly mapping: CsvMapping
  /** Rows left out, by line; empty unless `skipBadRows` let them be. */
  readonly bad: readonly BadRow[]
  /** What was odd but did no harm, in sentences. */
  readonly warnings: readonly string[]
  readonly understood: Understood
}

/** What was read of a file before its rows: reading it twice would take twice as long. */
export interface OpenedCsv {
  readonly table: Table
  readonly guess: CsvGuess
}

/**
 * Daily bars of a CSV file. All or nothing: one bad row fails the whole unless `skipBadRows`,
 * and a file without a single good row always fails. What cannot be told from the evidence
 * (columns, decimal mark, order of dates, zone) fails with the question.
 */
export function readCsv(
  input: string | Uint8Array,
  options: CsvOptions,
  tell?: Progress
): Result<ParsedCsv> {
  const opened = openCsv(input, options, tell)
  return opened.ok ? readOpened(opened.value, options) : opened
}

/** The same of a file that was opened. */
export function readOpened({ table, guess }: OpenedCsv, options: CsvOptions): Result<ParsedCsv> {
  const file = basename(options.fileName)
  const mapping = settleMapping(guess)
  if (!mapping.ok) return mapping
  const days = guess.days
  if (days === null) throw new Error('a settled mapping has days')
  const symbol = findSymbol(table, file, mapping.value.column, guess.candidates.date)
  if (!symbol.ok) return symbol
  const rows = takeRows(table, mapping.value, options, guess)
  const { bars, bad, warnings, fault } = rows.parsed
  const good = bars.dates.length
  if (fault) return failed({ ...fault, file })
  if (good === 0 || (bad.length > 0 && !options.skipBadRows)) {
    return failed({ kind: 'bad-rows', file, bad, good })
  }
  const info = makeInfo(options.name ?? symbol.value, file)
  const understood = makeUnderstood(info.symbol, rows.mapping, guess, rows.parsed)
  const notice = spacingNotice(understood.spacing)
  return done({
    bars,
    info,
    mapping: rows.mapping,
    bad,
    warnings: [
      ...table.warnings,
      ...warnings,
      ...(notice === null ? [] : [notice]),
      ...futureWarning(bars, options.today ?? latestToday()),
    ],
    understood,
  })
}

/** A series that runs on past today is told; rows that leap there were refused. */
function futureWarning({ dates }: Bars, today: IsoDate): string[] {
  const count = dates.filter(date => date > today).length
  const last = dates.at(-1) ?? ''
  return count === 0
    ? []
    : [`${count} of its rows are of days after today, up to ${longDate(last)}.`]
}

/**
 * The rows; without open, high and low where the person, or the want of a plain close, made another
 * column the price and these do not belong to it.
 */
function takeRows(
  table: Table,
  mapping: CsvMapping,
  { mapping: wish }: CsvOptions,
  guess: CsvGuess
) {
  if (guess.days === null) throw new Error('a settled mapping has days')
  const parsed = parseBars(table, mapping, guess.days)
  const field = table.fields[table.columns.indexOf(mapping.column)] ?? mapping.column
  const isAdjusted = columnsNamed('adjusted', [field]).length > 0
  const isChosen = wish?.column !== undefined && wish.high === undefined && wish.low === undefined
  const mayDrop =
    isAdjusted || (isChosen && !(columnsNamed('close', [field]).length > 0 && canBePrice(field)))
  if (parsed.fault?.kind !== 'outside-range' || !mayDrop) return { parsed, mapping }
  const alone = { ...mapping, open: null, high: null, low: null }
  const again = parseBars(table, alone, guess.days)
  const notice = `Open, high and low were left out: they are not those of ${mapping.column}.`
  return { parsed: { ...again, warnings: [...again.warnings, notice] }, mapping: alone }
}

function makeUnderstood(
  symbol: string,
  mapping: CsvMapping,
  guess: CsvGuess,
  { bars, bad, leftOut }: ParsedRows
): Understood {
  const { date, column, open, high, low, adjusted, volume } = mapping
  const end = (at: number) => ({
    date: bars.dates.at(at) ?? '',
    close: bars.close.at(at) ?? Number.NaN,
  })
  return {
    symbol,
    columns: { date, close: column, open, high, low, adjusted, volume },
    days: describeDays(guess.days),
    decimal: mapping.decimal,
    zone: mapping.zone,
    first: end(0),
    last: end(-1),
    count: bars.dates.length,
    spacing: spacingOf(bars.dates),
    leftOut: [...leftOut, ...(bad.length > 0 ? [{ why: 'bad', count: bad.length } as const] : [])],
  }
}

/** A table under one answer to the question that stands open. */
export interface Reading {
  readonly answer: MappingWish
  /** The first and last three rows, in the order of the file. */
  readonly rows: readonly Dated[]
}

/** A file as each answer to its question would have it; as it is understood where there is none. */
export function readReadings(
  { table, guess }: OpenedCsv,
  { fileName, mapping = {}, today = latestToday(), future }: CsvOptions
): Reading[] {
  const answers = guess.doubt === null ? [{}] : guess.answers
  return answers.map(answer => {
    const wish = { ...mapping, ...answer }
    const own = guess.doubt === null ? guess : makeGuess(table, fileName, wish, { today, future })
    return { answer, rows: readEnds(table, own) }
  })
}

/** Another question may stand open behind this one: its commonest answer serves to show this. */
function readEnds(table: Table, { mapping, candidates, days }: CsvGuess): readonly Dated[] {
  const { date, decimal, dates } = mapping
  const column = mapping.column ?? candidates.column[0] ?? null
  if (date === null || column === null || days === null) return []
  const filled = {
    ...mapping,
    date,
    column,
    decimal: decimal ?? 'point',
    dates: dates ?? 'day-first',
  }
  return endRows(table, filled as CsvMapping, days)
}

/** What a mapping dialog needs: the guess, how sure it is, and what else it could be. */
export function guessMapping(
  input: string | Uint8Array,
  options: Omit<CsvOptions, 'skipBadRows'>
): Result<CsvGuess> {
  const opened = openCsv(input, options)
  return opened.ok ? done(opened.value.guess) : opened
}

/** The table of a file and what its columns are taken to be. */
export function openCsv(
  input: string | Uint8Array,
  { fileName, mapping = {}, today = latestToday(), future }: CsvOptions,
  tell?: Progress
): Result<OpenedCsv> {
  const file = basename(fileName)
  const table = openTable(input, file, tell)
  if (!table.ok) return table
  return done({
    table: table.value,
    guess: makeGuess(table.value, file, mapping, { today, future }),
  })
}

function openTable(input: string | Uint8Array, file: string, tell?: Progress): Result<Table> {
  const decoded = decodeText(input)
  if ('reason' in decoded) return failed({ kind: 'unreadable-file', file, reason: decoded.reason })
  const parsed = parseTable(decoded.text, tell)
  if ('reason' in parsed) return failed({ kind: 'unreadable-file', file, reason: parsed.reason })
  if (parsed.table.rows.length > 0) return done(parsed.table)
  return failed({ kind: 'unreadable-file', file, reason: 'it has a header and no rows' })
}

const makeInfo = (symbol: string, file: string): SeriesInfo => ({
  symbol,
  source: 'csv',
  name: null,
  currency: null,
  exchange: null,
  file,
})

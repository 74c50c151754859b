import { type Failure, failed, type Result } from '../../../shared/failure.ts'
import type { IsoDate } from '../../../shared/types.ts'
import {
  findDateColumns,
  findField,
  findPriceColumns,
  findWished,
  sameDays,
  textsOf,
} from './columns.ts'
import { type DateOrder, type DayColumn, type DayDoubt, readDayAs, readDays } from './dates.ts'
import { decideDecimal, findFraction } from './decimal.ts'
import type { Field } from './names.ts'
import type { DecimalMark } from './numbers.ts'
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
  /** IANA name of the clock whose days stamps in UTC are read as; null: as they are written. */
  readonly zone: string | null
}

/** What a person, or an option, has said; the rest is guessed. */
export type MappingWish = { readonly [K in keyof CsvMapping]?: CsvMapping[K] | undefined }

/** What reading goes by beside the table and the wishes. */
export interface ReadRules {
  /** No row is of a later day. */
  readonly today: IsoDate
  /** Unless the person says that they may be. */
  readonly future?: boolean | undefined
}

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
  /** The wishes that answer the doubt, each another reading. */
  readonly answers: readonly MappingWish[]
  /** The days under this guess; null without a column of them. */
  readonly days: DayColumn | null
}

const SAMPLE_ROWS = 8

const only = (candidates: readonly string[]) =>
  candidates.length === 1 ? (candidates[0] ?? null) : null

interface Doubt {
  readonly failure: Failure
  readonly answers: readonly MappingWish[]
}

/** The mapping as far as evidence goes; a wish counts as evidence. */
export function makeGuess(
  table: Table,
  file: string,
  wish: MappingWish,
  rules: ReadRules
): CsvGuess {
  const dates = findDateColumns(table)
  const chosen = chooseDate(table, dates, wish, rules)
  const prices = findPriceColumns(table, dates)
  const column = wish.column === undefined ? only(prices) : findWished(table, wish.column)
  const others = chooseOthers(table, column, wish, [...dates, column])
  const decimal = guessDecimal(table, file, { column, ...others }, wish)
  const columnDoubt = doubtColumns(table, file, chosen, column, prices)
  const dayDoubt =
    chosen.date !== null && chosen.days?.doubt
      ? doubtDays(table, file, chosen.date, chosen.days.doubt, rules.today)
      : null
  const doubt = columnDoubt ?? decimal.doubt ?? dayDoubt
  return {
    columns: table.columns,
    mapping: {
      date: chosen.date,
      column,
      ...others,
      decimal: decimal.mark,
      dates: orderOf(chosen.days),
      zone: chosen.days?.doubt?.kind === 'zone' ? null : (chosen.days?.zone ?? null),
    },
    sure: doubt === null,
    candidates: { date: dates, column: prices },
    sample: table.rows.slice(0, SAMPLE_ROWS).map(({ cells }) => cells),
    doubt: doubt?.failure ?? null,
    answers: doubt?.answers ?? [],
    days: chosen.days,
  }
}

/** Where no order is needed any will do. */
const orderOf = (days: DayColumn | null): DateOrder | null => {
  if (days === null) return 'day-first'
  if (days.doubt?.kind === 'order' || days.doubt?.kind === 'spellings') return days.order
  return days.order ?? 'day-first'
}

interface ChosenDate {
  readonly date: string | null
  readonly days: DayColumn | null
  /** Columns that tell other days, when none was chosen. */
  readonly rivals: readonly string[]
}

function chooseDate(
  table: Table,
  dates: readonly string[],
  wish: MappingWish,
  rules: ReadRules
): ChosenDate {
  const read = (column: string) =>
    readDays(textsOf(table, column), { dates: wish.dates, zone: wish.zone ?? undefined }, rules)
  if (wish.date !== undefined) {
    const date = findWished(table, wish.date)
    return { date, days: date === null ? null : read(date), rivals: [] }
  }
  const [first] = dates
  if (first === undefined) return { date: null, days: null, rivals: [] }
  const days = read(first)
  const rivals = dates.slice(1).filter(other => !sameDays(days, read(other), table.rows.length))
  return rivals.length === 0
    ? { date: first, days, rivals: [] }
    : { date: null, days: null, rivals: [first, ...rivals] }
}

type Others = Readonly<Record<Exclude<Field, 'close'>, string | null>>

function chooseOthers(
  table: Table,
  column: string | null,
  wish: MappingWish,
  taken: readonly (string | null)[]
): Others {
  return Object.fromEntries(
    (['open', 'high', 'low', 'adjusted', 'volume'] as const).map(field => {
      const wished = wish[field]
      const found = wished === undefined ? findField(table, field, column, taken) : wished
      return [field, findWished(table, found)]
    })
  ) as Others
}

function doubtColumns(
  table: Table,
  file: string,
  { date, rivals }: ChosenDate,
  column: string | null,
  prices: readonly string[]
): Doubt | null {
  const columns = table.columns.slice(0, 20)
  if (rivals.length > 0) {
    const failure: Failure = { kind: 'ambiguous-dates', file, columns: rivals }
    return { failure, answers: rivals.map(name => ({ date: name })) }
  }
  if (date === null) return { failure: { kind: 'no-date-column', file, columns }, answers: [] }
  if (column !== null) return null
  if (prices.length > 1) {
    const failure: Failure = { kind: 'ambiguous-columns', file, columns: prices }
    return { failure, answers: prices.slice(0, 4).map(name => ({ column: name })) }
  }
  return { failure: { kind: 'no-price-column', file, columns }, answers: [] }
}

type Numeric = Others & { readonly column: string | null }

/** How numbers are written, and the doubt about it. */
function guessDecimal(
  table: Table,
  file: string,
  { column, ...others }: Numeric,
  wish: MappingWish
): { mark: DecimalMark | null; doubt: Doubt | null } {
  if (wish.decimal) return { mark: wish.decimal, doubt: null }
  const used = [column, ...Object.values(others)].filter(name => name !== null)
  const columns = used.map(name => ({ name, values: textsOf(table, name) }))
  for (const own of columns.filter(({ name }) => name !== others.volume)) {
    const example = findFraction(own)
    if (example === null) continue
    const failure: Failure = { kind: 'fraction-prices', file, column: own.name, example }
    return { mark: null, doubt: { failure, answers: [{ decimal: 'point' }] } }
  }
  const decision = decideDecimal(columns)
  if ('mark' in decision) return { mark: decision.mark, doubt: null }
  return { mark: null, doubt: doubtDecimal(file, decision.column, decision.example) }
}

function doubtDecimal(file: string, column: string, example: string): Doubt {
  const whole = example.replace(/[.,]/g, '')
  const readings = [whole, example.replace(',', '.')]
  return {
    failure: { kind: 'ambiguous-values', file, column, example, readings, remedy: DECIMAL },
    answers: [{ decimal: 'point' }, { decimal: 'comma' }],
  }
}

const DECIMAL = '--decimal point|comma'

function doubtDays(
  table: Table,
  file: string,
  column: string,
  doubt: DayDoubt,
  today: IsoDate
): Doubt {
  switch (doubt.kind) {
    case 'order': {
      const { example, orders } = doubt
      const readings = orders.map(order => readDayAs(example, order, today) ?? example)
      const remedy = `--dates ${orders.join('|')}`
      return {
        failure: { kind: 'ambiguous-values', file, column, example, readings, remedy },
        answers: orders.map(dates => ({ dates })),
      }
    }
    case 'spellings': {
      const seen = ({ text, row }: { text: string; row: number }) => ({
        text,
        line: table.rows[row]?.line ?? 0,
      })
      const [one, other] = [seen(doubt.one), seen(doubt.other)]
      return { failure: { kind: 'two-spellings', file, column, one, other }, answers: [] }
    }
    case 'zone': {
      const { example, zones } = doubt
      return {
        failure: { kind: 'ambiguous-zone', file, column, example, zones },
        answers: zones.map(zone => ({ zone })),
      }
    }
  }
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

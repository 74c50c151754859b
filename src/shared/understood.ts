import { joinWords } from './charts/format.ts'
import type { Spacing } from './lab/spacing.ts'
import type { IsoDate } from './types.ts'

/** Rows that are in the file and not in the series, and why. */
export interface LeftOut {
  readonly why: 'events' | 'repeated' | 'bad'
  readonly count: number
}

/** How the days of a file were written. */
export type DayWriting =
  | 'year first'
  | 'day first'
  | 'month first'
  | 'months by name'
  | 'Excel’s day numbers'
  | 'Unix seconds'
  | 'Unix milliseconds'
  | 'Unix microseconds'
  | 'Unix nanoseconds'

export type ColumnRole = 'date' | 'close' | 'open' | 'high' | 'low' | 'adjusted' | 'volume'

/** What an import took a file to say. */
export interface Understood {
  readonly symbol: string
  /** Names in the file, by what they became; null where nothing did. */
  readonly columns: Readonly<Record<ColumnRole, string | null>>
  readonly days: DayWriting
  readonly decimal: 'point' | 'comma'
  /** The clock by which stamps became days; null: days as written. */
  readonly zone: string | null
  readonly first: { readonly date: IsoDate; readonly close: number }
  readonly last: { readonly date: IsoDate; readonly close: number }
  readonly count: number
  readonly spacing: Spacing
  readonly leftOut: readonly LeftOut[]
}

const months =
  'January February March April May June July August September October November December'.split(' ')

/** `2 January 2024`: written out, so that day and month cannot be taken for each other. */
export const longDate = (date: IsoDate): string =>
  `${Number(date.slice(8, 10))} ${months[Number(date.slice(5, 7)) - 1]} ${Number(date.slice(0, 4))}`

/** Every digit that it has: what was read can be compared with the file. */
export const plainNumber = (value: number): string =>
  Number.isFinite(value) ? value.toLocaleString('en', { maximumFractionDigits: 12 }) : '–'

/** One line on what was understood: columns, days, marks, ends, spacing and rows left out. */
export function understoodLine(u: Understood): string {
  const parts = [
    `Understood: ${columnWords(u.columns)}`,
    `days written ${u.days}${u.zone === null ? '' : `, in ${u.zone} time`}`,
    `decimal ${u.decimal}`,
    `${longDate(u.first.date)} (${plainNumber(u.first.close)}) to ${longDate(u.last.date)} (${plainNumber(u.last.close)})`,
    u.spacing === 'uneven' ? 'unevenly spaced' : u.spacing,
    leftOutWords(u.leftOut),
  ]
  return `${parts.join('; ')}.`
}

const roles = ['open', 'high', 'low', 'adjusted', 'volume'] as const

function columnWords(columns: Understood['columns']): string {
  const others = roles.flatMap(role => (columns[role] === null ? [] : [`${role} ${columns[role]}`]))
  return `${joinWords([`date ${columns.date}`, `close ${columns.close}`, ...others])}`
}

const reasons: Readonly<Record<LeftOut['why'], string>> = {
  events: 'of dividends or splits',
  repeated: 'that repeated an earlier one',
  bad: 'that could not be read',
}

function leftOutWords(leftOut: readonly LeftOut[]): string {
  if (leftOut.length === 0) return 'no row left out'
  const words = leftOut.map(
    ({ why, count }) =>
      `${count.toLocaleString('en')} ${count === 1 ? 'row' : 'rows'} ${reasons[why]}`
  )
  return `left out: ${joinWords(words)}`
}

import { formatCount, formatDate, formatSigned, nbsp } from '../charts/format.ts'
import type { Bars, IsoDate } from '../types.ts'
import { adjustmentSteps, readStamp } from './adjustment.ts'
import { type BarChanges, type BarColumn, barColumns, type MovedBar } from './compare-revisions.ts'

/** The later of two states, as far as it may explain what moved. */
export interface LaterState {
  readonly bars: Bars
  /** What its source says its prices are adjusted for, or null. */
  readonly stamp: string | null
}

/** What differs between two states of a series, in sentences: what moved first, and why if that can be known. */
export function changeWords(changes: BarChanges, later: LaterState): string[] {
  const { moved, jitter, added, removed } = changes
  const lastKnown = lastOf(later.bars.dates.filter(date => !added.includes(date)))
  const late = added.filter(date => lastKnown !== undefined && date < lastKnown)
  const words = [
    ...groupsOf(moved).map(group => groupWords(group, later)),
    ...(removed.length > 0 ? [`${dayCount(removed)} no longer there: ${span(removed)}.`] : []),
    ...(late.length > 0
      ? [`${plural(late.length, 'bar')} in between came late: ${span(late)}.`]
      : []),
    ...(added.length > late.length
      ? [`${dayCount(added.slice(late.length))} added: ${span(added.slice(late.length))}.`]
      : []),
    ...(jitter > 0
      ? [
          `${plural(jitter, 'more value')} ${jitter === 1 ? 'differs' : 'differ'} by less than a millionth, as Yahoo’s last digits do.`,
        ]
      : []),
  ]
  return words.length === 0 ? ['Every bar is the same.'] : words
}

/** Days with at least one moved price, or of moved values of the given columns. */
export const movedDays = (
  moved: readonly MovedBar[],
  columns: readonly BarColumn[] = barColumns
): number =>
  new Set(moved.filter(({ column }) => columns.includes(column)).map(({ date }) => date)).size

interface Group {
  readonly columns: readonly BarColumn[]
  readonly moved: readonly MovedBar[]
  /** after ÷ before − 1, smallest and largest; NaN where a value came or went. */
  readonly least: number
  readonly most: number
}

/** Columns that moved alike, as all prices do by a split, are told together. */
function groupsOf(moved: readonly MovedBar[]): Group[] {
  const groups: Group[] = []
  for (const column of barColumns) {
    const own = moved.filter(one => one.column === column)
    if (own.length === 0) continue
    const changes = own.map(({ before, after }) => after / before - 1)
    const [least, most] = [minimum(changes), maximum(changes)]
    const alike = groups.findIndex(
      group =>
        group.moved.length === own.length && near(group.least, least) && near(group.most, most)
    )
    if (alike < 0) groups.push({ columns: [column], moved: own, least, most })
    else groups[alike] = { ...groups[alike]!, columns: [...groups[alike]!.columns, column] }
  }
  return groups
}

// not Math.min(...): a series has more bars than a call may have arguments
const minimum = (values: readonly number[]) => values.reduce((a, b) => Math.min(a, b))
const maximum = (values: readonly number[]) => values.reduce((a, b) => Math.max(a, b))

/** Within a twentieth of a per mille: what is rounded alike. */
const near = (a: number, b: number) => Math.abs(a - b) < 5e-5

function groupWords(group: Group, later: LaterState): string {
  const { columns, moved, least, most } = group
  const what = listOf(columns.map(column => columnNames[column]))
  const bars = moved.length === 1 ? '1 bar' : `${formatCount(moved.length)} bars`
  return `${bars} of ${what} moved${byWords(least, most)}${causeWords(group, later)}, ${span(moved.map(({ date }) => date))}.`
}

export const columnNames: Readonly<Record<BarColumn, string>> = {
  open: 'open',
  high: 'high',
  low: 'low',
  close: 'close',
  adjusted: 'adjusted close',
  volume: 'volume',
}

function byWords(least: number, most: number): string {
  if (!Number.isFinite(least) || !Number.isFinite(most)) return ''
  if (near(least, most)) return ` by ${percent(least)}`
  return ` by ${percent(least)} to ${percent(most)}`
}

/** `−0.60 %`; as many decimals as it takes to show something. */
function percent(share: number): string {
  const size = Math.abs(100 * share)
  const decimals = size >= 10 ? 1 : size >= 0.1 ? 2 : 4
  return `${formatSigned(100 * share, decimals)}${nbsp}%`
}

/**
 * Why, where it can be known: all days before one day moved by one factor, and the source says, or
 * the later bars show, that prices before that very day are adjusted by that factor.
 */
function causeWords({ columns, moved, least, most }: Group, { bars, stamp }: LaterState): string {
  if (!near(least, most) || columns.includes('volume')) return ''
  const last = lastOf(moved.map(({ date }) => date)) ?? ''
  const explains = (date: IsoDate, factor: number) =>
    date > last && Math.abs(1 + least - factor) < Math.max(1e-5, 0.02 * Math.abs(1 - factor))
  const events = readStamp(stamp)
  const split = events.find(
    e => e.kind === 'split' && explains(e.date, e.denominator / e.numerator)
  )
  if (split?.kind === 'split')
    return `, as after the split ${split.numerator}:${split.denominator} of ${formatDate(split.date)} that Yahoo reports`
  if (columns.join() !== 'adjusted') return ''
  const step = adjustmentSteps(bars).findLast(({ date, factor }) => explains(date, factor))
  if (!step) return ''
  const dividend = events.find(event => event.kind === 'dividend' && event.date === step.date)
  return dividend?.kind === 'dividend'
    ? `, as after the dividend of ${Number(dividend.amount.toPrecision(6))} of ${formatDate(step.date)} that Yahoo reports`
    : `, as after an adjustment of ${formatDate(step.date)}, where adjusted ÷ close changes by as much`
}

const lastOf = (dates: readonly IsoDate[]): IsoDate | undefined => dates.at(-1)

/** Days in order: `3 Jan 2024`, or `3 Jan 2024 to 1 May 2024`. */
function span(dates: readonly IsoDate[]): string {
  const [first = '', last = ''] = [dates[0], dates.at(-1)]
  return first === last ? formatDate(first) : `${formatDate(first)} to ${formatDate(last)}`
}

const dayCount = (dates: readonly IsoDate[]) =>
  dates.length === 1 ? '1 bar is' : `${formatCount(dates.length)} bars are`

const plural = (n: number, one: string) => `${formatCount(n)} ${n === 1 ? one : `${one}s`}`

const listOf = (words: readonly string[]) =>
  new Intl.ListFormat('en', { type: 'conjunction' }).format(words)

import type { IsoDate } from '../../../shared/types.ts'
import { readEpoch } from './epoch.ts'
import { futureDays } from './future.ts'
import { isMissing } from './numbers.ts'
import {
  buildDay,
  type DateOrder,
  excelDay,
  isExcelDay,
  partsIn,
  type Spelled,
  type Spelling,
  spell,
} from './spelling.ts'
import { readTwoDigit, sensibleOrders } from './two-digit.ts'
import { dayAt, doubtfulZones, wallOf } from './zones.ts'

export type { DateOrder } from './spelling.ts'

/** A day, or why a cell gives none. */
export type ParsedDay = { readonly date: IsoDate } | { readonly reason: string }

/** What a person has said of the days. */
export interface DayWish {
  readonly dates?: DateOrder | undefined
  /** IANA name: stamps with a zone of their own are read as days there. */
  readonly zone?: string | undefined
}

interface Seen {
  readonly text: string
  /** Index of the row. */
  readonly row: number
}

/** A question that stands before the days of a column. */
export type DayDoubt =
  | { readonly kind: 'order'; readonly example: string; readonly orders: readonly DateOrder[] }
  | { readonly kind: 'spellings'; readonly one: Seen; readonly other: Seen }
  | { readonly kind: 'zone'; readonly example: string; readonly zones: readonly string[] }

/** A column of days as it is read, one entry a row. */
export interface DayColumn {
  readonly spelling: Spelling
  readonly order: DateOrder | null
  /** Where stamps with a zone are days: what was wished, `UTC` where they are in UTC, else null. */
  readonly zone: string | null
  readonly hasTimes: boolean
  readonly doubt: DayDoubt | null
  readonly read: (row: number) => ParsedDay
}

/** More than this share in another spelling is another hand; fewer are bad rows. */
const FEW = 0.1

const isBuilt = (own: Spelled, order: DateOrder) => {
  const [year, month, day] = partsIn(own, order)
  return buildDay(Number(year) || 2000, Number(month), Number(day)) !== null
}

/** True for text in the shape of a date, in any order. */
export function looksLikeDate(text: string): boolean {
  const own = spell(text)
  return (
    own !== null &&
    (isBuilt(own, 'day-first') || isBuilt(own, 'month-first') || isBuilt(own, 'year-first'))
  )
}

type Kind = Spelled | { readonly spelling: Spelling; readonly instant: number | null }

/** A cell as a spelled day, an instant, or one of Excel's numbers; null for none of these. */
function kindOf(text: string): Kind | null {
  const own = spell(text)
  if (own) return own
  if (isExcelDay(text)) return { spelling: 'excel', instant: null }
  return readEpoch(text)
}

const isSpelled = (kind: Kind | null | undefined): kind is Spelled =>
  kind != null && 'parts' in kind

/** What must be the same in a column: of numbers also the mark between them. */
const handOf = (kind: Kind) =>
  isSpelled(kind) && (kind.spelling === 'numeric' || kind.spelling === 'two-digit')
    ? `${kind.spelling} ${kind.mark}`
    : kind.spelling

/**
 * How a column's days are read: by the spelling most of them have. Refuses by row what is spelled
 * otherwise, does not exist, or is after today; asks where two readings stand.
 */
export function readDays(
  texts: readonly string[],
  wish: DayWish,
  { today, future = false }: { today: IsoDate; future?: boolean | undefined }
): DayColumn {
  const kinds = texts.map(kindOf)
  const hands = countHands(kinds)
  const [main = 'iso', second] = hands.map(({ hand }) => hand)
  const own = kinds.map(kind => (kind !== null && handOf(kind) === main ? kind : null))
  const spelling = own.find(kind => kind !== null)?.spelling ?? 'iso'
  const total = hands.reduce((sum, { count }) => sum + count, 0)
  const mixed =
    second !== undefined && (hands[0]?.count ?? 0) < total * (1 - FEW)
      ? spellingsDoubt(texts, kinds, main, second)
      : null
  const found = isSpelled(own.find(kind => kind !== null))
    ? readSpelled(texts, own as readonly (Spelled | null)[], spelling, wish, today)
    : readInstants(texts, own, wish)
  const example = texts[own.findIndex(kind => kind !== null)] ?? ''
  const other = (row: number): string => {
    const text = texts[row] ?? ''
    if (isMissing(text)) return 'it has no date'
    return kinds[row] === null
      ? `"${shorten(text)}" is not a date`
      : `"${shorten(text)}" is written in another way than "${example}"`
  }
  const dates = own.map((kind, row) => (kind === null ? null : found.days(row)))
  const refused = future ? null : futureDays(dates, spelling, today)
  return {
    spelling,
    order: found.order,
    zone: found.zone,
    hasTimes: own.some(kind => kind !== null && 'time' in kind && kind.time !== ''),
    doubt: mixed ?? found.doubt,
    read(row) {
      if (own[row] == null) return { reason: other(row) }
      const day = dates[row] ?? null
      const text = shorten(texts[row] ?? '')
      if (day === null) return { reason: `"${text}" is a day that does not exist` }
      if (refused?.has(day)) return { reason: `"${text}" is ${day}, after today` }
      return { date: day }
    },
  }
}

const shorten = (text: string) => (text.length > 60 ? `${text.slice(0, 60)}…` : text)

function countHands(kinds: readonly (Kind | null)[]) {
  const counts = new Map<string, number>()
  for (const kind of kinds) {
    if (kind === null) continue
    const hand = handOf(kind)
    counts.set(hand, (counts.get(hand) ?? 0) + 1)
  }
  return [...counts].map(([hand, count]) => ({ hand, count })).sort((a, b) => b.count - a.count)
}

function spellingsDoubt(
  texts: readonly string[],
  kinds: readonly (Kind | null)[],
  ...[main, second]: [string, string]
): DayDoubt {
  const first = (hand: string): Seen => {
    const row = kinds.findIndex(kind => kind !== null && handOf(kind) === hand)
    return { text: texts[row] ?? '', row }
  }
  return { kind: 'spellings', one: first(main), other: first(second) }
}

interface Found {
  readonly order: DateOrder | null
  readonly zone: string | null
  readonly doubt: DayDoubt | null
  readonly days: (row: number) => IsoDate | null
}

function readSpelled(
  texts: readonly string[],
  own: readonly (Spelled | null)[],
  spelling: Spelling,
  wish: DayWish,
  today: IsoDate
): Found {
  const settled = settleOrder(texts, own, spelling, wish.dates, today)
  const order = settled.order ?? 'day-first'
  const twoDigit =
    spelling === 'two-digit' || own.some(kind => kind !== null && yearOf(kind, order).length < 3)
      ? readTwoDigit(own, order, today)
      : null
  const plain = (row: number): IsoDate | null => {
    const kind = own[row]
    if (!kind) return null
    if (twoDigit && yearOf(kind, order).length < 3) return twoDigit[row] ?? null
    const [year, month, day] = partsIn(kind, order)
    return buildDay(Number(year), Number(month), Number(day))
  }
  const stamps = own.map((kind, row) => (kind ? instantOf(kind.time, plain(row)) : null))
  const zoned = zoneOf(texts, stamps, wish.zone)
  const wall = zoned.zone === null || zoned.zone === 'UTC' ? null : wallOf(zoned.zone)
  const days = (row: number) => {
    const stamp = stamps[row]
    return wall !== null && stamp ? dayAt(wall(stamp.instant)) : plain(row)
  }
  return {
    order: settled.order,
    zone: zoned.zone,
    doubt: settled.doubt ?? zoned.doubt,
    days,
  }
}

const yearOf = (kind: Spelled, order: DateOrder) => partsIn(kind, order)[0]

function readInstants(
  texts: readonly string[],
  own: readonly (Kind | null)[],
  wish: DayWish
): Found {
  const stamps = own.map(kind =>
    kind && 'instant' in kind && kind.instant !== null
      ? { instant: kind.instant, isUtc: true }
      : null
  )
  const zoned = zoneOf(texts, stamps, wish.zone)
  const wall = zoned.zone === null || zoned.zone === 'UTC' ? (at: number) => at : wallOf(zoned.zone)
  return {
    order: null,
    zone: zoned.zone,
    doubt: zoned.doubt,
    days(row) {
      const stamp = stamps[row]
      return stamp ? dayAt(wall(stamp.instant)) : excelDay(texts[row] ?? '')
    },
  }
}

interface Stamp {
  readonly instant: number
  readonly isUtc: boolean
}

const CLOCK =
  /^(\d{1,2}):(\d\d)(?::(\d\d)(?:[.,]\d{1,9})?)? ?([AP]M)? ?(Z|UTC|GMT|[+-]\d\d(?::?\d\d)?)$/i

/** The instant of a stamp that names its zone; null for one that does not. */
function instantOf(time: string, day: IsoDate | null): Stamp | null {
  if (time === '' || day === null) return null
  const match = CLOCK.exec(time)
  if (!match) return null
  const [, hours = '', minutes = '', seconds = '0', half, zone = ''] = match
  const clock = (Number(hours) % (half ? 12 : 24)) + (/p/i.test(half ?? '') ? 12 : 0)
  const offset = offsetOf(zone)
  const wall =
    Date.parse(`${day}T00:00:00Z`) + ((clock * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000
  return { instant: wall - offset, isUtc: offset === 0 }
}

function offsetOf(zone: string): number {
  const [, sign, hours, minutes] = /^([+-])(\d\d):?(\d\d)?$/.exec(zone) ?? []
  const size = (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * 60_000
  return sign === '-' ? -size : size
}

/** Stamps in UTC are days there unless these would be an exchange's in no week; then it is asked. */
function zoneOf(
  texts: readonly string[],
  stamps: readonly (Stamp | null)[],
  wished: string | undefined
): { zone: string | null; doubt: DayDoubt | null } {
  const known = stamps.filter(stamp => stamp !== null)
  if (wished !== undefined) return { zone: known.length > 0 ? wished : null, doubt: null }
  const utc = known.filter(({ isUtc }) => isUtc)
  if (utc.length === 0 || utc.length < known.length * (1 - FEW)) return { zone: null, doubt: null }
  const zones = doubtfulZones(utc.map(({ instant }) => instant))
  if (zones.length === 0) return { zone: 'UTC', doubt: null }
  const example = texts[stamps.findIndex(stamp => stamp !== null)] ?? ''
  return { zone: 'UTC', doubt: { kind: 'zone', example, zones: [...zones, 'UTC'] } }
}

interface Settled {
  readonly order: DateOrder | null
  readonly doubt: DayDoubt | null
}

function settleOrder(
  texts: readonly string[],
  own: readonly (Spelled | null)[],
  spelling: Spelling,
  wished: DateOrder | undefined,
  today: IsoDate
): Settled {
  if (spelling !== 'numeric' && spelling !== 'two-digit') return { order: null, doubt: null }
  if (wished && (wished !== 'year-first' || spelling === 'two-digit'))
    return { order: wished, doubt: null }
  const padded = paddingDoubt(texts, own)
  if (padded) return { order: null, doubt: padded }
  if (spelling === 'numeric') return orderOfYears(texts, own)
  const known = own.filter(kind => kind !== null)
  const orders = sensibleOrders(known, today)
  const chosen = chooseOrder(orders, known[0]?.mark === '.')
  if (chosen) return { order: chosen, doubt: null }
  return { order: null, doubt: { kind: 'order', example: exampleOf(texts, own), orders } }
}

/** Dots between numbers put the day before the month. */
function chooseOrder(orders: readonly DateOrder[], hasDots: boolean): DateOrder | null {
  if (orders.length === 1) return orders[0] ?? null
  const isOpen = orders.includes('year-first')
  return hasDots && !isOpen && orders.includes('day-first') ? 'day-first' : null
}

/**
 * The order of day and month before a year of four digits: by a number above 12, which can only be a
 * day. Both kinds in one column are two hands. Dots mean day-first.
 */
function orderOfYears(texts: readonly string[], own: readonly (Spelled | null)[]): Settled {
  const isDayFirst = (kind: Spelled | null) =>
    Number(kind?.parts[0]) > 12 && Number(kind?.parts[1]) <= 12
  const isMonthFirst = (kind: Spelled | null) =>
    Number(kind?.parts[1]) > 12 && Number(kind?.parts[0]) <= 12
  const [day, month] = [own.findIndex(isDayFirst), own.findIndex(isMonthFirst)]
  if (day >= 0 && month >= 0) {
    const seen = (row: number): Seen => ({ text: texts[row] ?? '', row })
    return { order: null, doubt: { kind: 'spellings', one: seen(day), other: seen(month) } }
  }
  if (day >= 0 || month >= 0) return { order: day >= 0 ? 'day-first' : 'month-first', doubt: null }
  const isOpen = own.some(kind => kind !== null && kind.parts[0] !== kind.parts[1])
  if (!isOpen || own.find(kind => kind !== null)?.mark === '.')
    return { order: 'day-first', doubt: null }
  const orders = ['day-first', 'month-first'] as const
  return { order: null, doubt: { kind: 'order', example: exampleOf(texts, own), orders } }
}

/** A value that shows the question: its day and month differ. */
function exampleOf(texts: readonly string[], own: readonly (Spelled | null)[]): string {
  const row = own.findIndex(kind => kind !== null && kind.parts[0] !== kind.parts[1])
  return texts[row >= 0 ? row : own.findIndex(kind => kind !== null)] ?? ''
}

/** `01/02/2024` beside `1/2/2024`: a spreadsheet rewrote those that it took for its own dates. */
function paddingDoubt(texts: readonly string[], own: readonly (Spelled | null)[]): DayDoubt | null {
  for (const at of [0, 1] as const) {
    const padded = own.flatMap((kind, row) => (kind?.parts[at]?.startsWith('0') ? [row] : []))
    const single = own.flatMap((kind, row) => (kind?.parts[at]?.length === 1 ? [row] : []))
    const least = Math.min(padded.length, single.length)
    if (least === 0 || least <= FEW * (padded.length + single.length)) continue
    const seen = (row = 0): Seen => ({ text: texts[row] ?? '', row })
    return { kind: 'spellings', one: seen(padded[0]), other: seen(single[0]) }
  }
  return null
}

/** One cell read by itself, as the answers to a question show it; null where it gives no day. */
export function readDayAs(text: string, order: DateOrder, today: IsoDate): IsoDate | null {
  const column = readDays([text], { dates: order }, { today, future: true })
  const day = column.read(0)
  return 'date' in day ? day.date : null
}

import { z } from 'zod'
import type { Bars, IsoDate, SeriesInfo } from '../../shared/types.ts'
import { lastClosedSession, SETTLING_MINUTES } from './calendar.ts'
import { addDays, dayIn, isTimeZone } from './days.ts'
import { exchangeOf } from './exchanges.ts'

/**
 * Yahoo's chart answer to bars. Only what is used is demanded: the library's own schema refuses
 * whole symbols over fields nobody here reads (a null currency, a new market state).
 */

/** The library turns some stamps into dates and leaves others as seconds. */
const instant = z.union([z.date(), z.number().transform(seconds => new Date(seconds * 1000))])
const column = z.array(z.number().nullable())
const text = z.string().min(1).nullish().catch(null)

const metaSchema = z.object({
  exchangeName: text,
  currency: text,
  longName: text,
  shortName: text,
  exchangeTimezoneName: text,
  gmtoffset: z.number().catch(0),
  currentTradingPeriod: z
    .object({ regular: z.object({ start: instant, end: instant }) })
    .nullish()
    .catch(null),
})

const quoteSchema = z.object({
  open: column,
  high: column,
  low: column,
  close: column,
  volume: column,
})

const eventsSchema = z
  .object({
    splits: z
      .record(
        z.string(),
        z.object({ date: instant, numerator: z.number(), denominator: z.number() })
      )
      .optional(),
    dividends: z.record(z.string(), z.object({ date: instant, amount: z.number() })).optional(),
  })
  .nullish()

export const chartSchema = z.object({
  meta: metaSchema,
  timestamp: z.array(z.number()).optional(),
  events: eventsSchema,
  indicators: z.object({
    quote: z.array(quoteSchema),
    adjclose: z.array(z.object({ adjclose: column.optional() })).optional(),
  }),
})

export type Chart = z.infer<typeof chartSchema>
type Meta = Chart['meta']

export interface SplitEvent {
  readonly date: IsoDate
  readonly numerator: number
  readonly denominator: number
}

export interface DividendEvent {
  readonly date: IsoDate
  readonly amount: number
}

/** The one place where bars of an answer go missing, and why. */
export interface Dropped {
  /** Bars without a close: Yahoo sends nulls for halts and some holidays. */
  readonly empty: number
  /** Today's bar while its session is open or its late quotes still come in. */
  readonly unfinished: number
  /** A second bar of one day: after the close Yahoo may repeat it; the later one counts. */
  readonly repeated: number
}

export interface YahooBars {
  readonly bars: Bars
  readonly info: SeriesInfo
  readonly splits: readonly SplitEvent[]
  readonly dividends: readonly DividendEvent[]
  readonly dropped: Dropped
  /** The day of the newest split or dividend in the answer: prices before it are adjusted for it. */
  readonly adjustedFor: IsoDate | null
}

/** True when the answer's columns are as long as its stamps. */
export function hasEqualColumns({ timestamp = [], indicators }: Chart): boolean {
  const quote = indicators.quote[0]
  const adjusted = indicators.adjclose?.[0]?.adjclose
  if (timestamp.length === 0) return true
  const columns = quote ? [quote.open, quote.high, quote.low, quote.close, quote.volume] : []
  const lengths = [...columns, ...(adjusted ? [adjusted] : [])].map(values => values.length)
  return lengths.length > 0 && lengths.every(length => length === timestamp.length)
}

/**
 * The exchange's own day of an instant. By zone name where it is known: the offset in the answer
 * is today's and wrong across a clock change.
 */
function dayReader({ exchangeTimezoneName: zone, gmtoffset }: Meta): (at: Date) => IsoDate {
  if (zone && isTimeZone(zone)) return at => dayIn(zone, at)
  return at => dayIn('UTC', new Date(at.getTime() + gmtoffset * 1000))
}

/**
 * The first day that is not over yet, or null when nobody can say. Yahoo's last daily bar is live
 * while its session runs: its close is only the latest trade, so it is left out until the session
 * has closed and delayed quotes are in. Where Yahoo names no session, our calendar does.
 */
function unfinishedFrom(meta: Meta, day: (at: Date) => IsoDate, now: Date): IsoDate | null {
  const session = meta.currentTradingPeriod?.regular
  if (session) {
    const settled = session.end.getTime() + SETTLING_MINUTES * 60_000 <= now.getTime()
    return addDays(day(session.start), settled ? 1 : 0)
  }
  const code = meta.exchangeName ?? null
  return exchangeOf(code) ? addDays(lastClosedSession(code, now), 1) : null
}

interface Row {
  readonly date: IsoDate
  readonly index: number
}

/** Which stamps become bars, oldest first, and how many do not. */
function chooseRows(chart: Chart, within: (date: IsoDate) => boolean, now: Date) {
  const day = dayReader(chart.meta)
  const open = unfinishedFrom(chart.meta, day, now)
  const close = chart.indicators.quote[0]?.close ?? []
  const rows = new Map<IsoDate, Row>()
  const dropped = { empty: 0, unfinished: 0, repeated: 0 }
  for (const [index, stamp] of (chart.timestamp ?? []).entries()) {
    const date = day(new Date(stamp * 1000))
    if (!within(date)) continue
    if (open !== null && date >= open) dropped.unfinished++
    else if (close[index] === null) dropped.empty++
    else {
      if (rows.has(date)) dropped.repeated++
      rows.set(date, { date, index })
    }
  }
  const chosen = [...rows.values()].sort((a, b) => (a.date < b.date ? -1 : 1))
  return { rows: chosen, dropped }
}

function pickColumn(rows: readonly Row[], values: readonly (number | null)[] | undefined) {
  return Float64Array.from(rows, ({ index }) => values?.[index] ?? Number.NaN)
}

function makeInfo(meta: Meta, symbol: string): SeriesInfo {
  return {
    symbol, // as asked for, so that the cache finds it again
    source: 'yahoo',
    name: meta.longName ?? meta.shortName ?? null,
    currency: meta.currency ?? null,
    exchange: meta.exchangeName ?? null,
    file: null,
  }
}

function makeEvents({ meta, events }: Chart) {
  const day = dayReader(meta)
  const dated = <T extends { date: Date }>(all: Record<string, T> | undefined) =>
    Object.values(all ?? {})
      .map(event => ({ ...event, date: day(event.date) }))
      .sort((a, b) => (a.date < b.date ? -1 : 1))
  const [splits, dividends] = [dated(events?.splits), dated(events?.dividends)]
  const days = [...splits, ...dividends].map(event => event.date).sort()
  return { splits, dividends, adjustedFor: days.at(-1) ?? null }
}

/** Bars of a checked chart within the given days. Bars may come out empty. */
export function makeYahooBars(
  chart: Chart,
  symbol: string,
  within: (date: IsoDate) => boolean,
  now: Date
): YahooBars {
  const { rows, dropped } = chooseRows(chart, within, now)
  const quote = chart.indicators.quote[0]
  const bars: Bars = {
    dates: rows.map(row => row.date),
    open: pickColumn(rows, quote?.open),
    high: pickColumn(rows, quote?.high),
    low: pickColumn(rows, quote?.low),
    close: pickColumn(rows, quote?.close),
    adjusted: pickColumn(rows, chart.indicators.adjclose?.[0]?.adjclose),
    volume: pickColumn(rows, quote?.volume),
  }
  return { bars, info: makeInfo(chart.meta, symbol), dropped, ...makeEvents(chart) }
}

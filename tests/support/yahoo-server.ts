import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { addDays, instantIn, weekdayOf } from '../../src/main/data/days.ts'
import type { IsoDate } from '../../src/shared/types.ts'

/** One bar as Yahoo sends it; `null` where Yahoo sends null. */
export interface ServedBar {
  readonly date: IsoDate
  readonly open: number | null
  readonly high: number | null
  readonly low: number | null
  readonly close: number | null
  readonly adjclose: number | null
  readonly volume: number | null
  /** Minutes after local midnight of the bar's stamp, when not the exchange's opening. */
  readonly stampedAt?: number
}

/** A symbol's whole history and what Yahoo says about it. */
export interface ServedSeries {
  readonly bars: readonly ServedBar[]
  readonly timeZone?: string
  readonly exchange?: string
  readonly currency?: string | null
  readonly name?: string
  /** Minutes after local midnight of the session's start and end. */
  readonly opens?: number
  readonly closes?: number
  /** The day of `currentTradingPeriod`; the last bar's day when absent. */
  readonly session?: IsoDate
  readonly splits?: readonly { date: IsoDate; numerator: number; denominator: number }[]
  readonly dividends?: readonly { date: IsoDate; amount: number }[]
  /** False: no `adjclose` in the answer, as for some currencies. */
  readonly adjusted?: boolean
}

/** An answer out of the ordinary; each one serves one request. */
export type Trouble =
  | { kind: 'status'; status: number; headers?: Record<string, string>; body?: string }
  | { kind: 'body'; body: string }
  | { kind: 'empty' }
  | { kind: 'no-timestamps' }
  | { kind: 'unknown-symbol'; status?: number }
  | { kind: 'slow'; milliseconds: number }
  | { kind: 'drop' }
  | { kind: 'drop-midway' }

export interface ChartRequest {
  readonly symbol: string
  readonly period1: number
  readonly period2: number
  readonly interval: string | null
  readonly events: string | null
  /** How many bars were sent; 0 for trouble. */
  readonly bars: number
}

const UNKNOWN = { code: 'Not Found', description: 'No data found, symbol may be delisted' }

/**
 * A real HTTP server on loopback that answers in the shape of Yahoo's chart endpoint
 * (`/v8/finance/chart/SYMBOL`), counts what it is asked and can be told to misbehave.
 * `fetch` is to be injected: it takes Yahoo's hosts to this server and refuses all others.
 */
export class YahooServer {
  readonly requests: ChartRequest[] = []
  readonly #series = new Map<string, ServedSeries>()
  readonly #troubles = new Map<string, Trouble[]>()
  readonly #server: Server

  constructor() {
    this.#server = createServer((request, response) => this.#answer(request, response))
  }

  async listen(): Promise<this> {
    await new Promise<void>(resolve => this.#server.listen(0, '127.0.0.1', resolve))
    // does not keep a process alive that is done with it
    this.#server.unref()
    return this
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections()
    await new Promise(resolve => this.#server.close(resolve))
  }

  /** `http://127.0.0.1:PORT`, for a process that cannot be handed `fetch`. */
  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  /** What to answer for a symbol: its series from now on, after the troubles, one a request. */
  script(symbol: string, series: ServedSeries | null, ...troubles: Trouble[]): this {
    if (series) this.#series.set(symbol, series)
    this.#troubles.set(symbol, troubles)
    return this
  }

  /** Forgets what was counted, not what was scripted. */
  forget(): void {
    this.requests.length = 0
  }

  readonly fetch: typeof globalThis.fetch = (input, init) => {
    const wanted = new URL(input instanceof Request ? input.url : input)
    if (!/(^|\.)yahoo\.com$/.test(wanted.hostname)) {
      return Promise.reject(new Error(`a test may not reach ${wanted.hostname}`))
    }
    return globalThis.fetch(new URL(wanted.pathname + wanted.search, this.url), init)
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    const url = new URL(request.url ?? '/', this.url)
    const symbol = decodeURIComponent(url.pathname.match(/^\/v8\/finance\/chart\/(.+)$/)?.[1] ?? '')
    const series = this.#series.get(symbol)
    const trouble =
      this.#troubles.get(symbol)?.shift() ?? (series ? null : { kind: 'unknown-symbol' as const })
    const asked = askedOf(symbol, url.searchParams)
    const bars = trouble || !series ? [] : barsWithin(series, asked)
    this.requests.push({ ...asked, bars: bars.length })
    if (trouble) answerTrouble(trouble, series, response)
    else if (series) sendJson(response, 200, makeChart(symbol, series, bars, asked))
  }
}

function askedOf(symbol: string, query: URLSearchParams) {
  return {
    symbol,
    period1: Number(query.get('period1')),
    period2: Number(query.get('period2')),
    interval: query.get('interval'),
    events: query.get('events'),
  }
}

function answerTrouble(
  trouble: Trouble,
  series: ServedSeries | undefined,
  response: ServerResponse
): void {
  switch (trouble.kind) {
    case 'status':
      response.writeHead(trouble.status, trouble.headers).end(trouble.body ?? 'Edge: no')
      return
    case 'body':
      response.writeHead(200, { 'content-type': 'application/json' }).end(trouble.body)
      return
    case 'empty':
      sendJson(response, 200, { chart: { result: [], error: null } })
      return
    case 'no-timestamps':
      sendJson(
        response,
        200,
        makeChart('?', series ?? { bars: [] }, [], { period1: 0, period2: 0 })
      )
      return
    case 'unknown-symbol':
      sendJson(response, trouble.status ?? 404, { chart: { result: null, error: UNKNOWN } })
      return
    case 'slow':
      setTimeout(() => sendJson(response, 200, { chart: { result: [] } }), trouble.milliseconds)
      return
    case 'drop':
      response.destroy()
      return
    case 'drop-midway':
      response.writeHead(200, { 'content-length': '1000' })
      response.write('{"chart":')
      setTimeout(() => response.destroy(), 5)
  }
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

interface Period {
  readonly period1: number
  readonly period2: number
}

const zoneOf = (series: ServedSeries) => series.timeZone ?? 'America/New_York'
const opensOf = (series: ServedSeries) => series.opens ?? 9 * 60 + 30
const seconds = (instant: Date) => Math.floor(instant.getTime() / 1000)
const stampOf = (series: ServedSeries, date: IsoDate, minutes = opensOf(series)) =>
  seconds(instantIn(zoneOf(series), date, minutes))
const within = (stamp: number, { period1, period2 }: Period) => stamp >= period1 && stamp < period2

const barsWithin = (series: ServedSeries, period: Period) =>
  series.bars.filter(bar => within(stampOf(series, bar.date, bar.stampedAt), period))

function makeChart(
  symbol: string,
  series: ServedSeries,
  bars: readonly ServedBar[],
  period: Period
): unknown {
  const column = (name: 'open' | 'high' | 'low' | 'close' | 'adjclose' | 'volume') =>
    bars.map(bar => bar[name])
  const none = bars.length === 0
  const quote = none ? {} : Object.fromEntries(QUOTE.map(name => [name, column(name)]))
  const adjclose = none ? {} : { adjclose: column('adjclose') }
  const result = {
    meta: makeMeta(symbol, series),
    ...(none ? {} : { timestamp: bars.map(bar => stampOf(series, bar.date, bar.stampedAt)) }),
    ...makeEvents(series, period),
    indicators: {
      quote: [quote],
      ...(series.adjusted === false ? {} : { adjclose: [adjclose] }),
    },
  }
  return { chart: { result: [result], error: null } }
}

const QUOTE = ['open', 'high', 'low', 'close', 'volume'] as const

function makeMeta(symbol: string, series: ServedSeries) {
  const session = series.session ?? series.bars.at(-1)?.date ?? '2024-01-02'
  const period = (from: number, to: number) => ({
    timezone: 'EXC',
    start: stampOf(series, session, from),
    end: stampOf(series, session, to),
    gmtoffset: 0,
  })
  const [opens, closes] = [opensOf(series), series.closes ?? 16 * 60]
  return {
    currency: series.currency === undefined ? 'USD' : series.currency,
    symbol,
    exchangeName: series.exchange ?? 'NMS',
    fullExchangeName: 'Test exchange',
    instrumentType: 'EQUITY',
    firstTradeDate: 1022160600,
    regularMarketTime: stampOf(series, session, closes),
    hasPrePostMarketData: true,
    gmtoffset: 0,
    timezone: 'EXC',
    exchangeTimezoneName: zoneOf(series),
    regularMarketPrice: series.bars.at(-1)?.close ?? 0,
    longName: series.name ?? `${symbol} Incorporated`,
    chartPreviousClose: 1,
    priceHint: 2,
    currentTradingPeriod: {
      pre: period(opens - 60, opens),
      regular: period(opens, closes),
      post: period(closes, closes + 60),
    },
    dataGranularity: '1d',
    range: '',
    validRanges: ['1d', 'max'],
  }
}

/** Keyed by their stamp, as Yahoo does. */
function makeEvents(series: ServedSeries, period: Period) {
  const keyed = <T extends { date: IsoDate }>(events: readonly T[] | undefined) => {
    const stamped = (events ?? []).map(event => ({ ...event, date: stampOf(series, event.date) }))
    return Object.fromEntries(
      stamped.filter(event => within(event.date, period)).map(event => [event.date, event])
    )
  }
  const splits = Object.entries(keyed(series.splits)).map(([stamp, split]) => [
    stamp,
    { ...split, splitRatio: `${split.numerator}:${split.denominator}` },
  ])
  const dividends = keyed(series.dividends)
  const some = splits.length > 0 || Object.keys(dividends).length > 0
  return some ? { events: { splits: Object.fromEntries(splits), dividends } } : {}
}

/** Quiet, plausible bars on every weekday of a span: close 100, 101, 102 … */
export function makeServedBars(first: IsoDate, last: IsoDate): ServedBar[] {
  const bars: ServedBar[] = []
  for (let date = first; date <= last; date = addDays(date, 1)) {
    if (weekdayOf(date) % 6 === 0) continue
    const close = 100 + bars.length
    bars.push({
      date,
      open: close - 0.5,
      high: close + 1,
      low: close - 1,
      close,
      adjclose: close,
      volume: 1000 + bars.length,
    })
  }
  return bars
}

/** The same history as Yahoo tells it after a split: all prices divided, all volumes multiplied. */
export function makeSplitBars(bars: readonly ServedBar[], ratio: number): ServedBar[] {
  const divided = (price: number | null) => (price === null ? null : price / ratio)
  return bars.map(bar => ({
    ...bar,
    open: divided(bar.open),
    high: divided(bar.high),
    low: divided(bar.low),
    close: divided(bar.close),
    adjclose: divided(bar.adjclose),
    volume: bar.volume === null ? null : bar.volume * ratio,
  }))
}

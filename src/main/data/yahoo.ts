import { done, failed, type Result } from '../../shared/failure.ts'
import type { IsoDate } from '../../shared/types.ts'
import { addDays, instantIn } from './days.ts'
import { RETRY_PLAN, type RetryPlan, retry, sleepReally } from './retry.ts'
import {
  type Chart,
  chartSchema,
  hasEqualColumns,
  makeYahooBars,
  type YahooBars,
} from './yahoo-answer.ts'
import {
  broken,
  type Reached,
  settled,
  sortBody,
  sortStatus,
  sortUnreachable,
  type Tried,
  Trouble,
} from './yahoo-failure.ts'

/** What to ask, and the world to ask it in. Everything but the symbol has a default. */
export interface FetchRequest {
  readonly symbol: string
  /** First and last day wanted, in the exchange's calendar, both included. */
  readonly from?: IsoDate | undefined
  readonly to?: IsoDate | undefined
  /** The exchange's zone, when already known: then not a bar more than needed is asked for. */
  readonly timeZone?: string | undefined
  /** Electron hands in `net.fetch`, tests a fetch that leads to loopback. */
  readonly fetch?: typeof globalThis.fetch | undefined
  readonly signal?: AbortSignal | undefined
  readonly sleep?: (milliseconds: number, signal?: AbortSignal) => Promise<unknown>
  readonly onWait?: (seconds: number, reason: string) => void
  readonly now?: () => Date
  readonly random?: () => number
  /** How long one try may take. */
  readonly timeoutMs?: number
  readonly plan?: RetryPlan
}

/** KO since 1962 is 1.5 MB; 30 s lets a slow line through and still ends within patience. */
const TIMEOUT_MS = 30_000

/** Yahoo takes days before 1970 as negative seconds; nothing there is older than 1900. */
const BEGINNING: IsoDate = '1900-01-01'

const SECONDS_A_DAY = 86_400

/**
 * Daily bars of a symbol. Rejects for a bug of ours alone: an unknown symbol, no network, a limit, an
 * answer that makes no sense, no bars, or a cancellation each come back as their failure.
 *
 * Dates are the exchange's own. A bar whose session is not over is left out (see `dropped`).
 */
export async function fetchBars(request: FetchRequest): Promise<Result<YahooBars>> {
  const symbol = request.symbol.trim().toUpperCase()
  if (symbol === '' || /\s/.test(symbol)) return failed({ kind: 'unknown-symbol', symbol })
  const now = request.now ?? (() => new Date())
  const answer = await fetchChart(symbol, request, now)
  if (!answer.ok) return answer
  const { from = BEGINNING, to = '9999-12-31' } = request
  const found = makeYahooBars(answer.value, symbol, day => day >= from && day <= to, now())
  return found.bars.dates.length === 0 ? failed({ kind: 'empty-answer', symbol }) : done(found)
}

async function fetchChart(
  symbol: string,
  request: FetchRequest,
  now: () => Date
): Promise<Result<Chart>> {
  const { sleep = sleepReally, onWait = () => {}, random = Math.random, signal } = request
  try {
    const attempt = () => tryOnce(symbol, request, now)
    return await retry(attempt, { sleep, now, random, onWait, signal }, request.plan ?? RETRY_PLAN)
  } catch (error) {
    if (signal?.aborted) return failed({ kind: 'cancelled' })
    throw error
  }
}

/** One request, its every outcome sorted by what can be done about it. */
async function tryOnce(symbol: string, request: FetchRequest, now: () => Date): Promise<Tried> {
  const timeoutMs = request.timeoutMs ?? TIMEOUT_MS
  const late = AbortSignal.timeout(timeoutMs)
  const signal = request.signal ? AbortSignal.any([late, request.signal]) : late
  let body: string | null = null
  const guarded: typeof globalThis.fetch = async (input, init) => {
    const response = await reach(symbol, request, input, { ...init, signal }, timeoutMs)
    body = response.body
    if (!response.ok) throw new Trouble(sortStatus(symbol, response, now()))
    return new Response(body) // without headers: the library is to keep no cookies
  }
  try {
    return readChart(symbol, await askLibrary(symbol, request, guarded, now()))
  } catch (error) {
    if (error instanceof Trouble) return error.attempt
    // what broke before anything came is a bug of ours, not Yahoo's
    if (request.signal?.aborted || body === null) throw error
    return sortBody(symbol, body, error)
  }
}

const SILENT = { info() {}, warn() {}, error() {}, debug() {}, dir() {} }

/**
 * The seconds from and to which to ask. Exact where the exchange's zone is known; else with slack,
 * for a day begins up to 14 h before and ends up to 12 h after the same day in UTC.
 */
function makePeriod({ from = BEGINNING, to, timeZone }: FetchRequest, now: Date) {
  const midnight = (day: IsoDate) => instantIn(timeZone ?? 'UTC', day, 0).getTime() / 1000
  const slack = timeZone ? 0 : SECONDS_A_DAY
  const tomorrow = Math.ceil(now.getTime() / 1000) + SECONDS_A_DAY
  const period2 = to ? Math.min(midnight(addDays(to, 1)) + slack, tomorrow) : tomorrow
  return { period1: Math.min(midnight(from) - slack, period2 - SECONDS_A_DAY), period2 }
}

/**
 * The library with everything that prints or phones home switched off. `return: 'object'` keeps
 * columns as columns. The chart endpoint needs neither cookie nor crumb. Loaded when it is first asked:
 * it takes a fifth of the program's own start.
 */
async function askLibrary(
  symbol: string,
  request: FetchRequest,
  fetch: typeof globalThis.fetch,
  now: Date
): Promise<unknown> {
  const { YahooFinance } = await import('./yahoo-library.ts')
  const yahoo = new YahooFinance({
    fetch,
    logger: SILENT,
    suppressNotices: ['yahooSurvey'],
    validation: { logErrors: false, logOptionsErrors: false },
    versionCheck: false,
  })
  const options = { interval: '1d', events: 'div|split', return: 'object' } as const
  return yahoo.chart(
    encodeURIComponent(symbol),
    { ...makePeriod(request, now), ...options },
    { validateResult: false }
  )
}

/** The network part: an answer with its whole body, or a `Trouble` saying why there is none. */
async function reach(
  symbol: string,
  { fetch = globalThis.fetch, signal }: FetchRequest,
  input: Parameters<typeof globalThis.fetch>[0],
  init: RequestInit & { signal: AbortSignal },
  timeoutMs: number
): Promise<Reached> {
  try {
    const response = await fetch(input, init)
    const { ok, status, headers } = response
    return { ok, status, headers, body: await response.text() }
  } catch (error) {
    if (signal?.aborted) throw error
    throw new Trouble(sortUnreachable(symbol, error, init.signal.aborted ? timeoutMs : null))
  }
}

function readChart(symbol: string, answer: unknown): Tried {
  const chart = chartSchema.safeParse(answer)
  if (!chart.success) {
    const issue = chart.error.issues[0]
    return settled(broken(symbol, `${issue?.path.join('.')}: ${issue?.message}`))
  }
  if (!hasEqualColumns(chart.data)) return settled(broken(symbol, 'its columns differ in length'))
  return { settled: true, value: done(chart.data) }
}

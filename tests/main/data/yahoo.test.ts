import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type FetchRequest, fetchBars } from '../../../src/main/data/yahoo.ts'
import { makeServedBars, type ServedBar, YahooServer } from '../../support/yahoo-server.ts'

const LATER = new Date('2024-06-01T12:00:00Z')
const BARS = makeServedBars('2024-01-02', '2024-01-12')

let server: YahooServer
let waits: [number, string][]
let sleeps: number[]

beforeEach(async () => {
  server = await new YahooServer().listen()
  waits = []
  sleeps = []
})
afterEach(() => server.close())

const ask = (symbol: string, more: Partial<FetchRequest> = {}) =>
  fetchBars({
    symbol,
    fetch: server.fetch,
    now: () => LATER,
    random: () => 0.5,
    sleep: async milliseconds => void sleeps.push(milliseconds),
    onWait: (seconds, reason) => void waits.push([seconds, reason]),
    timeoutMs: 5000,
    ...more,
  })

const bar = (date: string, more: Partial<ServedBar> = {}): ServedBar => {
  const [made] = makeServedBars('2024-01-02', '2024-01-02')
  if (!made) throw new Error('no bar')
  return { ...made, date, ...more }
}

async function fetched(symbol: string, more: Partial<FetchRequest> = {}) {
  const answer = await ask(symbol, more)
  if (!answer.ok) throw new Error(JSON.stringify(answer.failure))
  return answer.value
}

async function failure(symbol: string, more: Partial<FetchRequest> = {}) {
  const answer = await ask(symbol, more)
  return answer.ok ? null : answer.failure
}

describe('an ordinary answer', () => {
  it('becomes bars by column with what Yahoo knows of the series', async () => {
    server.script('NFLX', { bars: BARS, name: 'Netflix, Inc.' })
    const { bars, info, dropped } = await fetched(' nflx ')
    expect(bars.dates).toEqual(BARS.map(({ date }) => date))
    expect([...bars.close]).toEqual(BARS.map(({ close }) => close))
    expect([...bars.volume]).toEqual(BARS.map(({ volume }) => volume))
    expect(info).toEqual({
      symbol: 'NFLX',
      source: 'yahoo',
      name: 'Netflix, Inc.',
      currency: 'USD',
      exchange: 'NMS',
      file: null,
    })
    expect(dropped).toEqual({ empty: 0, unfinished: 0, repeated: 0 })
  })

  it('asks for daily bars with dividends and splits, and before 1970 when no start is named', async () => {
    server.script('KO', { bars: [bar('1962-01-02'), ...BARS] })
    expect((await fetched('KO')).bars.dates[0]).toBe('1962-01-02')
    expect(server.requests).toHaveLength(1)
    expect(server.requests[0]).toMatchObject({ interval: '1d', events: 'div|split' })
  })

  it('holds the days asked for, both ends included, and no other', async () => {
    server.script('NFLX', { bars: BARS })
    const { bars } = await fetched('NFLX', { from: '2024-01-04', to: '2024-01-09' })
    expect(bars.dates).toEqual(['2024-01-04', '2024-01-05', '2024-01-08', '2024-01-09'])
  })

  it('finds symbols with signs in them', async () => {
    server.script('^GSPC', { bars: BARS, exchange: 'SNP' })
    server.script('EURUSD=X', { bars: BARS, exchange: 'CCY', timeZone: 'Europe/London' })
    expect((await fetched('^gspc')).info.symbol).toBe('^GSPC')
    expect((await fetched('eurusd=x')).info.exchange).toBe('CCY')
    expect((await failure('A?B#C/../D'))?.kind).toBe('unknown-symbol')
    expect(server.requests.at(-1)?.symbol).toBe('A?B#C/../D')
  })

  it('tells splits and dividends, and the day prices are adjusted for', async () => {
    server.script('NFLX', {
      bars: BARS,
      splits: [{ date: '2024-01-08', numerator: 7, denominator: 1 }],
      dividends: [{ date: '2024-01-10', amount: 0.25 }],
    })
    const { splits, dividends, adjustedFor } = await fetched('NFLX')
    expect(splits).toEqual([
      expect.objectContaining({ date: '2024-01-08', numerator: 7, denominator: 1 }),
    ])
    expect(dividends).toEqual([expect.objectContaining({ date: '2024-01-10', amount: 0.25 })])
    expect(adjustedFor).toBe('2024-01-10')
  })

  it('leaves the adjusted close missing, not zero, where Yahoo sends none', async () => {
    server.script('X', { bars: BARS, adjusted: false })
    expect([...(await fetched('X')).bars.adjusted]).toEqual(BARS.map(() => Number.NaN))
  })

  it('drops and counts null bars; a missing open alone is NaN', async () => {
    const nothing = { open: null, high: null, low: null, close: null, adjclose: null, volume: null }
    server.script('X', {
      bars: [bar('2024-01-02'), bar('2024-01-03', nothing), bar('2024-01-04', { open: null })],
    })
    const { bars, dropped } = await fetched('X')
    expect(bars.dates).toEqual(['2024-01-02', '2024-01-04'])
    expect(bars.open[1]).toBeNaN()
    expect(dropped.empty).toBe(1)
  })

  it('keeps no cookies', async () => {
    server.script('X', { bars: BARS })
    const sent: (string | null)[] = []
    const baking: typeof fetch = async (input, init) => {
      sent.push(new Headers(init?.headers).get('cookie'))
      const headers = { 'set-cookie': 'A1=crumbs; Domain=.yahoo.com; Path=/' }
      return new Response(await (await server.fetch(input, init)).text(), { headers })
    }
    await fetched('X', { fetch: baking })
    await fetched('X', { fetch: baking })
    expect(sent).toEqual(['', ''])
  })

  it('prints nothing, whatever the answer', async () => {
    const spies = (['log', 'warn', 'error', 'info', 'dir'] as const).map(name =>
      vi.spyOn(console, name).mockImplementation(() => {})
    )
    server.script(
      'X',
      { bars: BARS, currency: null },
      { kind: 'body', body: '{"chart":{"result":[{}]}}' }
    )
    await ask('X')
    await ask('X')
    await ask('NOBODY')
    server.script('X', null, { kind: 'status', status: 403 })
    await ask('X')
    expect(spies.flatMap(spy => spy.mock.calls)).toEqual([])
    vi.restoreAllMocks()
  })
})

describe('days', () => {
  it('are Tokyo’s own: a bar of local midnight is 15:00 UTC the day before', async () => {
    const toyota = [bar('2024-01-04', { stampedAt: 0 }), bar('2024-01-05', { stampedAt: 0 })]
    server.script('7203.T', { bars: toyota, timeZone: 'Asia/Tokyo', exchange: 'JPX', closes: 930 })
    expect((await fetched('7203.T')).bars.dates).toEqual(['2024-01-04', '2024-01-05'])
  })

  it('are New Zealand’s own: its opening is still yesterday in UTC', async () => {
    const bars = makeServedBars('2024-01-03', '2024-01-05')
    server.script('FBU.NZ', { bars, timeZone: 'Pacific/Auckland', exchange: 'NZE', opens: 600 })
    expect((await fetched('FBU.NZ')).bars.dates).toEqual(bars.map(({ date }) => date))
  })

  it('are New York’s own: a bar stamped in the evening is already tomorrow in UTC', async () => {
    const bars = [bar('2024-01-04'), bar('2024-01-05', { stampedAt: 20 * 60 })]
    server.script('NFLX', { bars })
    expect((await fetched('NFLX')).bars.dates).toEqual(['2024-01-04', '2024-01-05'])
  })

  it('stay right across a clock change', async () => {
    const bars = ['2024-03-29', '2024-04-02'].map(date => bar(date, { stampedAt: 0 }))
    server.script('EURUSD=X', { bars, timeZone: 'Europe/London', exchange: 'CCY' })
    expect((await fetched('EURUSD=X')).bars.dates).toEqual(['2024-03-29', '2024-04-02'])
  })

  it('leave out today while its session runs and while late quotes come in', async () => {
    const bars = makeServedBars('2024-01-02', '2024-01-05')
    server.script('NFLX', { bars, session: '2024-01-05' })
    const at = (time: string) => fetched('NFLX', { now: () => new Date(time) })
    const open = await at('2024-01-05T20:59:00Z')
    expect(open.bars.dates.at(-1)).toBe('2024-01-04')
    expect(open.dropped.unfinished).toBe(1)
    expect((await at('2024-01-05T21:10:00Z')).bars.dates.at(-1)).toBe('2024-01-04')
    expect((await at('2024-01-05T21:20:00Z')).bars.dates.at(-1)).toBe('2024-01-05')
  })

  it('leave out a bar beyond a session that Yahoo still calls current', async () => {
    const bars = makeServedBars('2024-01-02', '2024-01-05')
    server.script('BTC-USD', { bars, session: '2024-01-04', timeZone: 'UTC', exchange: 'CCC' })
    expect((await fetched('BTC-USD')).dropped.unfinished).toBe(1)
  })

  it('count a repeated day once, the later bar', async () => {
    const bars = [...BARS, bar('2024-01-12', { close: 500, stampedAt: 960 })]
    server.script('NFLX', { bars })
    const found = await fetched('NFLX')
    expect(found.bars.dates).toEqual(BARS.map(({ date }) => date))
    expect(found.bars.close.at(-1)).toBe(500)
    expect(found.dropped.repeated).toBe(1)
  })
})

describe('failures', () => {
  it.each([
    ['an unknown symbol (404)', { kind: 'unknown-symbol' }, 'unknown-symbol'],
    ['a delisted symbol (200)', { kind: 'unknown-symbol', status: 200 }, 'unknown-symbol'],
    ['a bare 404', { kind: 'status', status: 404 }, 'unknown-symbol'],
    ['an empty result', { kind: 'empty' }, 'empty-answer'],
    ['a result without bars', { kind: 'no-timestamps' }, 'empty-answer'],
    ['a page instead of data', { kind: 'body', body: '<html>Oath</html>' }, 'source-broken'],
    ['half an answer', { kind: 'body', body: '{"chart":{"result":[' }, 'source-broken'],
    ['another shape', { kind: 'body', body: '{"spark":{"result":[]}}' }, 'source-broken'],
    ['a chart of nothing', { kind: 'body', body: '{"chart":{"result":[{}]}}' }, 'source-broken'],
    ['a closed door', { kind: 'status', status: 401 }, 'source-broken'],
  ] as const)('%s is named at once, without a second try', async (_what, trouble, kind) => {
    server.script('X', { bars: BARS }, trouble)
    expect(await failure('X')).toMatchObject({ kind, symbol: 'X' })
    expect(server.requests).toHaveLength(1)
    expect(sleeps).toEqual([])
  })

  it('columns of unequal length are refused', async () => {
    const body = JSON.stringify({
      chart: {
        result: [
          {
            meta: { symbol: 'X' },
            timestamp: [1704205800, 1704292200],
            indicators: {
              quote: [{ open: [1, 1], high: [1, 1], low: [1, 1], close: [1], volume: [1, 1] }],
            },
          },
        ],
      },
    })
    server.script('X', null, { kind: 'body', body })
    expect(await failure('X')).toMatchObject({ kind: 'source-broken' })
  })

  it('a 400 about dates without data is an empty answer', async () => {
    const description = "Data doesn't exist for startDate = 1, endDate = 2"
    const body = JSON.stringify({
      chart: { result: null, error: { code: 'Bad Request', description } },
    })
    server.script('X', null, { kind: 'status', status: 400, body })
    expect(await failure('X')).toEqual({ kind: 'empty-answer', symbol: 'X' })
  })

  it('a symbol that cannot be one is not asked for', async () => {
    expect(await failure('two words')).toMatchObject({ kind: 'unknown-symbol' })
    expect(await failure('  ')).toMatchObject({ kind: 'unknown-symbol' })
    expect(server.requests).toHaveLength(0)
  })

  it('no network is said at once, with its cause', async () => {
    const offline: typeof fetch = async () => {
      const cause = Object.assign(new Error('getaddrinfo ENOTFOUND query2'), { code: 'ENOTFOUND' })
      throw new TypeError('fetch failed', { cause })
    }
    expect(await failure('X', { fetch: offline })).toEqual({
      kind: 'no-network',
      symbol: 'X',
      reason: 'getaddrinfo ENOTFOUND query2',
    })
    expect(sleeps).toEqual([])
  })

  it('nobody listening is no network', async () => {
    const closed = await new YahooServer().listen()
    const { fetch, url } = closed
    await closed.close()
    expect(url).toMatch(/127/)
    expect(await failure('X', { fetch: (_, init) => globalThis.fetch(url, init) })).toMatchObject({
      kind: 'no-network',
      reason: expect.stringContaining('ECONNREFUSED'),
    })
    expect(fetch).toBeTypeOf('function')
  })
})

describe('trouble that passes', () => {
  it.each([
    ['429', { kind: 'status', status: 429 }],
    ['503', { kind: 'status', status: 503 }],
    ['a dropped connection', { kind: 'drop' }],
    ['an answer that breaks off', { kind: 'drop-midway' }],
  ] as const)(
    '%s is tried again with a doubling ceiling and full jitter',
    async (_what, trouble) => {
      server.script('X', { bars: BARS }, trouble, trouble, trouble)
      expect((await fetched('X')).bars.dates).toHaveLength(BARS.length)
      expect(server.requests).toHaveLength(4)
      // random() is 0.5: half of 1, 2 and 4 seconds
      expect(sleeps).toEqual([500, 1000, 2000])
      expect(waits.map(([seconds]) => seconds)).toEqual([0.5, 1, 2])
      expect(waits.every(([, reason]) => reason.length > 5)).toBe(true)
    }
  )

  it('a slow answer is given up after the time allowed and tried again', async () => {
    server.script('X', { bars: BARS }, { kind: 'slow', milliseconds: 3000 })
    expect((await fetched('X', { timeoutMs: 100 })).bars.dates).toHaveLength(BARS.length)
    expect(waits).toEqual([[0.5, 'no answer within 0.1 s']])
  })

  it('an answer that stays slow is no network, with the reason', async () => {
    const slow = { kind: 'slow', milliseconds: 3000 } as const
    server.script('X', null, slow, slow, slow, slow, slow)
    expect(await failure('X', { timeoutMs: 30 })).toEqual({
      kind: 'no-network',
      symbol: 'X',
      reason: 'no answer within 0.03 s',
    })
    expect(sleeps).toHaveLength(4)
  })

  it('Retry-After in seconds is a floor under the wait', async () => {
    const headers = { 'retry-after': '7' }
    server.script('X', { bars: BARS }, { kind: 'status', status: 429, headers })
    await fetched('X')
    expect(sleeps).toEqual([7000])
  })

  it('Retry-After as a date is counted from now', async () => {
    const headers = { 'retry-after': 'Sat, 01 Jun 2024 12:00:09 GMT' }
    server.script('X', { bars: BARS }, { kind: 'status', status: 503, headers })
    await fetched('X')
    expect(sleeps).toEqual([9000])
  })

  it('a Retry-After beyond our patience is reported, not slept through', async () => {
    const headers = { 'retry-after': '3600' }
    server.script('X', { bars: BARS }, { kind: 'status', status: 429, headers })
    expect(await failure('X')).toEqual({
      kind: 'rate-limited',
      symbol: 'X',
      retryAfterSeconds: 3600,
    })
    expect(sleeps).toEqual([])
  })

  it('a limit that stays is reported after five tries', async () => {
    const limit = { kind: 'status', status: 429 } as const
    server.script('X', null, limit, limit, limit, limit, limit)
    expect(await failure('X')).toEqual({
      kind: 'rate-limited',
      symbol: 'X',
      retryAfterSeconds: null,
    })
    expect(server.requests).toHaveLength(5)
  })

  it('a fault that stays is the source’s', async () => {
    const fault = { kind: 'status', status: 502 } as const
    server.script('X', null, fault, fault, fault, fault, fault)
    expect(await failure('X')).toEqual({ kind: 'source-broken', symbol: 'X', reason: 'HTTP 502' })
  })

  it('the total time is a limit of its own', async () => {
    let clock = LATER.getTime()
    const limit = { kind: 'status', status: 429, headers: { 'retry-after': '50' } } as const
    server.script('X', { bars: BARS }, limit, limit, limit)
    const sleep = async (milliseconds: number) => {
      sleeps.push(milliseconds)
      clock += milliseconds
    }
    await failure('X', { sleep, now: () => new Date(clock) })
    expect(sleeps).toEqual([50_000, 50_000])
  })
})

describe('cancelling', () => {
  it('ends a wait at once, even a sleep that does not listen', async () => {
    const control = new AbortController()
    server.script('X', null, { kind: 'status', status: 429 })
    const answer = failure('X', {
      signal: control.signal,
      onWait: () => void setTimeout(() => control.abort(), 5),
      sleep: () => new Promise(() => {}),
    })
    expect(await answer).toEqual({ kind: 'cancelled' })
    expect(server.requests).toHaveLength(1)
  })

  it('ends a request under way', async () => {
    const control = new AbortController()
    server.script('X', null, { kind: 'slow', milliseconds: 3000 })
    setTimeout(() => control.abort(), 30)
    expect(await failure('X', { signal: control.signal })).toEqual({ kind: 'cancelled' })
  })

  it('before the start asks nothing', async () => {
    server.script('X', { bars: BARS })
    expect(await failure('X', { signal: AbortSignal.abort() })).toEqual({ kind: 'cancelled' })
    expect(server.requests).toHaveLength(0)
  })
})

it('blames a fault of our own, before anything was asked, on nobody else', async () => {
  server.script('NFLX', { bars: BARS })
  await expect(ask('NFLX', { timeZone: 'No/Where' })).rejects.toThrow(/time zone/)
  expect(server.requests).toEqual([])
})

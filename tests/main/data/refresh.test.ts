import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  type CachedSeries,
  type RefreshRequest,
  type RefreshStore,
  refresh,
} from '../../../src/main/data/refresh.ts'
import {
  makeServedBars,
  makeSplitBars,
  type ServedBar,
  YahooServer,
} from '../../support/yahoo-server.ts'

/** A store of revisions in memory, the newest last; `hash` is only a number here. */
class Revisions implements RefreshStore {
  readonly all: CachedSeries[] = []
  latest(symbol: string) {
    return this.all.filter(({ info }) => info.symbol === symbol).at(-1) ?? null
  }
  save(bars: CachedSeries['bars'], info: CachedSeries['info'], stamp: string | null) {
    this.all.push({ bars, info, hash: String(this.all.length), stamp })
  }
}

const YEAR = makeServedBars('2023-01-02', '2024-05-01')
const WEEK = makeServedBars('2023-01-02', '2024-05-08')

let server: YahooServer
let store: Revisions

beforeEach(async () => {
  server = await new YahooServer().listen()
  store = new Revisions()
})
afterEach(() => server.close())

const at = (now: string, more: Partial<RefreshRequest> = {}) =>
  refresh(store, {
    symbol: 'nflx',
    fetch: server.fetch,
    now: () => new Date(now),
    sleep: async () => {},
    ...more,
  })

/** Fetched on the evening of 2024-05-01; then the requests are forgotten. */
async function begin(bars: readonly ServedBar[] = YEAR) {
  server.script('NFLX', { bars })
  const first = await at('2024-05-01T22:00:00Z')
  server.forget()
  return first
}

describe('refresh', () => {
  it('fetches everything the first time', async () => {
    expect(await begin()).toMatchObject({
      ok: true,
      value: { kind: 'first', asOf: '2024-05-01', added: YEAR.length },
    })
    expect(store.all).toHaveLength(1)
    expect(store.all[0]?.bars.dates).toHaveLength(YEAR.length)
  })

  it('asks nothing when the newest closed session is stored', async () => {
    await begin()
    const answer = await at('2024-05-02T15:00:00Z')
    expect(answer).toEqual({
      ok: true,
      value: { kind: 'up-to-date', asOf: '2024-05-01', asked: false },
    })
    expect(server.requests).toHaveLength(0)
  })

  it('asks nothing over a weekend', async () => {
    server.script('NFLX', { bars: makeServedBars('2023-01-02', '2024-05-03') })
    await at('2024-05-03T22:00:00Z')
    server.forget()
    for (const now of ['2024-05-04T12:00:00Z', '2024-05-05T23:00:00Z', '2024-05-06T13:00:00Z']) {
      expect(await at(now)).toMatchObject({ value: { kind: 'up-to-date', asked: false } })
    }
    expect(server.requests).toHaveLength(0)
  })

  it('asks all the same when told to', async () => {
    await begin()
    const answer = await at('2024-05-02T15:00:00Z', { force: true })
    expect(answer).toMatchObject({ value: { kind: 'up-to-date', asked: true } })
    expect(server.requests).toHaveLength(1)
    expect(store.all).toHaveLength(1)
  })

  it('asks only for five known bars and the missing ones', async () => {
    await begin()
    server.script('NFLX', { bars: WEEK })
    expect(await at('2024-05-08T22:00:00Z')).toMatchObject({
      value: { kind: 'appended', asOf: '2024-05-08', added: 5 },
    })
    expect(server.requests).toHaveLength(1)
    expect(server.requests[0]?.bars).toBe(5 + 5)
    const [old, now] = store.all
    expect(now?.bars.dates).toEqual(WEEK.map(({ date }) => date))
    expect([...(now?.bars.close ?? [])]).toEqual(WEEK.map(({ close }) => close))
    expect(old?.bars.dates).toHaveLength(YEAR.length)
  })

  it('does not mistake the last digit of a 32-bit float for a dividend', async () => {
    await begin()
    const jittered = WEEK.map(bar => ({ ...bar, adjclose: (bar.adjclose ?? 0) * (1 + 5e-8) }))
    server.script('NFLX', { bars: jittered })
    expect(await at('2024-05-08T22:00:00Z')).toMatchObject({ value: { kind: 'appended' } })
  })

  it('notices a dividend of a cent on a price of 500', async () => {
    const dear = YEAR.map(bar => ({ ...bar, adjclose: 500 }))
    await begin(dear)
    const later = makeServedBars('2024-05-02', '2024-05-03')
    const adjusted = dear.map(bar => ({ ...bar, adjclose: 500 * (1 - 0.01 / 500) }))
    server.script('NFLX', { bars: [...adjusted, ...later] })
    const answer = await at('2024-05-03T22:00:00Z')
    expect(answer).toMatchObject({ value: { kind: 'revised', added: 2 } })
    if (!answer.ok || answer.value.kind !== 'revised') throw new Error('not revised')
    expect(answer.value.moved).toHaveLength(YEAR.length)
    expect(answer.value.moved.every(({ column }) => column === 'adjusted')).toBe(true)
  })

  it('fetches a split series anew, keeps the old revision and names what moved', async () => {
    await begin()
    server.script('NFLX', { bars: makeSplitBars(WEEK, 10) })
    const answer = await at('2024-05-08T22:00:00Z')
    expect(answer).toMatchObject({ value: { kind: 'revised', asOf: '2024-05-08', added: 5 } })
    if (!answer.ok || answer.value.kind !== 'revised') throw new Error('not revised')
    expect(answer.value.moved).toHaveLength(YEAR.length * 5)
    expect(answer.value.moved).toContainEqual({
      date: '2023-01-02',
      column: 'close',
      before: 100,
      after: 10,
    })
    expect(server.requests.map(({ bars }) => bars)).toEqual([10, WEEK.length])
    expect(store.all.map(({ bars }) => bars.close[0])).toEqual([100, 10])
    expect(store.all.map(({ stamp }) => stamp)).toEqual([null, null])
  })

  it('stamps a revision with the newest split or dividend, and keeps it while days are added', async () => {
    const dividends = [
      { date: '2023-02-09', amount: 0.46 },
      { date: '2024-03-14', amount: 0.485 },
    ]
    const splits = [{ date: '2023-06-12', numerator: 10, denominator: 1 }]
    server.script('NFLX', { bars: YEAR, dividends, splits })
    await at('2024-05-01T22:00:00Z')
    server.script('NFLX', { bars: WEEK, dividends, splits })
    await at('2024-05-08T22:00:00Z')
    const stamp = 'dividend 0.485 on 2024-03-14'
    expect(store.all.map(one => one.stamp)).toEqual([stamp, stamp])
  })

  it('takes a bar that came late within the known days as a revision', async () => {
    const late = YEAR.at(-3)?.date
    await begin(YEAR.map(bar => (bar.date === late ? { ...bar, close: null } : bar)))
    server.script('NFLX', { bars: WEEK })
    const answer = await at('2024-05-08T22:00:00Z')
    if (!answer.ok || answer.value.kind !== 'revised') throw new Error('not revised')
    expect(new Set(answer.value.moved.map(({ date }) => date))).toEqual(new Set([late]))
    expect(answer.value.moved.every(({ before }) => Number.isNaN(before))).toBe(true)
  })

  it('keeps a known bar that the source forgets for once', async () => {
    await begin()
    const gone = YEAR.at(-2)?.date
    server.script('NFLX', {
      bars: WEEK.map(bar => (bar.date === gone ? { ...bar, close: null } : bar)),
    })
    expect(await at('2024-05-08T22:00:00Z')).toMatchObject({
      value: { kind: 'appended', added: 5 },
    })
    expect(store.latest('NFLX')?.bars.dates).toContain(gone)
  })

  it('does not join bars that do not meet the known ones', async () => {
    await begin()
    const other = makeServedBars('2024-05-06', '2024-05-08')
    server.script('NFLX', { bars: other })
    expect(await at('2024-05-08T22:00:00Z')).toMatchObject({
      value: { kind: 'revised', added: 3, moved: [] },
    })
    expect(store.latest('NFLX')?.bars.dates).toEqual(other.map(({ date }) => date))
  })

  it('answers from the cache, with its day, when the source fails', async () => {
    await begin()
    server.script('NFLX', null, { kind: 'unknown-symbol' })
    expect(await at('2024-05-08T22:00:00Z')).toEqual({
      ok: true,
      value: {
        kind: 'cached',
        asOf: '2024-05-01',
        failure: { kind: 'unknown-symbol', symbol: 'NFLX' },
      },
    })
    expect(store.all).toHaveLength(1)
  })

  it('answers from the cache when the whole cannot be had after a split', async () => {
    await begin()
    server.script('NFLX', { bars: makeSplitBars(WEEK, 10) })
    let requests = 0
    const once: typeof fetch = (input, init) =>
      requests++ === 0 ? server.fetch(input, init) : Promise.reject(new Error('ENOTFOUND'))
    expect(await at('2024-05-08T22:00:00Z', { fetch: once })).toMatchObject({
      value: { kind: 'cached', asOf: '2024-05-01', failure: { kind: 'no-network' } },
    })
    expect(store.all).toHaveLength(1)
  })

  it('fails when there is nothing to fall back on', async () => {
    expect(await at('2024-05-08T22:00:00Z')).toEqual({
      ok: false,
      failure: { kind: 'unknown-symbol', symbol: 'NFLX' },
    })
  })

  it('is cancelled when asked to, cache or not', async () => {
    await begin()
    expect(await at('2024-05-08T22:00:00Z', { signal: AbortSignal.abort() })).toEqual({
      ok: false,
      failure: { kind: 'cancelled' },
    })
  })
})

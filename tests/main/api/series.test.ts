import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import { fetchSymbol, importFile, listSeries, takeSample } from '../../../src/main/api/series.ts'
import { listFetches } from '../../../src/main/store/fetches.ts'
import { listRevisions, readBars } from '../../../src/main/store/revisions.ts'
import { describeFailure } from '../../../src/shared/failure.ts'
import { makeSample } from '../../../src/shared/lab/samples.ts'
import { makeServedBars, makeSplitBars, YahooServer } from '../../support/yahoo-server.ts'
import { makePrices, must, openTemporary, writePrices } from './examples.ts'

const temporary = openTemporary()
const { h, folder } = temporary
afterAll(temporary.dispose)

const write = (name: string, prices = makePrices(30)) => writePrices(join(folder, name), prices)
const symbolsOf = (source: string) =>
  listSeries(h).flatMap(({ latest: { series } }) => (series.source === source ? series.symbol : []))

describe('importing a file', () => {
  it('stores its bars once, however often it is imported', async () => {
    const file = write('ONCE.csv')
    const first = must(await importFile(h, file))
    const again = must(await importFile(h, file))
    expect([first.isNew, again.isNew]).toEqual([true, false])
    expect(again.revision).toEqual(first.revision)
    expect([...readBars(h.store, first.revision.id).close]).toEqual(makePrices(30))
  })

  it('adds a revision when the file has grown, and knows the old state when it comes back', async () => {
    const old = must(await importFile(h, write('GROW.csv')))
    const grown = must(await importFile(h, write('GROW.csv', makePrices(35))))
    const back = must(await importFile(h, write('GROW.csv')))
    expect([old.isNew, grown.isNew, back.isNew]).toEqual([true, true, false])
    expect(back.revision.id).toBe(old.revision.id)
    expect(listRevisions(h.store, 'GROW', 'csv').map(({ count }) => count)).toEqual([30, 35])
    const entry = listSeries(h).find(({ latest }) => latest.series.symbol === 'GROW')
    expect(entry).toMatchObject({ revisions: 2, latest: { id: old.revision.id } })
  })

  it('takes the symbol from the file, else from its name, and two files of one as one series', async () => {
    const other = join(folder, 'other')
    mkdirSync(other)
    const rows = makePrices(31).map(
      (price, i) => `NFLX,2024-01-${String(i + 1).padStart(2, '0')},${price}`
    )
    const named = join(other, 'download (3).csv')
    writeFileSync(named, ['symbol,date,close', ...rows, ''].join('\n'))
    for (const name of ['NFLX.csv', 'nflx.csv', 'NFLX.CSV.csv', 'RELIANCE.NS.csv']) {
      must(await importFile(h, write(name)))
    }
    const { revision } = must(await importFile(h, named))
    expect(revision.series).toMatchObject({ symbol: 'NFLX', file: 'download (3).csv' })
    const symbols = symbolsOf('csv').filter(symbol => /NFLX|RELIANCE/.test(symbol))
    expect(symbols).toEqual(['NFLX', 'NFLX.CSV', 'RELIANCE.NS'])
    expect(listRevisions(h.store, 'NFLX', 'csv').map(({ count }) => count)).toEqual([30, 31])
  })

  it('says in a sentence with the file’s name why it cannot be read, and stores nothing', async () => {
    const before = listSeries(h)
    const say = async (name: string, text?: string) => {
      const path = join(folder, name)
      if (text !== undefined) writeFileSync(path, text)
      const result = await importFile(h, path)
      return result.ok ? 'it went well' : describeFailure(result.failure)
    }
    expect(await say('absent.csv')).toMatch(
      /^absent\.csv could not be read: there is no such file\./
    )
    expect(await say('other')).toMatch(/^other could not be read: it is a folder\./)
    expect(await say('empty.csv', '')).toMatch(/^empty\.csv could not be read: /)
    expect(await say('dateless.csv', 'close,open\n1,2\n3,4\n')).toMatch(
      /^dateless\.csv has no column/
    )
    const torn = 'date,close\n2024-01-02,10\n2024-01-03,ten\n2024-01-04,12\n'
    expect(await say('torn.csv', torn)).toMatch(/^torn\.csv has 1 bad row \(line 3: .*\)\. Nothing/)
    expect(listSeries(h)).toEqual(before)
    const taken = must(await importFile(h, join(folder, 'torn.csv'), { skipBadRows: true }))
    expect([taken.bad.map(({ line }) => line), taken.revision.count]).toEqual([[3], 2])
  })
})

describe('taking a sample', () => {
  it('gives the same revision each time, and another seed another series', () => {
    const [one, again] = [must(takeSample(h, 'momentum')), must(takeSample(h, 'momentum'))]
    expect(again.revision).toEqual(one.revision)
    must(takeSample(h, 'random-walk', 3))
    expect(symbolsOf('simulated')).toEqual(['momentum', 'random-walk-3'])
    expect([...readBars(h.store, one.revision.id).close]).toEqual([
      ...makeSample('momentum', 7).close,
    ])
  })
})

describe('fetching a symbol', () => {
  let server: YahooServer
  beforeEach(async () => {
    server = await new YahooServer().listen()
  })
  afterEach(() => server.close())

  const year = makeServedBars('2023-06-01', '2024-05-01')
  const week = makeServedBars('2023-06-01', '2024-05-08')
  const fetchAt = (symbol: string, now: string) =>
    fetchSymbol(h, symbol, {
      fetch: server.fetch,
      now: () => new Date(now),
      sleep: async () => {},
    })
  const rows = (symbol: string) =>
    listFetches(h.store, symbol, 'yahoo').map(({ outcome, bars, revisionId }) => [
      outcome,
      bars,
      revisionId,
    ])

  it('stores what is new, asks only for that, and keeps a row of each time it asked', async () => {
    server.script('NFLX', { bars: year })
    const first = must(await fetchAt(' nflx ', '2024-05-01T22:00:00Z'))
    expect(first.refreshed).toMatchObject({ kind: 'first', asOf: '2024-05-01', added: year.length })
    must(await fetchAt('NFLX', '2024-05-01T23:00:00Z')) // nothing can be new: nobody is asked
    server.script('NFLX', { bars: week })
    server.forget()
    const later = must(await fetchAt('NFLX', '2024-05-08T22:00:00Z'))
    expect(later.refreshed).toMatchObject({ kind: 'appended', added: 5 })
    expect(server.requests.map(({ bars }) => bars)).toEqual([10])
    expect(readBars(h.store, later.revision.id).dates).toEqual(week.map(({ date }) => date))
    expect(later.revision.series).toMatchObject({
      symbol: 'NFLX',
      source: 'yahoo',
      exchange: 'NMS',
    })
    expect(rows('NFLX')).toEqual([
      ['appended', 5, later.revision.id],
      ['first', year.length, first.revision.id],
    ])
  })

  it('answers from the cache, as of its last day, when Yahoo fails', async () => {
    server.script('KO', { bars: year })
    const { revision } = must(await fetchAt('KO', '2024-05-01T22:00:00Z'))
    const limit = { kind: 'status', status: 429, headers: { 'retry-after': '60' } } as const
    server.script('KO', { bars: week }, limit, limit, limit, limit, limit, limit)
    const cached = must(await fetchAt('KO', '2024-05-08T22:00:00Z'))
    expect(cached.revision).toEqual(revision)
    expect(cached.refreshed).toMatchObject({
      kind: 'cached',
      asOf: '2024-05-01',
      failure: { kind: 'rate-limited', symbol: 'KO' },
    })
    expect(rows('KO')[0]).toEqual(['rate-limited', 0, revision.id])
  })

  it('keeps both states when a split moved history', async () => {
    server.script('AAPL', { bars: year })
    const before = must(await fetchAt('AAPL', '2024-05-01T22:00:00Z'))
    server.script('AAPL', { bars: makeSplitBars(week, 4) })
    const after = must(await fetchAt('AAPL', '2024-05-08T22:00:00Z'))
    expect(after.refreshed.kind).toBe('revised')
    expect(readBars(h.store, after.revision.id).close[0]).toBe(25)
    expect(readBars(h.store, before.revision.id).close[0]).toBe(100)
  })

  it.each([
    ['NOSUCH', { kind: 'unknown-symbol', symbol: 'NOSUCH' }],
    ['two words', { kind: 'unknown-symbol', symbol: 'TWO WORDS' }],
    ['', { kind: 'unknown-symbol', symbol: '' }],
  ])('fails as a value for “%s”, with a row and no series', async (symbol, failure) => {
    expect(await fetchAt(symbol, '2024-05-01T22:00:00Z')).toEqual({ ok: false, failure })
    expect(rows(symbol.toUpperCase())).toEqual([['unknown-symbol', 0, null]])
    expect(symbolsOf('yahoo')).not.toContain(symbol.toUpperCase())
  })

  it('fails as a value where there is no network', async () => {
    const refuse = () => Promise.reject(Object.assign(new Error('off'), { code: 'ENOTFOUND' }))
    const failed = await fetchSymbol(h, 'MSFT', { fetch: refuse, sleep: async () => {} })
    expect(failed).toMatchObject({ ok: false, failure: { kind: 'no-network', symbol: 'MSFT' } })
    expect(rows('MSFT')).toEqual([['no-network', 0, null]])
  })
})

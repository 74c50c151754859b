import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openHindcast } from '../../../src/main/api/hindcast.ts'
import { listFetches } from '../../../src/main/store/fetches.ts'
import { makeServedBars, YahooServer } from '../../support/yahoo-server.ts'
import { must } from './examples.ts'
import { TestWindow } from './service-fixtures.ts'

let window: TestWindow
let server: YahooServer

beforeEach(async () => {
  server = await new YahooServer().listen()
  window = new TestWindow().open({ fetch: server.fetch })
})
afterEach(async () => {
  await window.dispose()
  await server.close()
})

const bytesOf = (text: string) => new TextEncoder().encode(text)
const bars = makeServedBars('2023-06-01', '2024-05-01')

describe('a ticker', () => {
  it('is fetched, shown with its quality, and only brought up to date the next time', async () => {
    server.script('NFLX', { bars: bars.filter(({ date }) => date !== '2024-04-10') })
    const first = await window.must('fetchSeries', { symbol: ' nflx ' })
    expect(first).toMatchObject({ kind: 'first', asOf: '2024-05-01', added: bars.length - 1 })
    const { revisionId } = first
    const detail = await window.must('readSeries', { revisionId })
    expect(detail.summary).toMatchObject({ symbol: 'NFLX', source: 'yahoo', revisions: 1 })
    expect(detail.bars.dates).toHaveLength(bars.length - 1)
    expect(detail.quality.gaps.days).toContain('2024-04-10')
    expect(detail.quality).toMatchObject({ hasCandles: true, hasVolume: true, splits: [] })
    const [summary] = await window.must('listSeries')
    expect(summary?.missingDays).toBeGreaterThan(100) // the bars end in 2024
    const newer = bars.concat(makeServedBars('2024-05-02', '2024-05-03'))
    server.script('NFLX', { bars: newer.filter(({ date }) => date !== '2024-04-10') })
    server.forget()
    const again = await window.must('fetchSeries', { symbol: 'NFLX' })
    expect(again).toMatchObject({ kind: 'appended', added: 2, asOf: '2024-05-03' })
    expect(server.requests.map(request => request.bars)).toEqual([7])
    expect(window.events('series-changed')).toContainEqual({ revisionIds: [revisionId] })
  })

  it('that Yahoo does not know fails in words for the window', async () => {
    expect(await window.refusal('fetchSeries', { symbol: 'NOSUCH' })).toEqual({
      kind: 'unknown-symbol',
      symbol: 'NOSUCH',
    })
  })

  it('can be waited for, and cancelled', async () => {
    const limit = { kind: 'status', status: 429, headers: { 'retry-after': '60' } } as const
    server.script('KO', { bars }, limit, limit)
    const fetching = window.ask('fetchSeries', { symbol: 'KO' })
    await window.until(() => window.events('fetch-waits').length > 0)
    expect(window.events('fetch-waits')[0]).toMatchObject({ symbol: 'KO', seconds: 60 })
    await window.must('cancelFetch', { symbol: 'ko' })
    expect(await fetching).toEqual({ ok: false, failure: { kind: 'cancelled' } })
    await window.must('cancelFetch', { symbol: 'ko' }) // nothing to cancel is no failure
  })

  it('that is fetched when the window closes is cancelled', async () => {
    const limit = { kind: 'status', status: 429, headers: { 'retry-after': '60' } } as const
    server.script('KO', { bars }, limit, limit)
    const fetching = window.ask('fetchSeries', { symbol: 'KO' })
    await window.until(() => window.events('fetch-waits').length > 0)
    await window.close()
    expect(await fetching).toEqual({ ok: false, failure: { kind: 'cancelled' } })
  })

  it('leaves on record from where to where it was asked', async () => {
    server.script('KO', { bars })
    await window.must('fetchSeries', { symbol: 'KO' })
    await window.must('fetchSeries', { symbol: 'KO' })
    const { hindcast } = must(openHindcast({ folder: `${window.folder}/data`, kind: 'a test' }))
    const asked = listFetches(hindcast.store, 'KO', 'yahoo').map(row => [
      row.outcome,
      row.first,
      row.last,
    ])
    hindcast.close()
    expect(asked).toEqual([
      ['up-to-date', '2024-05-01', '2024-05-01'],
      ['first', null, '2024-05-01'],
    ])
  })
})

describe('a dropped file', () => {
  const clear = bytesOf('date,close\n2024-01-02,10.5\n2024-01-03,11.5\n')

  it('that is clear is imported as it is', async () => {
    const preview = await window.must('previewCsv', { name: 'GOLD.csv', bytes: clear })
    expect(preview).toMatchObject({ sure: true, good: 2, bad: [], doubt: null, file: 'GOLD.csv' })
    const { token } = preview
    const ask = { token, mapping: {}, skipBadRows: false }
    const imported = await window.must('importCsv', ask)
    expect(imported).toMatchObject({ isNew: true, leftOut: 0 })
    expect((await window.must('listSeries'))[0]).toMatchObject({ symbol: 'GOLD', missingDays: 0 })
    expect(await window.refusal('importCsv', ask)).toEqual({ kind: 'forgotten-file' })
  })

  it('that is unclear asks, and any column of numbers may be the series', async () => {
    const text = 'day;rain;sun\n02/01/2024;1,5;4,5\n03/01/2024;2,5;5,5\n'
    const { token, ...preview } = await window.must('previewCsv', {
      name: 'weather.csv',
      bytes: bytesOf(text),
    })
    expect(preview).toMatchObject({ sure: false, good: 0 })
    expect(preview.candidates.column).toEqual(['rain', 'sun'])
    const mapping = { date: 'day', column: 'sun', dates: 'day-first' } as const
    const mapped = await window.must('remapCsv', { token, mapping })
    expect(mapped).toMatchObject({ doubt: null, good: 2, mapping: { column: 'sun' } })
    const { revisionId } = await window.must('importCsv', { token, mapping, skipBadRows: false })
    const { bars: read, quality } = await window.must('readSeries', { revisionId })
    expect([...read.close]).toEqual([4.5, 5.5])
    expect(read.dates).toEqual(['2024-01-02', '2024-01-03'])
    expect(quality).toMatchObject({ hasCandles: false, hasVolume: false, hasAdjusted: false })
  })

  it('with bad rows lists them, stores nothing, and takes the rest when allowed', async () => {
    const bytes = bytesOf('date,close\n2024-01-02,10\nnonsense,11\n2024-01-04,x\n2024-01-05,12\n')
    const { token, sure, good, bad } = await window.must('previewCsv', { name: 'A.csv', bytes })
    expect([sure, good, bad.map(({ line }) => line)]).toEqual([false, 2, [3, 4]])
    const ask = { token, mapping: {} }
    expect(await window.refusal('importCsv', { ...ask, skipBadRows: false })).toMatchObject({
      kind: 'bad-rows',
      good: 2,
    })
    expect(await window.must('listSeries')).toEqual([])
    expect(await window.must('importCsv', { ...ask, skipBadRows: true })).toMatchObject({
      leftOut: 2,
    })
  })

  it('is forgotten when asked, and when many others came', async () => {
    const name = 'A.csv'
    const { token } = await window.must('previewCsv', { name, bytes: clear })
    await window.must('forgetCsv', { token })
    expect(await window.refusal('remapCsv', { token, mapping: {} })).toEqual({
      kind: 'forgotten-file',
    })
    const first = await window.must('previewCsv', { name, bytes: clear })
    for (let i = 0; i < 8; i++) await window.must('previewCsv', { name, bytes: clear })
    expect(await window.refusal('remapCsv', { token: first.token, mapping: {} })).toEqual({
      kind: 'forgotten-file',
    })
  })

  it('that is no table fails and is not kept', async () => {
    const bytes = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0, 0, 0)
    expect((await window.refusal('previewCsv', { name: 'a.png', bytes })).kind).toBe(
      'unreadable-file'
    )
  })
})

describe('a series', () => {
  it('that is not there fails as a value, whatever is asked of it', async () => {
    const gone = { kind: 'no-such-series', revisionId: 99 }
    expect(await window.refusal('readSeries', { revisionId: 99 })).toEqual(gone)
    const [preset] = await window.must('listPresets')
    const ask = { experiment: preset!.experiment, revisionId: 99 }
    expect(await window.refusal('startRun', { ...ask, quickLook: false })).toEqual(gone)
    expect(await window.refusal('estimateRun', ask)).toEqual(gone)
  })

  it('taken twice is one series', async () => {
    const first = await window.must('takeSample', { name: 'momentum', seed: 3 })
    expect(first).toMatchObject({ isNew: true })
    expect(await window.must('takeSample', { name: 'momentum', seed: 3 })).toEqual({
      ...first,
      isNew: false,
    })
    expect((await window.must('listSeries')).map(({ symbol }) => symbol)).toEqual(['momentum-3'])
  })
})

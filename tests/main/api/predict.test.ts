import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { predictWith } from '../../../src/main/api/predict.ts'
import { listRuns } from '../../../src/main/api/runs.ts'
import { readStoredWeights } from '../../../src/main/api/stored-weights.ts'
import { readBars, readRevision, saveRevision } from '../../../src/main/store/revisions.ts'
import { createRun } from '../../../src/main/store/runs.ts'
import { describeFailure } from '../../../src/shared/failure.ts'
import type { Bars } from '../../../src/shared/types.ts'
import {
  finishRun,
  importPrices,
  makeDates,
  makeExperiment,
  makePrices,
  must,
  openTemporary,
} from './examples.ts'

const [N, LATER, T] = [100, 25, 10]
const prices = makePrices(N + LATER)
const dates = makeDates(N + LATER)
const model = makeExperiment().models[0]!

const temporary = openTemporary()
const { h } = temporary
afterAll(temporary.dispose)

/** What the stored network says of windows in model space, asked straight of a trainer. */
async function ask(run: string, windows: readonly (readonly number[])[]): Promise<number[]> {
  const weights = readStoredWeights(h.store, { run, model: 'rnn', phase: 'train' })
  const application = { windows: Float32Array.from(windows.flat()), paths: {} }
  const job = { kind: 'apply', model, window: T, norm: 'none', weights, application } as const
  const end = await h.pool.apply(job).end
  if (end.kind !== 'done') throw new Error(end.reason)
  return [...end.result.predictions]
}

const windowsOf = (values: readonly number[], first: number) =>
  values.slice(first, values.length - T).map((_, i) => values.slice(first + i, first + i + T))

const closeTo = (values: readonly number[], digits = 9) =>
  values.map(value => expect.closeTo(value, digits))

/** The same series without its first bars. */
function cutRevision(revisionId: number, from: number): number {
  const { dates: days, ...columns } = readBars(h.store, revisionId)
  const cut = Object.entries(columns).map(([name, values]) => [name, values.slice(from)])
  const bars = { ...Object.fromEntries(cut), dates: days.slice(from) } as Bars
  return saveRevision(h.store, readRevision(h.store, revisionId).series, bars).id
}

const sentence = async (...args: Parameters<typeof predictWith>) => {
  const predicted = await predictWith(...args)
  return predicted.ok ? 'it went well' : describeFailure(predicted.failure)
}

describe('a stored tutorial run', () => {
  let run = ''
  let newer = 0

  beforeAll(async () => {
    const { id } = await importPrices(h, 'ACME', prices.slice(0, N))
    run = (await finishRun(h, makeExperiment({ days: N - 5, retrain: false }), id)).id
    newer = (await importPrices(h, 'ACME', prices)).id
  })

  it('on newer bars of its series speaks of the days after its last, and of no other', async () => {
    const { days, table, forecasters, forecast } = must(await predictWith(h, run, newer))
    expect(days).toEqual({ count: LATER, first: dates[N], last: dates.at(-1) })
    expect(table.dates).toEqual(dates.slice(N))
    expect(forecasters.map(({ name }) => name)).toEqual(['persistence', 'rnn'])
    expect(forecasters[1]?.parts.test?.direction?.days).toBe(LATER)
    expect(forecast.origin).toBe(dates.at(-1))
  })

  it('goes on with the cumulative return that began on its own first day', async () => {
    const { table, unit, forecast } = must(await predictWith(h, run, newer))
    const returns = prices.slice(5).map(price => price / prices[5]!)
    expect(unit).toBe('cumulative return')
    expect(table.actual).toEqual(closeTo(returns.slice(-LATER)))
    expect(table.persistence).toEqual(closeTo(returns.slice(-LATER - 1, -1)))
    const first = returns.length - LATER - T
    expect(table.models['rnn']).toEqual(closeTo(await ask(run, windowsOf(returns, first)), 6))
    const [next] = await ask(run, [returns.slice(-T)])
    expect(forecast.models['rnn']?.[0]).toBeCloseTo(next!, 6)
  })

  it('stops where it is told to, and looks as far ahead as it is told to', async () => {
    const options = { to: dates[N + 4]!, horizon: 12 }
    const { days, forecast } = must(await predictWith(h, run, newer, options))
    expect(days).toEqual({ count: 5, first: dates[N], last: dates[N + 4] })
    expect([forecast.origin, forecast.dates.length]).toEqual([dates[N + 4], 12])
    expect(must(await predictWith(h, run, newer)).forecast.dates.length).toBe(5)
    for (const horizon of [0, 366, 1.5, Number.NaN]) {
      const refused = await predictWith(h, run, newer, { horizon })
      expect(refused).toMatchObject({ failure: { kind: 'bad-experiment', field: 'horizon' } })
    }
  })

  it('has nothing to be judged on, but a forecast, where there are no newer days', async () => {
    const { days, headline, verdicts, forecast } = must(
      await predictWith(h, run, newer, { to: dates[N - 1]! })
    )
    expect([days, headline, verdicts]).toEqual([null, null, []])
    expect(forecast.origin).toBe(dates[N - 1])
  })

  it('on another series takes as many bars as it had, each new to it', async () => {
    const others = makePrices(160, 9)
    const { id } = await importPrices(h, 'OTHER', others)
    const { days, table, headline } = must(await predictWith(h, run, id))
    const own = others.slice(-(N - 5))
    const returns = own.map(price => price / own[0]!)
    expect(days?.count).toBe(N - 5 - T)
    expect(table.actual).toEqual(closeTo(returns.slice(T)))
    expect(table.models['rnn']).toEqual(closeTo(await ask(run, windowsOf(returns, 0)), 6))
    expect(headline).toMatch(/\w/)
    const short = must(await predictWith(h, run, id, { to: makeDates(40).at(-1)! }))
    expect(short.days?.count).toBe(40 - T)
  })

  it('says how many days a shorter series lacks, and which days a date may be', async () => {
    const { id } = await importPrices(h, 'SHORT', makePrices(T - 1, 3))
    expect(await sentence(h, run, id)).toMatch(/^The forecast needs at least 10 days and has 9\./)
    const words = /^2019-01-01 lies outside the series, which runs from 2020-01-01 to/
    expect(await sentence(h, run, id, { to: '2019-01-01' })).toMatch(words)
    expect(await sentence(h, run, newer, { to: '2031-01-01' })).toMatch(/^2031-01-01 lies outside/)
  })

  it('needs the days from its own first on, since its cumulative return begins there', async () => {
    const cut = cutRevision(newer, 10)
    const words = `${dates[5]} lies outside the series, which runs from ${dates[10]} to`
    expect(await sentence(h, run, cut)).toMatch(words)
    const experiment = makeExperiment({ protocol: 'sealed', epochs: 1, retrain: false })
    const { id } = await importPrices(h, 'ACME', prices.slice(0, N))
    const sealed = await finishRun(h, experiment, id)
    expect(must(await predictWith(h, sealed.id, cut)).days?.count).toBe(LATER) // returns do not
  })

  it('must be finished, and there', async () => {
    const { experiment, revision, usedHash } = listRuns(h)[0]!
    const spec = { experiment, revisionId: revision.id, usedHash, quickLook: false }
    const queued = createRun(h.store, spec)
    expect(await sentence(h, queued, newer)).toBe(
      `Run ${queued} is queued. Finish it first with hindcast resume ${queued}.`
    )
    expect(await sentence(h, 'nothere', newer)).toMatch(/^There is no run nothere\./)
  })
})

describe('a run on the adjusted price', () => {
  it('reads the adjusted price of other bars too, and names the day that has none', async () => {
    const { id } = await importPrices(h, 'SPLIT', prices.slice(0, N))
    const experiment = makeExperiment({ price: 'adjusted', protocol: 'sealed', epochs: 1 })
    const run = await finishRun(h, experiment, id)
    const newer = await importPrices(h, 'SPLIT', prices)
    const { table, unit } = must(await predictWith(h, run.id, newer.id))
    expect(unit).toBe('price')
    expect(table.actual).toEqual(Array.from(readBars(h.store, newer.id).adjusted.subarray(N)))
    expect(table.actual[0]).toBeCloseTo(prices[N]! / 2, 9)
    const torn = await importPrices(h, 'SPLIT', prices, N + 3)
    expect(await sentence(h, run.id, torn.id)).toBe(
      `The column adjusted has no value on ${dates[N + 3]}. Choose --price close, or other dates.`
    )
  })
})

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readForecast } from '../../../src/main/api/read-forecast.ts'
import { readBars } from '../../../src/main/store/revisions.ts'
import { readRun } from '../../../src/main/store/runs.ts'
import { describeFailure } from '../../../src/shared/failure.ts'
import { prepare } from '../../../src/shared/lab/prepare.ts'
import {
  finishRun,
  importPrices,
  makeExperiment,
  makePrices,
  must,
  openTemporary,
} from './examples.ts'

const N = 120
const HORIZON = 8
const prices = makePrices(N)
const temporary = openTemporary()
const { h } = temporary
afterAll(temporary.dispose)

describe('the paths of a finished run', () => {
  let run = ''
  beforeAll(async () => {
    const { id } = await importPrices(h, 'walk', prices)
    const results = await finishRun(h, makeExperiment({ horizon: HORIZON, retrain: true }), id)
    run = results.id
  })

  it('at its own horizon are the stored ones, with every baseline', async () => {
    const paths = must(await readForecast(h, run, HORIZON))
    expect(paths.forecast.dates).toHaveLength(HORIZON)
    expect(paths.retrained).toBe(true)
    expect(Object.keys(paths.forecast.baselines)).toEqual(['train-mean', 'ridge'])
    expect(paths.hindcast.actual).toEqual(
      prices.slice(-HORIZON).map(p => expect.closeTo(p / prices[0]!, 12))
    )
  })

  it('over fewer or more days begin alike: each prediction knows only those before it', async () => {
    const own = must(await readForecast(h, run, HORIZON))
    const [short, long] = [
      must(await readForecast(h, run, 3)),
      must(await readForecast(h, run, 2 * HORIZON)),
    ]
    const first = (path: readonly number[], count: number) => path.slice(0, count)
    expect(short.forecast.models['rnn']).toEqual(first(own.forecast.models['rnn']!, 3))
    expect(first(long.forecast.models['rnn']!, HORIZON)).toEqual(own.forecast.models['rnn'])
    expect(long.forecast.dates).toHaveLength(2 * HORIZON)
    expect(long.hindcast.origin < own.hindcast.origin).toBe(true)
  })

  it('let the train-mean return compound from the last known day', async () => {
    const { forecast } = must(await readForecast(h, run, 4))
    const returns = prices.slice(1).map((p, i) => p / prices[i]! - 1)
    // trained again on all known days: the mean is of all of them
    const mean = returns.reduce((sum, r) => sum + r, 0) / returns.length
    const last = prices.at(-1)! / prices[0]!
    const wanted = [1, 2, 3, 4].map(k => expect.closeTo(last * (1 + mean) ** k, 9))
    expect(forecast.baselines['train-mean']).toEqual(wanted)
  })

  it('refuse a horizon that leaves no window before it, or is none', async () => {
    const sentence = async (horizon: number) => {
      const read = await readForecast(h, run, horizon)
      return read.ok ? 'it went well' : describeFailure(read.failure)
    }
    expect(await sentence(115)).toMatch(/The hindcast needs at least \d+ days/)
    expect(await sentence(0)).toMatch(/from 1 to 365 days ahead/)
  })
})

describe('the hindcast of a sealed run', () => {
  it('ends before the closed test part, whatever the horizon', async () => {
    const revision = await importPrices(h, 'sealed', prices)
    const experiment = makeExperiment({ protocol: 'sealed', horizon: HORIZON, retrain: false })
    const run = (await finishRun(h, experiment, revision.id)).id
    const { hindcast } = must(await readForecast(h, run, 5))
    const stored = readRun(h.store, run)
    const prepared = must(prepare(readBars(h.store, stored.revision.id), stored.experiment))
    const lastOpen = prepared.split.test.start - 1 + prepared.window + prepared.offset
    expect(hindcast.dates.at(-1)).toBe(prepared.dates[lastOpen])
  })
})

import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readBundle } from '../../../src/main/api/bundle.ts'
import { exportRun } from '../../../src/main/api/runs.ts'
import { importFile, takeSample } from '../../../src/main/api/series.ts'
import { readStoredWeights } from '../../../src/main/api/stored-weights.ts'
import { readBars } from '../../../src/main/store/revisions.ts'
import type { RunBundle } from '../../../src/shared/bundle.ts'
import { type Experiment, experimentSchema } from '../../../src/shared/experiment.ts'
import type { Results } from '../../../src/shared/results.ts'
import type { Weights } from '../../../src/shared/types.ts'
import {
  finishRun,
  importPrices,
  makeExperiment,
  makeModel,
  makePrices,
  must,
  openTemporary,
} from './examples.ts'

const temporary = openTemporary()
const { h, folder } = temporary
afterAll(temporary.dispose)

/** A tanh RNN of one layer, step by step in plain numbers: h = tanh(W x + b + U h + c), y = V h + d. */
function sayNext(weights: Weights, window: readonly number[]): number {
  const of = (name: string) => [...(weights[name]?.data ?? [])]
  const [w, u] = [of('rnn.weight_ih_l0'), of('rnn.weight_hh_l0')]
  const [b, c] = [of('rnn.bias_ih_l0'), of('rnn.bias_hh_l0')]
  let hidden = b.map(() => 0)
  for (const x of window) {
    const before = hidden
    hidden = b.map((bias, k) => {
      const recurrent = before.reduce((sum, v, j) => sum + u[k * b.length + j]! * v, 0)
      return Math.tanh(w[k]! * x + bias + recurrent + c[k]!)
    })
  }
  const [v, d] = [of('fc.weight'), of('fc.bias')]
  return hidden.reduce((sum, value, k) => sum + value * v[k]!, d[0]!)
}

/** Each prediction becomes the newest input. */
function rollOut(weights: Weights, window: readonly number[], steps: number): number[] {
  const inputs = [...window]
  for (let k = 0; k < steps; k++) inputs.push(sayNext(weights, inputs.slice(-window.length)))
  return inputs.slice(window.length)
}

const close = (values: readonly number[], digits = 5) =>
  values.map(value => expect.closeTo(value, digits))

const weightsOf = (id: string, phase: 'train' | 'retrain') =>
  readStoredWeights(h.store, { run: id, model: 'rnn', phase })

describe('the forecast', () => {
  const prices = makePrices(100)
  const returns = prices.map(price => price / prices[0]!)
  const train = async (changes: object): Promise<[Results, RunBundle]> => {
    const { id } = await importPrices(h, 'ACME', prices)
    const results = await finishRun(h, makeExperiment(changes), id)
    return [results, must(readBundle(h.store, results.id))]
  }

  it('without training again rolls the trained weights out from the last known days', async () => {
    const [{ id, forecast }, bundle] = await train({ retrain: false })
    expect(forecast.retrained).toBe(false)
    const path = rollOut(weightsOf(id, 'train'), returns.slice(-10), 5)
    expect(bundle.forecast.models['rnn']).toEqual(close(path))
    expect(() => weightsOf(id, 'retrain')).toThrow(/no weights/)
  })

  it('with it has other weights, which saw all known days, and says so', async () => {
    const [{ id, forecast, training }, bundle] = await train({ retrain: true })
    expect(forecast.retrained).toBe(true)
    expect(weightsOf(id, 'retrain')).not.toEqual(weightsOf(id, 'train'))
    expect(training.map(({ model }) => model)).toEqual(['rnn']) // told of the first training only
    const path = rollOut(weightsOf(id, 'retrain'), returns.slice(-10), 5)
    expect(bundle.forecast.models['rnn']).toEqual(close(path))
    const past = rollOut(weightsOf(id, 'train'), returns.slice(-15, -5), 5)
    expect(bundle.hindcast.models['rnn']).toEqual(close(past))
  })

  it('under the sealed protocol compounds returns from the last price', async () => {
    const [{ id }, bundle] = await train({ protocol: 'sealed', retrain: true })
    const logs = prices.slice(1).map((price, i) => Math.log(price / prices[i]!))
    const mean = logs.reduce((sum, r) => sum + r, 0) / logs.length
    const squares = logs.reduce((sum, r) => sum + (r - mean) ** 2, 0)
    const deviation = Math.sqrt(squares / logs.length) // of all known days, as the weights
    const window = logs.slice(-10).map(r => (r - mean) / deviation)
    let price = prices.at(-1)!
    const expected = rollOut(weightsOf(id, 'retrain'), window, 5).map(z => {
      price *= Math.exp(z * deviation + mean)
      return price
    })
    expect(bundle.forecast.models['rnn']).toEqual(close(expected, 3))
  })

  it('has no truth, has dates after the last, and persistence that stays', async () => {
    const [results, { forecast, series }] = await train({ retrain: false })
    expect(forecast.origin).toBe(series.dates.at(-1))
    expect([forecast.origin, ...forecast.dates]).toEqual(
      [forecast.origin, ...forecast.dates].sort()
    )
    expect(forecast.actual.every(Number.isNaN)).toBe(true)
    expect(forecast.persistence).toEqual(Array(5).fill(series.cumulativeReturn.at(-1)))
    expect(results.forecast.guessedDates).toBe(true)
  })

  it('that runs off to infinity is told as far as it goes, and its error as none', async () => {
    const wild = makeModel('rnn', { activation: 'relu', learningRate: 10 })
    const changes = { models: [wild], optimizer: 'sgd', momentum: 0.99, epochs: 40 }
    const [{ training }] = await train(changes)
    expect(training[0]).toMatchObject({
      stopped: 'not finite',
      trouble: expect.stringMatching('epoch'),
    })
    const [results, bundle] = await train({
      ...changes,
      protocol: 'sealed',
      epochs: 1,
      retrain: false,
    })
    expect(bundle.hindcast.models['rnn']).toContain(Infinity)
    expect(results.hindcast.rmse).toMatchObject({ persistence: expect.any(Number), rnn: null })
    must(await exportRun(h, results.id, join(folder, 'wild')))
    expect(readFileSync(join(folder, 'wild', 'hindcast.csv'), 'utf8')).not.toMatch(/Infinity/)
  })
})

const nflx = fileURLToPath(new URL('../../../../shared/data/NFLX.csv', import.meta.url))
const hasNflx = existsSync(nflx)

/** One epoch of a tiny network: what is asked here does not depend on the network. */
const tutorial = (changes: object): Experiment =>
  experimentSchema.parse({ models: [makeModel('rnn')], epochs: 1, retrain: false, ...changes })

describe('the tutorial’s 800 days', () => {
  const [n, T] = [800, 30]
  let [results, bundle] = [{} as Results, {} as RunBundle]
  let values: number[] = []

  beforeAll(async () => {
    const revision = hasNflx
      ? must(await importFile(h, nflx)).revision
      : must(takeSample(h, 'random-walk')).revision
    const to = hasNflx ? '2024-05-01' : null
    results = await finishRun(h, tutorial({ to }), revision.id)
    bundle = must(readBundle(h.store, results.id))
    const bars = readBars(h.store, revision.id)
    const end = bars.dates.indexOf(bundle.series.dates.at(-1)!) + 1
    const prices = Array.from(bars.close.subarray(end - n, end))
    values = prices.map(price => price / prices[0]!)
  })

  it('hindcast 770 … 799 from window 740 … 769', async () => {
    const { hindcast, series } = bundle
    expect(hindcast.dates).toEqual(series.dates.slice(770))
    expect(hindcast.actual).toEqual(close(values.slice(770), 10))
    const model = results.experiment.models[0]!
    const weights = weightsOf(results.id, 'train')
    const said = hindcast.models['rnn'] ?? []
    const inputs = [...values.slice(740, 770), ...said]
    const windows = Float32Array.from(said.flatMap((_, k) => inputs.slice(k, k + T)))
    const job = { kind: 'apply', model, window: T, norm: 'none', weights } as const
    const end = await h.pool.apply({ ...job, application: { windows, paths: {} } }).end
    if (end.kind !== 'done') throw new Error(end.reason)
    expect([...end.result.predictions]).toEqual(close(said, 6)) // each step from the ones before
    expect(hindcast.models['rnn']).toEqual(close(rollOut(weights, values.slice(740, 770), 30), 4))
  })

  it('forecast from window 770 … 799', () => {
    const path = rollOut(weightsOf(results.id, 'train'), values.slice(770), 30)
    expect(bundle.forecast.models['rnn']).toEqual(close(path, 4))
  })

  it('split into 560 and 210 windows', () => {
    expect(results.split.map(({ part, count }) => [part, count])).toEqual([
      ['train', 560],
      ['test', 210],
    ])
  })

  it.skipIf(!hasNflx)('give persistence its published error on NFLX', () => {
    const [{ parts }] = results.forecasters as [Results['forecasters'][number]]
    expect(parts.train?.mseOverBatches).toBeCloseTo(0.00043646, 8)
    expect(parts.test?.mseOverBatches).toBeCloseTo(0.00042719, 8)
    expect(parts.train?.mse).toBeCloseTo(0.00046409, 8)
    expect(parts.test?.mse).toBeCloseTo(0.00040296, 8)
    const train = { part: 'train', count: 560, first: '2021-04-12', last: '2023-06-30' }
    expect(results.split[0]).toEqual(train)
    expect(results.series).toMatchObject({ symbol: 'NFLX', last: '2024-05-01', bars: 800 })
  })
})

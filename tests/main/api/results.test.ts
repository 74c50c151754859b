import { createHash } from 'node:crypto'
import tCdf from '@stdlib/stats-base-dists-t-cdf'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import about from '../../../package.json' with { type: 'json' }
import { readBundle } from '../../../src/main/api/bundle.ts'
import { showRun } from '../../../src/main/api/runs.ts'
import { readLosses } from '../../../src/main/store/epochs.ts'
import { readRows } from '../../../src/main/store/store.ts'
import type { RunBundle } from '../../../src/shared/bundle.ts'
import { type Results, resultsSchema } from '../../../src/shared/results.ts'
import type { Part, Revision } from '../../../src/shared/types.ts'
import {
  finishRun,
  importPrices,
  makeDates,
  makeExperiment,
  makeModel,
  makePrices,
  must,
  openTemporary,
} from './examples.ts'
import {
  bestShift,
  daysOf,
  errorsOf,
  holmOfTwo,
  lossesOf,
  overBatches,
  pairedT,
  shareRight,
} from './recompute.ts'

const [N, T, BATCH, HORIZON] = [130, 10, 32, 5]
const models = [makeModel('lstm', { layers: 2 }), makeModel('gru', { hidden: 4 })]
/** n = 130: tutorial 120 windows, ⌊0.7·130⌋ = 91 train; sealed 119 windows, 83 + 17 + 19. */
const counts = {
  tutorial: { train: 91, test: 29 },
  sealed: { train: 83, validation: 17, test: 19 },
}
const parameters = {
  lstm: 4 * (3 * 1 + 3 * 3 + 2 * 3) + 4 * (3 * 3 + 3 * 3 + 2 * 3) + 3 + 1,
  gru: 3 * (4 * 1 + 4 * 4 + 2 * 4) + 4 + 1,
}

const expectClose = (values: readonly number[], expected: readonly number[]) =>
  expect(values).toEqual(expected.map(value => expect.closeTo(value, 8)))

describe.each(['tutorial', 'sealed'] as const)('the results of a %s run', protocol => {
  const sealed = protocol === 'sealed'
  const temporary = openTemporary()
  const { h } = temporary
  afterAll(temporary.dispose)
  const all = makePrices(N + 20)
  const prices = all.slice(10, 10 + N)
  const dates = makeDates(N + 20).slice(10, 10 + N)
  const firstPrice = prices[0] as number
  const openParts: Part[] = sealed ? ['train', 'validation'] : ['train', 'test']
  let [results, bundle, revision] = [{} as Results, {} as RunBundle, {} as Revision]

  beforeAll(async () => {
    revision = await importPrices(h, 'ACME', all)
    const epochs = { epochs: 25, patience: sealed ? 4 : null }
    const experiment = makeExperiment({ protocol, models, days: N, to: dates.at(-1), ...epochs })
    results = await finishRun(h, experiment, revision.id)
    bundle = must(readBundle(h.store, results.id))
  })

  const days = (part: Part, name: string) =>
    daysOf(bundle.predictions, part, name, sealed ? 1 : firstPrice)
  const losses = (part: Part, name: string) => lossesOf(days(part, name), sealed, firstPrice)
  const total = (values: readonly number[]) => values.reduce((sum, v) => sum + v, 0)
  const mse = (part: Part, name: string) => total(losses(part, name)) / losses(part, name).length
  const measured = (name: string, part: Part) =>
    results.forecasters.find(f => f.name === name)?.parts[part]

  it('keep to their schema, and are what the run shows', () => {
    expect(resultsSchema.parse(results)).toEqual(results)
    expect(must(showRun(h, results.id)).results).toEqual(results)
  })

  it('name the parts by count and dates, and predict just the open ones', () => {
    const first = T + (sealed ? 1 : 0) // the bar of the first target
    let at = first
    for (const [part, count] of Object.entries(counts[protocol])) {
      const own = { part, count, first: dates[at], last: dates[at + count - 1] }
      expect(results.split.find(range => range.part === part)).toEqual(own)
      at += count
    }
    expect(at).toBe(N)
    const { dates: shown, part, actual } = bundle.predictions
    expect([...new Set(part)]).toEqual(openParts)
    expect(shown).toEqual(dates.slice(first, first + shown.length))
    const unit = sealed ? 1 : firstPrice
    const truth = prices.slice(first, first + shown.length)
    expectClose(
      actual.map(value => value * unit),
      truth
    )
  })

  it.each(['persistence', 'lstm', 'gru'])('measure %s as the formulas say', name => {
    const trainDays = T + (sealed ? 1 : 0) + counts[protocol].train
    const changes = prices.slice(1, trainDays).map((price, i) => Math.abs(price - prices[i]!))
    for (const part of openParts) {
      const said = measured(name, part)
      expect(said?.mse).toBeCloseTo(mse(part, name), 10)
      if (sealed) expect(said?.mseOverBatches).toBeNull()
      else expect(said?.mseOverBatches).toBeCloseTo(overBatches(losses(part, name), BATCH), 10)
      expect(said?.skill).toBeCloseTo(1 - mse(part, name) / mse(part, 'persistence'), 6)
      for (const [key, value] of Object.entries(
        errorsOf(days(part, name), total(changes) / changes.length)
      ))
        expect([key, said?.[key as 'rmse']]).toEqual([key, expect.closeTo(value, 8)])
      expect(said?.bestLag).toBe(name === 'persistence' ? -1 : bestShift(days(part, name)))
      const direction = name === 'persistence' ? null : shareRight(days(part, name))
      if (direction) expect(said?.direction).toMatchObject(direction)
      else expect(said?.direction).toBeNull()
    }
    expect(Object.keys(results.forecasters.find(f => f.name === name)!.parts)).toEqual(openParts)
  })

  it('say beside them what “it goes up” would have got', () => {
    for (const part of openParts) {
      const up = days(part, 'persistence').map(day => ({ ...day, predicted: Infinity }))
      expect(results.alwaysUp?.[part]).toMatchObject(shareRight(up))
    }
    expect(Object.keys(results.alwaysUp ?? {})).toEqual(openParts)
  })

  it('judge on the right part, by a paired t-test after Holm', () => {
    const part = sealed ? 'validation' : 'test'
    expect(results.verdictPart).toBe(part)
    const ts = ['lstm', 'gru'].map(name => pairedT(losses(part, name), losses(part, 'persistence')))
    const count = losses(part, 'lstm').length
    const ps = ts.map(t => 2 * tCdf(-Math.abs(t), count - 1))
    const adjusted = holmOfTwo(ps[0]!, ps[1]!)
    expect(results.verdicts.length).toBe(2)
    results.verdicts.forEach((verdict, k) => {
      expect(verdict.model).toBe(['lstm', 'gru'][k])
      expect(verdict.days).toBe(count)
      expect(verdict.statistic).toBeCloseTo(ts[k]!, 6)
      expect(verdict.p).toBeCloseTo(ps[k]!, 8)
      expect(verdict.adjustedP).toBeCloseTo(adjusted[k]!, 8)
      const outcome = adjusted[k]! >= 0.05 ? 'not distinguishable' : ts[k]! < 0 ? 'better' : 'worse'
      expect(verdict.outcome).toBe(outcome)
    })
    expect(results.headline.startsWith('The test part is closed.')).toBe(sealed)
  })

  it('give each network its size, its chosen epoch’s loss and its weights’ hash', () => {
    expect(results.training.length).toBe(2)
    for (const said of results.training) {
      const key = { run: results.id, model: said.model, phase: 'train' } as const
      const stored = readLosses(h.store, key)
      expect(said.parameters).toBe(parameters[said.model as 'gru'])
      expect(stored.epoch.length).toBe(said.epochs)
      const least = stored.validation.indexOf(Math.min(...stored.validation))
      if (sealed) expect(said.bestEpoch).toBe(least + 1)
      const at = sealed ? least : 24
      const orNull = (value: number | undefined) => (Number.isNaN(value) ? null : value)
      const { train, validation, test } = stored
      const loss = { train: train[at], validation: orNull(validation[at]), test: orNull(test[at]) }
      expect(said.finalLoss).toEqual(loss)
      const [blank, watched] = sealed ? [test, validation] : [validation, test]
      expect([blank.every(Number.isNaN), watched.some(Number.isNaN)]).toEqual([true, false])
      expect(said.weightsHash).toBe(hashStored(said.model))
      expect(said.millisecondsPerEpoch).toBeCloseTo((1000 * said.seconds) / said.epochs, 9)
    }
  })

  function hashStored(model: string): string {
    const sql = `SELECT p.data FROM blob_pieces p JOIN weights w ON w.blob_id = p.blob_id
      JOIN run_models m ON m.id = w.model_id
      WHERE m.run_id = ? AND m.model = ? AND m.phase = 'train' ORDER BY p.position`
    const hash = createHash('sha256')
    for (const { data } of readRows<{ data: Buffer }>(h.store, sql, results.id, model))
      hash.update(data)
    return hash.digest('hex')
  }

  it('tell the hindcast’s error by path', () => {
    const end = sealed ? T + 1 + 83 + 17 : N // the bar after the last that may be known
    expect(results.hindcast.origin).toBe(dates[end - 1 - HORIZON])
    const { actual, persistence, drift, models: paths } = bundle.hindcast
    const [origin, truth] = [prices[end - 1 - HORIZON]!, prices.slice(end - HORIZON, end)]
    const unit = sealed ? 1 : firstPrice
    expectClose(
      actual.map(value => value * unit),
      truth
    )
    const change = (origin - firstPrice) / (end - 1 - HORIZON)
    const expected = drift.map((_, k) => origin + (k + 1) * change)
    expectClose(
      drift.map(value => value * unit),
      expected
    )
    for (const [name, path] of Object.entries({ persistence, drift, ...paths })) {
      const squares = path.map((value, k) => (value - truth[k]! / unit) ** 2)
      expect(results.hindcast.rmse[name]).toBeCloseTo(Math.sqrt(total(squares) / HORIZON), 9)
    }
  })

  it('say which bars they are of', () => {
    const hash = createHash('sha256')
    prices.forEach((price, i) => {
      const bytes = Buffer.alloc(8)
      bytes.writeDoubleLE(price)
      hash.update(dates[i]!).update(bytes)
    })
    expect(results.series).toEqual({
      ...revision.series,
      hash: revision.hash,
      usedHash: hash.digest('hex'),
      asOf: revision.asOf,
      first: dates[0],
      last: dates.at(-1),
      bars: N,
    })
    expect(results.series).toMatchObject({ symbol: 'ACME', source: 'csv', file: 'ACME.csv' })
    expect(results.unit).toBe(sealed ? 'price' : 'cumulative return')
  })

  it('count tries and openings, and say when and with what they were made', () => {
    expect(results.tries).toBe(1)
    const state = sealed ? 'closed' : 'none'
    expect(results.seal).toEqual({ state, openedAt: null, openingsOfSeries: 0 })
    expect(results.forecast).toEqual({ retrained: true, origin: dates.at(-1), guessedDates: true })
    const models = must(showRun(h, results.id)).models
    expect(models.length).toBe(4) // two networks, each trained again for the forecast
    const seconds = total(models.map(model => model.seconds))
    expect(results.times.trainingSeconds).toBeCloseTo(seconds, 9)
    const run = must(showRun(h, results.id)).run
    const elapsed = (Date.parse(results.finishedAt) - Date.parse(run.startedAt!)) / 1000
    expect(results.times.totalSeconds).toBeCloseTo(elapsed, 9)
    expect(results.versions).toMatchObject({ hindcast: about.version, node: process.versions.node })
    expect(results.versions.tensorflow).toMatch(/^\d+\.\d+\.\d+/)
    expect(results.versions.tfjs).toMatch(/^\d+\.\d+\.\d+/)
  })
})

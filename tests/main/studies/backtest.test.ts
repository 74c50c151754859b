import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readBundle } from '../../../src/main/api/bundle.ts'
import { openTest } from '../../../src/main/api/runs.ts'
import { findStudy, readUnits } from '../../../src/main/store/studies.ts'
import { readFold } from '../../../src/main/studies/read-fold.ts'
import { askStudy, readFindings, workStudy } from '../../../src/main/studies/work-study.ts'
import type { Results } from '../../../src/shared/results.ts'
import { type BacktestResults, backtestSpecSchema } from '../../../src/shared/studies/backtest.ts'
import {
  finishRun,
  importPrices,
  makeDates,
  makeExperiment,
  makeModel,
  makePrices,
  must,
  openTemporary,
} from '../api/examples.ts'

/** 130 bars, windows of 10, paths of 5: test targets are bars 101 … 129 under tutorial. */
const prices = makePrices(130)
const dates = makeDates(130)
const { h, dispose } = openTemporary()
afterAll(dispose)

const models = [makeModel('rnn'), makeModel('gru')]
const never = new AbortController().signal
const specOf = (changes: object) =>
  backtestSpecSchema.parse({ kind: 'backtest', horizon: 5, ...changes })

async function backtest(run: string, changes: object = {}) {
  const { id } = must(askStudy(h, run, specOf(changes)))
  const results = must(await workStudy(h, id, { signal: never })) as BacktestResults
  return { id, results }
}

describe('a backtest with fixed networks', () => {
  let run: Results
  beforeAll(async () => {
    const revision = await importPrices(h, 'FIX', prices)
    run = await finishRun(h, makeExperiment({ models, retrain: false }), revision.id)
  })

  it('rolls from every origin whose days all lie in the test part', async () => {
    const { results } = await backtest(run.id)
    expect(results).toMatchObject({ part: 'test', stride: 1, tries: run.tries, origins: 25 })
    expect(results.folds.map(({ origin }) => origin)).toEqual(dates.slice(100, 125))
  })

  it('ends with the run’s own hindcast, step for step', async () => {
    const { id, results } = await backtest(run.id, { stride: 8 })
    const { hindcast } = must(readBundle(h.store, run.id))
    expect(results.folds.map(({ origin }) => origin)).toEqual(
      [100, 108, 116, 124].map(i => dates[i])
    )
    const fold = must(readFold(h, id, 3))
    expect(fold.origin).toBe(hindcast.origin)
    expect(fold.dates).toEqual(hindcast.dates)
    expect(fold.actual).toEqual(hindcast.actual)
    for (const name of ['rnn', 'gru'])
      expect(fold.paths[name]).toEqual(hindcast.models[name]?.map(v => expect.closeTo(v, 6)))
    expect(fold.paths['persistence']).toEqual(hindcast.persistence)
    expect(fold.paths['drift']).toEqual(hindcast.drift)
    expect(results.folds[3]?.errors['gru']).toBeCloseTo(run.hindcast.rmse['gru'] ?? NaN, 6)
  })

  it('has no fold that it has not', async () => {
    const { id } = await backtest(run.id, { stride: 8 })
    expect(readFold(h, id, 4)).toMatchObject({
      failure: { kind: 'no-such-fold', fold: 5, folds: 4 },
    })
    expect(readFold(h, 'nowhere', 0)).toMatchObject({ failure: { kind: 'no-such-study' } })
  })

  it('cannot be asked where the part is shorter than the path', () => {
    expect(askStudy(h, run.id, specOf({ horizon: 40 }))).toMatchObject({
      failure: { kind: 'too-few-rows', needed: 40, got: 29 },
    })
  })
})

describe('a backtest that trains at each origin', () => {
  it('says there what a run that ends there forecasts, bit for bit', async () => {
    const revision = await importPrices(h, 'EACH', prices)
    const experiment = makeExperiment({ retrain: false, shuffle: true })
    const run = await finishRun(h, experiment, revision.id)
    const { id } = await backtest(run.id, { stride: 20, training: 'each origin' })
    expect(must(findStudy(h.store, id))).toMatchObject({ done: 2, total: 2, state: 'finished' })
    for (const [place, bar] of [100, 120].entries()) {
      const own = { ...experiment, retrain: true, to: dates[bar] }
      const there = await finishRun(h, own as typeof experiment, revision.id)
      const { forecast } = must(readBundle(h.store, there.id))
      const fold = must(readFold(h, id, place))
      expect(fold.origin).toBe(forecast.origin)
      expect(fold.paths['rnn']).toEqual(forecast.models['rnn'])
    }
  })

  it('goes on where it stood, and tells the folds that are done', async () => {
    const revision = await importPrices(h, 'STOP', prices)
    const run = await finishRun(h, makeExperiment({ models, retrain: false }), revision.id)
    const spec = specOf({ stride: 20, training: 'each origin' })
    const { id } = must(askStudy(h, run.id, spec))
    const stop = new AbortController()
    const onProgress = ({ done }: { done: number }) => {
      if (done >= 2) stop.abort()
    }
    const end = await workStudy(h, id, { signal: stop.signal, onProgress })
    expect(end).toMatchObject({ ok: false, failure: { kind: 'cancelled' } })
    const kept = readUnits(h.store, id)
    expect(kept.size).toBeGreaterThanOrEqual(2)
    expect(kept.size).toBeLessThan(4)
    const some = must(await readFindings(h, must(findStudy(h.store, id)))) as BacktestResults
    expect(some.origins).toBe(2)
    const whole = must(await workStudy(h, id, { signal: never })) as BacktestResults
    for (const [unit, data] of kept) expect(readUnits(h.store, id).get(unit)).toEqual(data)
    const { results } = await backtest(run.id, { stride: 20, training: 'each origin' })
    expect(whole).toEqual(results)
  })
})

describe('a sealed run', () => {
  // bars up to the last validation target; 19 test days follow, which leap about by a factor of 1000
  const open = 10 + 1 + 83 + 17
  const loud = prices.map((price, i) => (i < open ? price : price * (i % 2 === 0 ? 1000 : 3)))
  const experiment = makeExperiment({ models, protocol: 'sealed', epochs: 12 })
  const runs: Results[] = []
  beforeAll(async () => {
    for (const [name, own] of Object.entries({ CALM: prices, LOUD: loud })) {
      const revision = await importPrices(h, name, own)
      runs.push(await finishRun(h, experiment, revision.id))
    }
  })

  it.each(['fixed', 'each origin'])(
    'while closed is asked of validation, and no test day changes a digit: %s',
    async training => {
      const found = await Promise.all(
        runs.map(async ({ id }) => {
          const study = await backtest(id, { stride: 11, training })
          return {
            results: study.results,
            folds: [0, 1].map(k => must(readFold(h, study.id, k))),
          }
        })
      )
      const [calm, wild] = found.map(({ results, folds }) => ({
        results,
        folds: folds.map(({ study: _, ...fold }) => fold),
      }))
      expect(wild).toEqual(calm)
      expect(calm?.results.part).toBe('validation')
      expect(calm?.folds.at(-1)?.dates.at(-1)).toBe(dates[open - 2])
      expect(calm?.results.sentences.join()).toContain('The test part is closed')
    }
  )

  it('once open is asked of the test part; what was asked before stays with validation', async () => {
    const run = runs[0]!
    const before = must(askStudy(h, run.id, specOf({})))
    must(await openTest(h, run.id))
    const { results } = await backtest(run.id)
    expect(results.part).toBe('test')
    expect(results.folds[0]?.origin).toBe(dates[open - 1])
    const late = must(await workStudy(h, before.id, { signal: never })) as BacktestResults
    expect(late.part).toBe('validation')
  })
})

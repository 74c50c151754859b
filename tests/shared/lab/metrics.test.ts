import { describe, expect, it } from 'vitest'
import { fitBaselines, predictBaseline } from '../../../src/shared/lab/baselines.ts'
import {
  lossOverBatches,
  meanOverBatches,
  measure,
  persistenceLoss,
  scoreForecasters,
} from '../../../src/shared/lab/metrics.ts'
import { prepare } from '../../../src/shared/lab/prepare.ts'
import { barsOf, prepareWave, sealed, tutorial, unwrap, witness } from './series.ts'

// 10 bars from 100; T = 2: 8 windows, 7 train, 1 test; CR = price / 100
const prices = [100, 110, 120, 110, 100, 110, 130, 120, 110, 120]
const tiny = unwrap(prepare(barsOf(prices), { ...tutorial, window: 2, horizon: 1 }))
const train = tiny.split.train

describe('meanOverBatches', () => {
  it('gives the smaller last batch the weight of a whole one', () => {
    expect(meanOverBatches([1, 3, 5, 7, 10], 2)).toBeCloseTo((2 + 6 + 10) / 3, 14)
    expect(meanOverBatches([1, 3], 128)).toBe(2)
  })
})

describe('measure, by hand', () => {
  it('measures “5 % too high” on the train part', () => {
    // targets 120 110 100 110 130 120 110; every prediction is 1.05 × the truth
    const targets = prices.slice(2, 9)
    const predictions = targets.map(price => (1.05 * price) / 100)
    const measures = measure(tiny, predictions, train, { batch: 4 })
    const squares = targets.map(price => (0.05 * price) ** 2)
    const sum = squares.reduce((a, b) => a + b, 0)
    const moves = [10, -10, -10, 10, 20, -10, -10]
    expect(measures.rmse).toBeCloseTo(Math.sqrt(sum / 7), 10)
    expect(measures.mae).toBeCloseTo((0.05 * 800) / 7, 10)
    // train part: |Δ| of bars 0 … 8 is 10 10 10 10 10 20 10 10, mean 11.25
    expect(measures.mase).toBeCloseTo((0.05 * 800) / 7 / 11.25, 10)
    expect(measures.mape).toBeCloseTo(0.05, 12)
    expect(measures.mse).toBeCloseTo(sum / 7 / 1e4, 12)
    const [a, b, c, d, e, f, g] = squares as [
      number,
      number,
      number,
      number,
      number,
      number,
      number,
    ]
    expect(measures.mseOverBatches).toBeCloseTo(
      ((a + b + c + d) / 4 + (e + f + g) / 3) / 2 / 1e4,
      12
    )
    expect(measures.skill).toBeCloseTo(1 - sum / moves.reduce((s, m) => s + m * m, 0), 10)
    // up, down, down, up, up, down, down against 126 > 110, 115.5 < 120, 105 < 110, 115.5, 136.5, 126 < 130, 115.5 < 120
    expect(measures.direction).toMatchObject({ share: 1, days: 7, high: 1 })
  })

  it('gives persistence skill 0, no direction and a lag of −1', () => {
    const persistence = predictBaseline(tiny, fitBaselines(tiny), 'persistence', train)
    expect(measure(tiny, persistence, train, { batch: 4, persistence: true })).toMatchObject({
      skill: 0,
      direction: null,
      bestLag: -1,
    })
  })

  it('says null, not 0, for a network that went to NaN', () => {
    const measures = measure(tiny, Array(7).fill(NaN), train, { batch: 4 })
    const { copy, ...rest } = measures
    expect(new Set([...Object.values(rest), ...Object.values(copy ?? {})])).toEqual(new Set([null]))
  })

  it('says null for the skill where persistence makes no error', () => {
    const flat = unwrap(prepare(barsOf(Array(10).fill(5)), { ...tutorial, window: 2, horizon: 1 }))
    expect(measure(flat, Array(7).fill(1.1), flat.split.train, { batch: 4 }).skill).toBeNull()
  })

  it('throws when predictions and windows do not pair', () => {
    expect(() => measure(tiny, [1], train, { batch: 4 })).toThrow('1 predictions for 7 windows')
  })
})

describe('measure, sealed', () => {
  it('agrees with numpy and scikit-learn', () => {
    const w = witness.sealedRidge
    const prepared = unwrap(prepare(barsOf(w.prices), { ...sealed, window: w.window, horizon: 5 }))
    const { test } = prepared.split
    const ridge = predictBaseline(prepared, fitBaselines(prepared), 'ridge', test)
    const measures = measure(prepared, ridge, test, { batch: 128 })
    for (const name of ['mse', 'skill', 'rmse', 'mae', 'mase', 'mape'] as const) {
      expect(measures[name]! / w[name]).toBeCloseTo(1, 9)
    }
    expect(measures.direction!.share * measures.direction!.days).toBeCloseTo(w.right, 9)
    expect(measures.mseOverBatches).toBeNull()
  })
})

describe('losses', () => {
  it('are in model space: persistence under sealed is off by the standardised return', () => {
    const prepared = prepareWave(200, { ...sealed, window: 5 })
    const { train: range } = prepared.split
    const zero = -prepared.scaler.mean / prepared.scaler.deviation
    const predictions = Array(range.end).fill(zero)
    const squares = Array.from(
      { length: range.end },
      (_, i) => (prepared.values[i + 5]! - zero) ** 2
    )
    expect(lossOverBatches(prepared, predictions, range, 32)).toBeCloseTo(
      meanOverBatches(squares, 32),
      12
    )
    const loss = persistenceLoss(prepared, 32, false)
    expect(loss.train).toBeCloseTo(meanOverBatches(squares, 32), 12)
    expect(loss.validation).toBeGreaterThan(0)
    expect(loss.test).toBeNaN()
  })
})

describe('scoreForecasters', () => {
  it('puts persistence first and leaves a closed test part out', () => {
    const prepared = prepareWave(200, { ...sealed, window: 5 })
    const scores = scoreForecasters(
      prepared,
      { lstm: new Float32Array(prepared.split.test.start) },
      { batch: 128, testOpen: false }
    )
    expect(scores.map(score => [score.name, score.kind])).toEqual([
      ['persistence', 'baseline'],
      ['drift', 'baseline'],
      ['train-mean', 'baseline'],
      ['ridge', 'baseline'],
      ['lstm', 'network'],
    ])
    for (const { parts } of scores) expect(Object.keys(parts)).toEqual(['train', 'validation'])
  })

  it('throws when given predictions of a closed test part', () => {
    const prepared = prepareWave(200, { ...sealed, window: 5 })
    const all = { lstm: new Float32Array(prepared.split.windows) }
    expect(() => scoreForecasters(prepared, all, { batch: 128, testOpen: false })).toThrow(
      'open windows'
    )
    expect(
      scoreForecasters(prepared, all, { batch: 128, testOpen: true })[4]!.parts.test
    ).toBeDefined()
  })
})

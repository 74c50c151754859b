import { describe, expect, it } from 'vitest'
import { baselinePath, pathInUnit } from '../../../src/shared/lab/baseline-path.ts'
import {
  type BaselineName,
  baselineNames,
  fitBaselines,
  predictBaseline,
} from '../../../src/shared/lab/baselines.ts'
import { rollOut } from '../../../src/shared/lab/forecast.ts'
import { windowAtOrigin } from '../../../src/shared/lab/origins.ts'
import { prepare } from '../../../src/shared/lab/prepare.ts'
import { predictRidge } from '../../../src/shared/lab/ridge.ts'
import { priceOf, targetPrice } from '../../../src/shared/lab/units.ts'
import type { Prepared } from '../../../src/shared/types.ts'
import { barsOf, prepareWave, sealed, tutorial, unwrap, witness } from './series.ts'

const small = { window: 3, horizon: 2 }
const specs = [
  ['tutorial', { ...tutorial, ...small }],
  ['sealed', { ...sealed, ...small }],
] as const

/** One-step predictions of the test part as prices. */
const predictedPrices = (prepared: Prepared, name: BaselineName) => {
  const { test } = prepared.split
  const predictions = predictBaseline(prepared, fitBaselines(prepared), name, test)
  return Array.from(predictions, (z, k) => priceOf(prepared, test.start + k, z))
}
const pathOf = (prepared: Prepared, name: BaselineName, horizon: number) =>
  baselinePath(prepared, fitBaselines(prepared), name, prepared.prices.length - 1, horizon)

const straight = Array.from({ length: 60 }, (_, i) => 100 + 2 * i)
const compound = Array.from({ length: 60 }, (_, i) => 100 * 1.01 ** i)

describe.each(specs)('one-step baselines, %s', (_, spec) => {
  const lastKnown = (prices: number[]) => {
    const prepared = unwrap(prepare(barsOf(prices), spec))
    const first = prepared.split.test.start + prepared.window + prepared.offset
    return { prepared, yesterday: prices.slice(first - 1, -1), today: prices.slice(first) }
  }
  const close = (got: number[], wanted: number[]) => {
    expect(got).toHaveLength(wanted.length)
    got.forEach((price, i) => {
      expect(price).toBeCloseTo(wanted[i]!, 8)
    })
  }

  it('persistence says yesterday', () => {
    const { prepared, yesterday } = lastKnown(straight)
    close(predictedPrices(prepared, 'persistence'), yesterday)
  })

  it('drift is right on a straight line', () => {
    const { prepared, today } = lastKnown(straight)
    close(predictedPrices(prepared, 'drift'), today)
  })

  it('the train mean is right on compound interest', () => {
    const { prepared, today } = lastKnown(compound)
    close(predictedPrices(prepared, 'train-mean'), today)
  })

  it('ridge beats persistence where yesterday’s move comes back', () => {
    const swing = Array.from({ length: 400 }, (_, i) => 100 + 5 * Math.sin(i / 4))
    const prepared = unwrap(prepare(barsOf(swing), { ...spec, window: 8 }))
    const error = (name: BaselineName) =>
      predictedPrices(prepared, name).reduce(
        (sum, price, k) =>
          sum + (price - targetPrice(prepared, prepared.split.test.start + k)) ** 2,
        0
      )
    expect(error('ridge')).toBeLessThan(0.2 * error('persistence'))
  })

  it('read nothing after the window they predict from', () => {
    const prices = straight.map((price, i) => price + 3 * Math.sin(i))
    const before = unwrap(prepare(barsOf(prices), spec))
    const at = before.split.test.start + 2
    prices[at + before.window + before.offset] = 1
    const after = unwrap(prepare(barsOf(prices), spec))
    for (const name of baselineNames) {
      const range = { start: 0, end: at + 1 }
      expect(predictBaseline(after, fitBaselines(after), name, range)).toEqual(
        predictBaseline(before, fitBaselines(before), name, range)
      )
    }
  })
})

describe('fitBaselines', () => {
  it.each(specs)('means over every change up to the last train target, %s', (_, spec) => {
    const prices = straight.map((price, i) => price + 3 * Math.sin(i))
    const prepared = unwrap(prepare(barsOf(prices), spec))
    const last = prepared.split.train.end - 1 + prepared.window + prepared.offset
    const known = prices.slice(0, last + 1)
    const { drift, meanReturn } = fitBaselines(prepared)
    expect(drift).toBeCloseTo((known.at(-1)! - known[0]!) / last, 12)
    const change = (price: number, t: number) =>
      spec.protocol === 'tutorial' ? price / known[t]! - 1 : Math.log(price / known[t]!)
    const mean = known.slice(1).reduce((sum, price, t) => sum + change(price, t), 0) / last
    expect(meanReturn).toBeCloseTo(mean, 12)
  })
})

describe('ridge, sealed', () => {
  it('agrees with scikit-learn through scaler, windows and prices', () => {
    const { prices, window, weights, intercept, predicted, mean, deviation, counts } =
      witness.sealedRidge
    const prepared = unwrap(prepare(barsOf(prices), { ...sealed, window, horizon: 5 }))
    const { train, validation, test } = prepared.split
    expect([train.end, validation!.end - train.end, test.end - test.start]).toEqual(counts)
    expect(prepared.scaler.mean).toBeCloseTo(mean, 14)
    expect(prepared.scaler.deviation).toBeCloseTo(deviation, 14)
    const { ridge } = fitBaselines(prepared)
    expect(ridge.intercept).toBeCloseTo(intercept, 10)
    ridge.weights.forEach((weight, t) => {
      expect(weight).toBeCloseTo(weights[t], 10)
    })
    predictedPrices(prepared, 'ridge').forEach((price, k) => {
      expect(price).toBeCloseTo(predicted[k], 9)
    })
  })
})

describe('baseline paths', () => {
  it('persistence is flat, drift goes on as all known days did, in CR under tutorial', () => {
    const prepared = unwrap(prepare(barsOf(straight), { ...tutorial, ...small }))
    expect([...pathOf(prepared, 'persistence', 3)]).toEqual(Array(3).fill(prepared.values[59]))
    pathOf(prepared, 'drift', 3).forEach((cr, k) => {
      expect(cr).toBeCloseTo((218 + 2 * (k + 1)) / 100, 12)
    })
  })

  it('are prices under sealed', () => {
    const prepared = unwrap(prepare(barsOf(compound), { ...sealed, ...small }))
    const last = compound.at(-1)!
    expect([...pathOf(prepared, 'persistence', 2)]).toEqual([last, last])
    expect(pathOf(prepared, 'drift', 2)[1]).toBeCloseTo(last + (2 * (last - 100)) / 59, 10)
    expect(pathOf(prepared, 'train-mean', 2)[1]).toBeCloseTo(last * 1.01 ** 2, 8)
  })

  it('drift reads the origin’s past only', () => {
    const prepared = unwrap(
      prepare(barsOf(straight.map((p, i) => (i > 40 ? 999 : p))), { ...sealed, ...small })
    )
    const path = baselinePath(prepared, fitBaselines(prepared), 'drift', 40, 2)
    expect([...path]).toEqual([182, 184])
  })

  it.each(specs)('ridge rolls out as a network would, %s', async (_, spec) => {
    const prepared = prepareWave(120, { ...spec, window: 6 })
    const { ridge } = fitBaselines(prepared)
    const asNetwork = (windows: Float32Array) => {
      const x = Float64Array.from(windows)
      const moves = x.subarray(1).map((value, t) => value - x[t]!)
      const next =
        prepared.protocol === 'sealed'
          ? predictRidge(ridge, x)
          : x.at(-1)! + predictRidge(ridge, moves)
      return Float32Array.from([next])
    }
    const origin = 90
    const steps = await rollOut(asNetwork, windowAtOrigin(prepared, origin), 6, 4)
    const path = baselinePath(prepared, fitBaselines(prepared), 'ridge', origin, 4)
    pathInUnit(prepared, origin, steps).forEach((value, k) => {
      expect(path[k]! / value).toBeCloseTo(1, 5)
    })
  })
})

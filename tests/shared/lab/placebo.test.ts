import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  fewestPlacebos,
  placeboCopy,
  placeboP,
  placeboPrices,
  placeboSeeds,
} from '../../../src/shared/lab/placebo.ts'
import { prepare } from '../../../src/shared/lab/prepare.ts'
import { logReturns } from '../../../src/shared/lab/returns.ts'
import { targetBar } from '../../../src/shared/lab/split.ts'
import { barsOf, prepareWave, sealed, tutorial, unwrap, wave } from './series.ts'

const prices = fc
  .array(fc.double({ min: -0.1, max: 0.1, noNaN: true }), { minLength: 2, maxLength: 60 })
  .map(returns => {
    const path = [100]
    for (const r of returns) path.push(path.at(-1)! * Math.exp(r))
    return Float64Array.from(path)
  })
const sorted = (values: ArrayLike<number>) => Array.from(values).sort((a, b) => a - b)

describe('a placebo series', () => {
  it('has the same returns in another order, so the same first and last price', () => {
    fc.assert(
      fc.property(prices, fc.nat(), (real, seed) => {
        const placebo = placeboPrices(real, 'permuted', seed)
        const [a, b] = [sorted(logReturns(real)), sorted(logReturns(placebo))]
        a.forEach((r, i) => {
          expect(b[i]).toBeCloseTo(r, 10)
        })
        expect(placebo.at(-1)! / real.at(-1)!).toBeCloseTo(1, 9)
      })
    )
  })

  it('flipped, keeps how far each return is from the mean, day by day', () => {
    fc.assert(
      fc.property(prices, fc.nat(), (real, seed) => {
        const [a, b] = [logReturns(real), logReturns(placeboPrices(real, 'flipped', seed))]
        const mean = a.reduce((sum, r) => sum + r, 0) / a.length
        a.forEach((r, t) => {
          expect(Math.abs(b[t]! - mean)).toBeCloseTo(Math.abs(r - mean), 10)
        })
      })
    )
  })

  it('is the same for the same seed, and another for another', () => {
    const real = Float64Array.from({ length: 50 }, (_, t) => 100 + Math.sin(t * t))
    const make = (seed: number) => [...placeboPrices(real, 'permuted', seed)]
    expect(make(3)).toEqual(make(3))
    expect(make(3)).not.toEqual(make(4))
  })

  it('permutes every pair of places alike', () => {
    // three returns, 6,000 seeds: each of the six orders 1,000 times, give or take 4.5 deviations
    const real = Float64Array.from([1, 2, 6, 24])
    const counts = new Map<string, number>()
    for (let seed = 0; seed < 6000; seed++) {
      const order = [...logReturns(placeboPrices(real, 'permuted', seed))]
        .map(r => Math.round(Math.exp(r)))
        .join('')
      counts.set(order, (counts.get(order) ?? 0) + 1)
    }
    expect([...counts.keys()].sort()).toEqual(['234', '243', '324', '342', '423', '432'])
    for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(130)
  })
})

describe('its p', () => {
  it('counts the real run among the placebos, and ties against it', () => {
    expect(placeboP(0.3, [0.1, 0.2, 0.25])).toBe(1 / 4)
    expect(placeboP(0.2, [0.1, 0.2, 0.25])).toBe(3 / 4)
    expect(placeboP(-1, [0, 0, 0])).toBe(1)
  })

  it('counts a placebo without a measure against the real run, and says nothing of a real run without one', () => {
    expect(placeboP(0.3, [Number.NaN, 0.1])).toBe(2 / 3)
    expect(placeboP(Number.NaN, [0.1])).toBeNull()
  })
})

describe('the p of a permutation test', () => {
  /** Every order of some returns. */
  const orders = (values: readonly number[]): number[][] =>
    values.length < 2
      ? [[...values]]
      : values.flatMap((first, i) =>
          orders(values.toSpliced(i, 1)).map(others => [first, ...others])
        )

  it('is exact: when each order of the returns is the real one in turn, each k/24 comes once', () => {
    // by definition of exactness, with any measure of memory: here how far neighbours agree
    const memory = (returns: readonly number[]) =>
      returns.slice(1).reduce((sum, r, t) => sum + r * returns[t]! * (t + 1), 0)
    const measures = orders([-0.02, 0.003, 0.011, 0.07]).map(memory)
    const ps = measures.map((real, i) => placeboP(real, measures.toSpliced(i, 1))!)
    const wanted = Array.from({ length: 24 }, (_, k) => (k + 1) / 24)
    expect(ps.toSorted((a, b) => a - b)).toEqual(wanted)
  })

  it('can be 0.05 after Holm only with enough copies', () => {
    for (const networks of [1, 2, 3, 5]) {
      const enough = fewestPlacebos(networks)
      expect(networks / (enough + 1)).toBeLessThanOrEqual(0.05)
      if (enough > 39) expect(networks / enough).toBeGreaterThan(0.05)
    }
    expect(fewestPlacebos(1)).toBe(39)
  })
})

describe('seeds of placebos', () => {
  it('are all different, and those of a longer study begin with those of a shorter one', () => {
    const long = placeboSeeds(5, 999)
    expect(new Set(long).size).toBe(999)
    expect(placeboSeeds(5, 39)).toEqual(long.slice(0, 39))
    expect(placeboSeeds(6, 39)).not.toEqual(long.slice(0, 39))
  })
})

describe('a copy of a run’s series', () => {
  it.each([tutorial, sealed])('has the windows and parts of the run: $protocol', spec => {
    const run = prepareWave(300, spec)
    const copy = placeboCopy(run, true, { kind: 'permuted', seed: 1 })
    expect(copy.split).toEqual(run.split)
    expect(copy.dates).toEqual(run.dates)
    expect(placeboCopy(run, true, { kind: 'real' })).toEqual(run)
  })

  it('is scaled by its own train part', () => {
    const copy = placeboCopy(prepareWave(300, sealed), true, { kind: 'permuted', seed: 1 })
    const bars = barsOf(copy.prices)
    expect(copy.scaler).toEqual(unwrap(prepare(bars, sealed)).scaler)
  })

  it('is cut after validation’s last target while the test part is closed, whatever comes later', () => {
    const run = prepareWave(300, sealed)
    const last = targetBar(run, run.split.validation!.end - 1)
    const other = wave(300).map((price, t) => (t > last ? 2 * price : price))
    const others = unwrap(prepare(barsOf(other), sealed))
    for (const kind of ['permuted', 'flipped'] as const) {
      const copy = placeboCopy(run, false, { kind, seed: 1 })
      expect(copy.prices).toHaveLength(last + 1)
      expect(copy.values).toHaveLength(last)
      expect(copy.split).toEqual({
        ...run.split,
        windows: run.split.test.start,
        test: { start: run.split.test.start, end: run.split.test.start },
      })
      expect(placeboCopy(others, false, { kind, seed: 1 })).toEqual(copy)
      expect(placeboCopy(others, true, { kind, seed: 1 }).prices.slice(0, last + 1)).not.toEqual(
        copy.prices
      )
    }
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { placeboP, placeboPrices } from '../../../src/shared/lab/placebo.ts'
import { logReturns } from '../../../src/shared/lab/returns.ts'

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

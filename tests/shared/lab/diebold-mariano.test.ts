import tCdf from '@stdlib/stats-base-dists-t-cdf'
import { describe, expect, it } from 'vitest'
import { dieboldMariano } from '../../../src/shared/lab/diebold-mariano.ts'
import { holm } from '../../../src/shared/lab/holm.ts'
import { witness } from './series.ts'

describe('dieboldMariano', () => {
  it('agrees with an independent HLN and with scipy’s paired t-test', () => {
    for (const { a, b, statistic, p } of witness.dieboldMariano) {
      const test = dieboldMariano(a, b)!
      expect(test.statistic).toBeCloseTo(statistic, 10)
      expect(test.p).toBeCloseTo(p, 10)
    }
  })

  it('is worked by hand: differences 1 … 9', () => {
    // mean 5, γ₀ = 60/9: 5 / √(60/81) · √(8/9) = 5.4772
    const statistic = dieboldMariano([1, 2, 3, 4, 5, 6, 7, 8, 9], Array(9).fill(0))!.statistic
    expect(statistic).toBeCloseTo(Math.sqrt(30), 12)
  })

  it('turns its sign, not its p, when the two change places', () => {
    const { a, b } = witness.dieboldMariano[1]
    const one = dieboldMariano(a, b)!
    const other = dieboldMariano(b, a)!
    expect(other.statistic).toBeCloseTo(-one.statistic, 14)
    expect(other.p).toBeCloseTo(one.p, 14)
  })

  it('says p = 1 of equal losses', () => {
    const losses = [1, 2, 3, 4, 5, 6, 7, 8]
    expect(dieboldMariano(losses, losses)).toEqual({ statistic: 0, p: 1 })
  })

  it('says nothing of 7 days, of constant differences, or of losses that are no numbers', () => {
    const zero = Array(8).fill(0)
    const losses = [1, 2, 3, 4, 5, 6, 7, 8]
    expect(dieboldMariano(losses.slice(1), zero.slice(1))).toBeNull()
    expect(dieboldMariano(Array(8).fill(0.1), zero)).toBeNull()
    expect(dieboldMariano([...losses.slice(1), NaN], zero)).toBeNull()
    expect(dieboldMariano([...losses.slice(1), Infinity], zero)).toBeNull()
    expect(dieboldMariano([], [])).toBeNull()
  })

  it('stands on a t distribution that agrees with scipy', () => {
    for (const { x, df, p } of witness.student) {
      expect(Math.abs(2 * tCdf(-x, df) - p)).toBeLessThan(1e-9 * p + 1e-300)
    }
  })
})

describe('holm', () => {
  it('agrees with statsmodels', () => {
    for (const { p, adjusted } of witness.holm) {
      holm(p).forEach((value, k) => {
        expect(value).toBeCloseTo(adjusted[k], 14)
      })
    }
  })

  it('does not count what was not tested', () => {
    expect(holm([0.02, null, 0.03])).toEqual([0.04, null, 0.04])
    expect(holm([null])).toEqual([null])
  })
})

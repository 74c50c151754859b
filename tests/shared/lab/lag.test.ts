import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lagCurve } from '../../../src/shared/lab/lag.ts'
import { wave } from './series.ts'

describe('lagCurve', () => {
  it('finds the shift of any copy: at −1 it repeats yesterday', () => {
    fc.assert(
      fc.property(fc.integer({ min: -10, max: 10 }), shift => {
        const truth = wave(100)
        const copy = truth.map((_, t) => truth[t + shift] ?? 0).subarray(10, 90)
        const { fits, best } = lagCurve(copy, truth.subarray(10, 90))
        expect(best).toBe(shift)
        const fit = fits.find(f => f.shift === best)!
        expect(fit.rmse).toBe(0)
        expect(fit.correlation).toBeCloseTo(1, 12)
        expect(fit.days).toBe(80 - Math.abs(shift))
      })
    )
  })

  it('compares day t with the prediction for day t − s', () => {
    const { fits } = lagCurve([5, 6, 7], [1, 2, 3], 1)
    // s = −1: truth 1, 2 with predictions 6, 7; s = +1: truth 2, 3 with 5, 6
    expect(fits.map(fit => [fit.shift, fit.rmse, fit.days])).toEqual([
      [-1, 5, 2],
      [0, 4, 3],
      [1, 3, 2],
    ])
  })

  it('correlates changes by Pearson, worked by hand', () => {
    // changes 1 2 3 and 1 3 2: r = 0.5
    const [fit] = lagCurve([0, 1, 3, 6], [0, 1, 4, 6], 0).fits
    expect(fit!.correlation).toBeCloseTo(0.5, 14)
  })

  it('has no best shift of a prediction that is not a number, and never picks one with few days', () => {
    expect(lagCurve([NaN, NaN, NaN], [1, 2, 3]).best).toBeNull()
    // at −3 one day is left and fits exactly; that is no finding
    expect(lagCurve([9, 9, 9, 1], [1, 2, 3, 4]).best).not.toBe(-3)
  })
})

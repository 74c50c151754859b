import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mean, meanSquare } from '../../../src/shared/lab/numbers.ts'
import { fitScaler, scale, unscale } from '../../../src/shared/lab/scale.ts'

describe('fitScaler', () => {
  it('sees the values up to the last train target and none later', () => {
    // windows 0 and 1 of length 2 touch values 0 … 3
    expect(fitScaler([1, 2, 3, 6, 1000, NaN], { start: 0, end: 2 }, 2)).toEqual({
      mean: 3,
      deviation: Math.sqrt((4 + 1 + 0 + 9) / 4),
    })
  })

  it('sees the last train target itself', () => {
    const range = { start: 0, end: 2 }
    expect(fitScaler([1, 2, 3, 7], range, 2)).not.toEqual(fitScaler([1, 2, 3, 6], range, 2))
  })

  it('leaves the train values with mean 0 and deviation 1', () => {
    const values = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), {
      minLength: 4,
      maxLength: 60,
    })
    fc.assert(
      fc.property(values, list => {
        const scaler = fitScaler(list, { start: 0, end: list.length - 2 }, 2)
        const scaled = list.map(value => scale(scaler, value))
        if (scaler.deviation < 1e-9 || scaler.deviation === 1) return
        expect(mean(scaled)).toBeCloseTo(0, 8)
        expect(meanSquare(scaled)).toBeCloseTo(1, 8)
      })
    )
  })

  it('leaves a flat series at 0, not at NaN', () => {
    for (const flat of [0, 0.1]) {
      const scaler = fitScaler([flat, flat, flat, flat], { start: 0, end: 3 }, 1)
      expect(scaler.deviation).toBe(1)
      expect(scale(scaler, flat)).toBeCloseTo(0, 12)
    }
  })

  it('is undone by unscale', () => {
    const number = fc.double({ min: -1e3, max: 1e3, noNaN: true })
    fc.assert(
      fc.property(
        number,
        number,
        fc.double({ min: 0.01, max: 10, noNaN: true }),
        (value, centre, deviation) => {
          const scaler = { mean: centre, deviation }
          expect(unscale(scaler, scale(scaler, value))).toBeCloseTo(value, 9)
        }
      )
    )
  })
})

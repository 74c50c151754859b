import { describe, expect, it } from 'vitest'
import { networkPath, rollOut } from '../../../src/shared/lab/forecast.ts'
import { forecastOrigin, hindcastOrigin, windowAtOrigin } from '../../../src/shared/lab/origins.ts'
import { prepareWave, sealed, tutorial } from './series.ts'

/** Predicts the sum of each window. */
const summing = (window: number) => (windows: Float32Array) =>
  Float32Array.from({ length: windows.length / window }, (_, i) =>
    windows.subarray(i * window, (i + 1) * window).reduce((sum, x) => sum + x, 0)
  )

describe('rollOut', () => {
  it('feeds predictions back, many paths at once', async () => {
    // Fibonacci from 1, 1 and from 2, 5
    const paths = await rollOut(summing(2), Float32Array.from([1, 1, 2, 5]), 2, 5)
    expect([...paths]).toEqual([2, 3, 5, 8, 13, 7, 12, 19, 31, 50])
  })

  it('takes a predictor that answers later, and leaves the windows it was given alone', async () => {
    const windows = Float32Array.from([1, 1])
    const later = async (w: Float32Array) => {
      const next = summing(2)(w)
      w.fill(99)
      return next
    }
    expect([...(await rollOut(later, windows, 2, 3))]).toEqual([2, 3, 5])
    expect([...windows]).toEqual([1, 1])
  })
})

describe('origins', () => {
  it('put the tutorial’s hindcast window at 740 … 769 for 770 … 799', () => {
    const prepared = prepareWave(800, tutorial)
    expect(hindcastOrigin(prepared, 30, true)).toBe(769)
    expect(windowAtOrigin(prepared, 769)).toEqual(
      Float32Array.from(prepared.values.slice(740, 770))
    )
    expect(forecastOrigin(prepared)).toBe(799)
    expect(windowAtOrigin(prepared, 799)).toEqual(Float32Array.from(prepared.values.slice(770)))
  })

  it('end the sealed hindcast with the last validation target until the test part is open', () => {
    const prepared = prepareWave(800, sealed)
    // validation's last target is bar 683, the first test target bar 684
    expect(hindcastOrigin(prepared, 30, false)).toBe(653)
    expect(hindcastOrigin(prepared, 30, true)).toBe(769)
    // value 652 is the return that ends at bar 653
    expect(windowAtOrigin(prepared, 653)).toEqual(
      Float32Array.from(prepared.values.slice(623, 653))
    )
  })

  it('throw where no whole window is known', () => {
    const prepared = prepareWave(800, sealed)
    expect(windowAtOrigin(prepared, 30)).toHaveLength(30)
    expect(() => windowAtOrigin(prepared, 29)).toThrow('fewer than 30')
  })
})

describe('networkPath', () => {
  it('is CR as predicted under tutorial', async () => {
    const path = await networkPath(
      prepareWave(800, tutorial),
      () => Float32Array.from([1.5]),
      769,
      3
    )
    expect([...path]).toEqual([1.5, 1.5, 1.5])
  })

  it('compounds unscaled log returns from the origin’s price under sealed', async () => {
    const prepared = prepareWave(800, sealed)
    const path = await networkPath(prepared, () => Float32Array.from([2]), 653, 3)
    const r = 2 * prepared.scaler.deviation + prepared.scaler.mean
    path.forEach((price, k) => {
      expect(price).toBeCloseTo(prepared.prices[653]! * Math.exp((k + 1) * r), 9)
    })
  })
})

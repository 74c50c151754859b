import { describe, expect, it } from 'vitest'
import { binomialInterval } from '../../../src/shared/lab/binomial-interval.ts'
import { alwaysUp, directionOf } from '../../../src/shared/lab/direction.ts'
import { prepare } from '../../../src/shared/lab/prepare.ts'
import { barsOf, tutorial, unwrap, witness } from './series.ts'

// targets of the 7 train windows: 110 → 120 120 100 110 110 90 100, two of them unmoved
const prepared = unwrap(
  prepare(barsOf([100, 110, 120, 120, 100, 110, 110, 90, 100, 100]), {
    ...tutorial,
    window: 2,
    horizon: 1,
  })
)
const { train } = prepared.split

describe('binomialInterval', () => {
  it('agrees with statsmodels’ Clopper–Pearson', () => {
    for (const { k, n, low, high } of witness.clopperPearson) {
      const interval = binomialInterval(k, n)
      expect(interval.low).toBeCloseTo(low, 10)
      expect(interval.high).toBeCloseTo(high, 10)
    }
  })
})

describe('direction', () => {
  it('leaves out days on which the price did not move', () => {
    // moves: + 0 − + 0 − +
    expect(alwaysUp(prepared, train)).toMatchObject({ share: 3 / 5, days: 5 })
  })

  it('counts a call of no change as wrong', () => {
    // every prediction is the window's last CR: persistence, as a network might copy it
    const copies = prepared.values.subarray(1, 8)
    expect(directionOf(prepared, copies, train)).toMatchObject({ share: 0, days: 5, low: 0 })
  })

  it('is right about right and wrong', () => {
    const called = [1.2, 1.3, 1.1, 1.2, 1.0, 1.2, 0.8]
    // + (right), unmoved, − (right), + (right), unmoved, + (wrong), − (wrong)
    expect(directionOf(prepared, called, train)).toMatchObject({ share: 3 / 5, days: 5 })
  })

  it('is null where nothing moved or nothing was called', () => {
    const flat = unwrap(prepare(barsOf(Array(10).fill(5)), { ...tutorial, window: 2, horizon: 1 }))
    expect(alwaysUp(flat, flat.split.train)).toBeNull()
    expect(directionOf(prepared, Array(7).fill(NaN), train)).toBeNull()
  })
})

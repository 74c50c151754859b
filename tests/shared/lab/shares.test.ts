import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { floorShare } from '../../../src/shared/lab/shares.ts'

describe('floorShare', () => {
  it('is right where floats lose one: ⌊7·90/10⌋ = 63', () => {
    expect(Math.floor(0.7 * 90)).toBe(62)
    expect(floorShare(90, 0.7)).toBe(63)
  })

  it('equals ⌊7n/10⌋ for every n up to 20,000', () => {
    for (let n = 0; n <= 20_000; n++) expect(floorShare(n, 0.7)).toBe((7 * n - ((7 * n) % 10)) / 10)
  })

  it('equals BigInt arithmetic for any count and any share of whole millionths', () => {
    const count = fc.integer({ min: 0, max: 100_000_000 })
    fc.assert(
      fc.property(count, fc.integer({ min: 1, max: 999_999 }), (n, millionths) => {
        const exact = (BigInt(n) * BigInt(millionths)) / 1_000_000n
        expect(floorShare(n, millionths / 1_000_000)).toBe(Number(exact))
      })
    )
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { binOf, makeBins, placeInBins } from '../../../src/shared/lab/histogram.ts'

const edges = ({ first, step, counts }: ReturnType<typeof makeBins>) =>
  counts.map((_, k) => Number(((first + k) * step).toPrecision(12)))

describe('a histogram', () => {
  it('has round edges, 0 among them', () => {
    const bins = makeBins([-0.031, -0.012, 0.004, 0.004, 0.019], { reach: [0.05], most: 10 })
    expect(edges(bins)).toEqual([-0.04, -0.03, -0.02, -0.01, 0, 0.01, 0.02, 0.03, 0.04, 0.05])
    expect(bins.counts).toEqual([1, 0, 1, 0, 2, 1, 0, 0, 0, 0])
    expect(bins.isOpen).toBe(false)
  })

  it('counts every value once, in the bin that its place names, in no more bins than wanted', () => {
    const values = fc.array(fc.double({ min: -3, max: 1, noNaN: true }), { minLength: 1 })
    fc.assert(
      fc.property(values, fc.integer({ min: 2, max: 40 }), (skills, most) => {
        const bins = makeBins(skills, { reach: [0], most })
        expect(bins.counts.length).toBeLessThanOrEqual(Math.max(3, most))
        const places = skills.map(skill => binOf(bins, skill))
        const counted = bins.counts.map((_, k) => places.filter(place => place === k).length)
        expect(bins.counts).toEqual(counted)
        for (const skill of skills)
          expect(Math.abs(placeInBins(bins, skill) - binOf(bins, skill) - 0.5)).toBeLessThan(0.5001)
        expect(placeInBins(bins, 0)).toBe(0 - bins.first)
      })
    )
  })

  it('gathers what lies far below in its first bin rather than flatten the rest', () => {
    const near = Array.from({ length: 30 }, (_, k) => -k / 100)
    const bins = makeBins([...near, -40, -110], { reach: [0] })
    expect(bins.step).toBeLessThan(0.05)
    expect(bins.isOpen).toBe(true)
    expect(bins.counts[0]).toBeGreaterThanOrEqual(2)
    expect(bins.counts.reduce((sum, count) => sum + count)).toBe(32)
  })

  it('of one value, of values all alike and of none is no trouble', () => {
    expect(makeBins([0.25]).counts).toEqual([1])
    expect(makeBins([0, 0, 0], { reach: [0] }).counts).toEqual([3])
    expect(makeBins([Number.NaN]).counts).toEqual([])
  })
})

import fc from 'fast-check'
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64'
import { mersenne } from 'pure-rand/generator/mersenne'
import { describe, expect, it } from 'vitest'
import {
  adaptiveBands,
  conformalQuantile,
  fewestScores,
} from '../../../src/shared/lab/conformal.ts'
import { coverageOf } from '../../../src/shared/lab/coverage.ts'

const noise = (seed: number, count: number) => {
  const generator = mersenne(seed)
  return Array.from({ length: count }, () => uniformFloat64(generator))
}

describe('a conformal band', () => {
  it('is the score whose rank the theory asks for', () => {
    const scores = [5, 1, 4, 2, 3, 9, 7, 8, 6]
    // ⌈10 · 0.8⌉ = 8th of nine
    expect(conformalQuantile(scores, 0.2)).toBe(8)
    expect(conformalQuantile(scores, 0.5)).toBe(5)
  })

  it('has no end where the scores are too few, and one from the first number on that gives one', () => {
    expect(conformalQuantile(noise(1, fewestScores(0.05) - 1), 0.05)).toBe(Infinity)
    expect(conformalQuantile(noise(1, fewestScores(0.05)), 0.05)).toBeLessThan(1)
  })

  it('holds what it promises on exchangeable days: at least 1 − α in the mean of many draws', () => {
    const hits = Array.from({ length: 3000 }, (_, seed) => {
      const [next = 0, ...scores] = noise(seed, 40)
      return next <= conformalQuantile(scores, 0.2) ? 1 : 0
    })
    const share = hits.reduce<number>((sum, hit) => sum + hit, 0) / hits.length
    // exact: ⌈40 · 0.8⌉ / 40 = 0.8; four deviations of 3,000 draws are 0.029
    expect(Math.abs(share - 0.8)).toBeLessThan(0.03)
  })
})

describe('adaptive bands', () => {
  it('never look at a target that has not come', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 12, maxLength: 60 }),
        fc.integer({ min: 1, max: 10 }),
        fc.nat(),
        (scores, steps, pick) => {
          const calibration = noise(5, 30)
          const at = pick % scores.length
          const later = scores.map((score, t) => (t >= at ? 1 - score : score))
          const [a, b] = [scores, later].map(s =>
            adaptiveBands(calibration, s, { alpha: 0.2, steps })
          )
          // what was changed at origin `at` is known at at + steps, and no sooner
          const known = Math.min(scores.length, at + steps)
          expect(a!.slice(0, known).map(band => band.width)).toEqual(
            b!.slice(0, known).map(band => band.width)
          )
        }
      )
    )
  })

  it('come back to their promise after the errors double', () => {
    const calm = noise(1, 300)
    const wild = noise(2, 1500).map(score => 2 * score)
    const bands = adaptiveBands(calm, wild, { alpha: 0.2, steps: 5 })
    const share = (from: number) =>
      bands.slice(from).filter(({ covered }) => covered).length / (bands.length - from)
    expect(Math.abs(share(300) - 0.8)).toBeLessThan(0.03)
    const fixed = conformalQuantile(calm, 0.2)
    const fixedShare = wild.filter(score => score <= fixed).length / wild.length
    expect(fixedShare).toBeLessThan(0.5)
  })

  it('are finite and never without width, whatever happens', () => {
    for (const scores of [Array(400).fill(10), Array(400).fill(0.001)]) {
      const bands = adaptiveBands(noise(3, 50), scores, { alpha: 0.05, steps: 1, rate: 0.2 })
      expect(bands.every(({ width }) => Number.isFinite(width) && width > 0)).toBe(true)
    }
  })
})

describe('measured coverage', () => {
  it('of independent days has nearly as many effective ones, and the binomial’s interval', () => {
    const covered = noise(4, 1000).map(u => u < 0.8)
    const found = coverageOf(covered, { steps: 1 })!
    expect(found.effective).toBe(1000)
    // binomial: ± 1.96 √(0.16/1000) = ± 0.025
    expect(found.high - found.low).toBeGreaterThan(0.035)
    expect(found.high - found.low).toBeLessThan(0.065)
    expect(found.low).toBeLessThan(found.share)
    expect(found.high).toBeGreaterThan(found.share)
  })

  it('of days that come ten alike counts about a tenth of them', () => {
    const covered = noise(6, 100).flatMap(u => Array<boolean>(10).fill(u < 0.8))
    const found = coverageOf(covered, { steps: 10 })!
    expect(found.effective).toBeLessThan(200)
    expect(found.high - found.low).toBeGreaterThan(0.12)
  })

  it('is nothing without a day', () => {
    expect(coverageOf([], { steps: 1 })).toBeNull()
  })
})

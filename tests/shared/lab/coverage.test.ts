import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64'
import { mersenne } from 'pure-rand/generator/mersenne'
import { describe, expect, it } from 'vitest'
import { coverageOf } from '../../../src/shared/lab/coverage.ts'
import { bandWitness } from './band-witness.ts'

const noise = (seed: number, count: number) => {
  const generator = mersenne(seed)
  return Array.from({ length: count }, () => uniformFloat64(generator))
}

describe('measured coverage', () => {
  it('has numpy’s share, effective size and block-bootstrap interval', () => {
    for (const { steps, scores, narrow, ...known } of bandWitness) {
      const covered = scores.flatMap((score, t) => {
        const width = narrow[t] ?? null
        return width === null ? [] : [score <= width]
      })
      const found = coverageOf(covered, { steps })!
      expect(found.days).toBe(known.days)
      expect(found.share).toBeCloseTo(known.share, 12)
      expect(found.effective).toBeCloseTo(known.effective, 9)
      // 2,000 draws here, 20,000 there
      expect(Math.abs(found.low! - known.low)).toBeLessThan(0.02)
      expect(Math.abs(found.high! - known.high)).toBeLessThan(0.02)
    }
  })

  it('of independent days has nearly as many effective ones, and the binomial’s interval', () => {
    const covered = noise(4, 1000).map(u => u < 0.8)
    const found = coverageOf(covered, { steps: 1 })!
    expect(found.effective).toBeGreaterThan(800)
    // binomial: ± 1.96 √(0.16/1000) = ± 0.025
    expect(found.high! - found.low!).toBeGreaterThan(0.035)
    expect(found.high! - found.low!).toBeLessThan(0.065)
    expect(found.low).toBeLessThan(found.share)
    expect(found.high).toBeGreaterThan(found.share)
  })

  it('of days that come ten alike counts about a tenth of them', () => {
    const covered = noise(6, 100).flatMap(u => Array<boolean>(10).fill(u < 0.8))
    const found = coverageOf(covered, { steps: 10 })!
    expect(found.effective).toBeLessThan(200)
    expect(found.high! - found.low!).toBeGreaterThan(0.12)
  })

  it('of days that all hit is sure of no more than their effective number allows', () => {
    const found = coverageOf(Array<boolean>(60).fill(true), { steps: 10 })!
    expect(found).toMatchObject({ share: 1, high: 1, effective: 6 })
    // Clopper & Pearson: (α/2)^{1/n}
    expect(found.low).toBeCloseTo(0.025 ** (1 / 6), 12)
  })

  it('has no interval where there are not two blocks, and is nothing without a day', () => {
    const few = noise(7, 50).map(u => u < 0.8)
    expect(coverageOf(few, { steps: 30 })).toMatchObject({ low: null, high: null, days: 50 })
    expect(coverageOf([], { steps: 1 })).toBeNull()
  })
})

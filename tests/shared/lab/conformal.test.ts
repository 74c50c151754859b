import fc from 'fast-check'
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64'
import { mersenne } from 'pure-rand/generator/mersenne'
import { describe, expect, it } from 'vitest'
import {
  adaptiveBands,
  conformalQuantile,
  fewestScores,
} from '../../../src/shared/lab/conformal.ts'
import { bandWitness } from './band-witness.ts'

const noise = (seed: number, count: number) => {
  const generator = mersenne(seed)
  return Array.from({ length: count }, () => uniformFloat64(generator))
}

const sorted = (seed: number, count: number) => noise(seed, count).toSorted((a, b) => a - b)

describe('a conformal band', () => {
  it('is the score whose rank the theory asks for', () => {
    const scores = [5, 1, 4, 2, 3, 9, 7, 8, 6]
    // ⌈10 · 0.8⌉ = 8th of nine
    expect(
      conformalQuantile(
        scores.toSorted((a, b) => a - b),
        0.2
      )
    ).toBe(8)
    expect(
      conformalQuantile(
        scores.toSorted((a, b) => a - b),
        0.5
      )
    ).toBe(5)
  })

  it('has no end where the scores are too few, and one from the first number on that gives one', () => {
    expect(conformalQuantile(sorted(1, fewestScores(0.05) - 1), 0.05)).toBe(Infinity)
    expect(conformalQuantile(sorted(1, fewestScores(0.05)), 0.05)).toBeLessThan(1)
  })

  it('holds what it promises on exchangeable days: at least 1 − α in the mean of many draws', () => {
    const hits = Array.from({ length: 3000 }, (_, seed) => {
      const [next = 0, ...scores] = noise(seed, 40)
      return next <=
        conformalQuantile(
          scores.toSorted((a, b) => a - b),
          0.2
        )
        ? 1
        : 0
    })
    const share = hits.reduce<number>((sum, hit) => sum + hit, 0) / hits.length
    // exact: ⌈40 · 0.8⌉ / 40 = 0.8; four deviations of 3,000 draws are 0.029
    expect(Math.abs(share - 0.8)).toBeLessThan(0.03)
  })
})

describe('adaptive bands', () => {
  it('are those of numpy: late targets, errors that double, and never a wide one within a narrow one', () => {
    for (const { steps, scores, narrow, wide } of bandWitness) {
      const inner = adaptiveBands(scores, { alpha: 0.2, steps, rate: 0.01, warmUp: 39 })
      expect(inner.map(band => band?.width ?? null)).toEqual(narrow)
      const options = { alpha: 0.05, steps, rate: 0.02, warmUp: 39, atLeast: inner }
      expect(adaptiveBands(scores, options).map(band => band?.width ?? null)).toEqual(wide)
    }
  })

  it('never look at a target that has not come', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 50, maxLength: 120 }),
        fc.integer({ min: 1, max: 10 }),
        fc.nat(),
        (scores, steps, pick) => {
          const at = pick % scores.length
          const later = scores.map((score, t) => (t >= at ? 1 - score : score))
          const [a, b] = [scores, later].map(own =>
            adaptiveBands(own, { alpha: 0.2, steps }).map(band => band?.width)
          )
          // what was changed at origin `at` is known at at + steps, and no sooner
          expect(a!.slice(0, at + steps)).toEqual(b!.slice(0, at + steps))
        }
      )
    )
  })

  it('begin when enough targets have come, and go on to the origin that knows them all', () => {
    const bands = adaptiveBands(noise(1, 60), { alpha: 0.2, steps: 7 })
    expect(bands).toHaveLength(67)
    // the 39th score, of origin 38, is known at origin 45
    expect(bands.findIndex(band => band !== null)).toBe(45)
    expect(bands.slice(60).every(band => band?.covered === null)).toBe(true)
  })

  it('are never narrower than those of a smaller promise, and cover what these cover', () => {
    const scores = noise(1, 60)
    const wide = scores.map((_, t) => ({ width: t % 2 === 0 ? 2 : 0, covered: null }))
    const bands = adaptiveBands(scores, { alpha: 0.05, steps: 1, atLeast: wide })
    const own = adaptiveBands(scores, { alpha: 0.05, steps: 1 })
    expect(bands.slice(40, 60).map(band => band!.width)).toEqual(
      own.slice(40, 60).map((band, k) => (k % 2 === 0 ? 2 : band!.width))
    )
    expect(bands[40]!.covered).toBe(true)
  })

  it('come back to their promise after the errors double', () => {
    const scores = [...noise(1, 300), ...noise(2, 1500).map(score => 2 * score)]
    const bands = adaptiveBands(scores, { alpha: 0.2, steps: 5 })
    const judged = bands.slice(600, 1800)
    const share = judged.filter(band => band?.covered).length / judged.length
    expect(Math.abs(share - 0.8)).toBeLessThan(0.03)
    const fixed = conformalQuantile(sorted(1, 300), 0.2)
    expect(scores.slice(600).filter(score => score <= fixed).length / 1200).toBeLessThan(0.5)
  })

  it('are finite and never without width, whatever happens', () => {
    for (const score of [10, 0.001]) {
      const scores = [...noise(3, 50), ...Array<number>(400).fill(score)]
      const bands = adaptiveBands(scores, { alpha: 0.05, steps: 1, rate: 0.2 }).slice(39)
      expect(bands.every(band => band && Number.isFinite(band.width) && band.width > 0)).toBe(true)
    }
  })
})

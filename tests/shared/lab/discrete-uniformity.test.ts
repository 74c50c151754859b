import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { discreteUniformity } from '../../../src/shared/lab/discrete-uniformity.ts'

interface Case {
  readonly counts: readonly number[]
  readonly statistic: number
  readonly p: number
}

/** Numbers of other people's code: see `tests/fixtures/lab/uniformity.py`. */
const witness = JSON.parse(
  readFileSync(new URL('../../fixtures/lab/uniformity.json', import.meta.url), 'utf8')
) as {
  readonly small: readonly Case[]
  readonly simulated: readonly (Case & { readonly error: number })[]
  readonly fine: readonly (Omit<Case, 'counts'> & { places: readonly number[]; atoms: number })[]
}

describe('Kolmogorov–Smirnov against the discrete uniform law', () => {
  it('is what counting every outcome gives', () => {
    for (const { counts, statistic, p } of witness.small) {
      const found = discreteUniformity(counts)
      expect(found.statistic).toBeCloseTo(statistic, 12)
      expect(found.p).toBeCloseTo(p, 12)
    }
  })

  it('is within four standard errors of two million simulated samples of 40', () => {
    for (const { counts, statistic, p, error } of witness.simulated) {
      const found = discreteUniformity(counts)
      expect(found.statistic).toBeCloseTo(statistic, 12)
      expect(Math.abs(found.p - p)).toBeLessThan(4 * error + 1e-12)
    }
  })

  it('comes to SciPy’s law of the continuous case when atoms are many', () => {
    for (const { places, atoms, statistic, p } of witness.fine) {
      const counts = new Array<number>(atoms).fill(0)
      for (const place of places) counts[place]! += 1
      const found = discreteUniformity(counts)
      expect(found.statistic).toBeCloseTo(statistic, 9)
      expect(found.p).toBeCloseTo(p, 3)
    }
  })

  it('gives all n values on the least of m atoms its closed form, 2/mⁿ', () => {
    // D = 1 − 1/m is reached only by all on the first atom, or all on the last, which has
    // N_k = 0 up to k = m − 1
    expect(discreteUniformity([5, 0, 0]).p).toBeCloseTo(2 / 3 ** 5, 12)
  })

  it('holds for a thousand values without a number that overflows', () => {
    const even = discreteUniformity(new Array<number>(40).fill(25))
    expect(even).toEqual({ statistic: 0, p: 1 })
    const lean = Array.from({ length: 40 }, (_, k) => (k < 20 ? 27 : 23))
    const { p } = discreteUniformity(lean)
    // D = 0.04: scipy.stats.kstwo.sf(0.04, 1000) of the continuous law, which is the more lenient
    expect(p).toBeLessThan(0.0797)
    expect(p).toBeGreaterThan(0.04)
  })
})

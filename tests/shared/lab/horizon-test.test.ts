import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { dieboldMariano } from '../../../src/shared/lab/diebold-mariano.ts'
import { horizonTest } from '../../../src/shared/lab/horizon-test.ts'

const { horizonTests } = JSON.parse(
  readFileSync(new URL('../../fixtures/lab/studies.json', import.meta.url), 'utf8')
) as { horizonTests: { a: number[]; b: number[]; steps: number; statistic: number; p: number }[] }

describe('the test of losses several steps ahead', () => {
  it('agrees with statsmodels’ Newey–West variance and the small-sample correction', () => {
    for (const { a, b, steps, statistic, p } of horizonTests) {
      const test = horizonTest(a, b, { steps })
      expect(test?.statistic).toBeCloseTo(statistic, 9)
      expect(test?.p).toBeCloseTo(p, 9)
    }
  })

  it('is the one-step test one step ahead', () => {
    const { a, b } = horizonTests[3]!
    expect(horizonTest(a, b, { steps: 1 })).toEqual(dieboldMariano(a, b))
  })

  it('counts the overlap in origins: a stride as long as the horizon has none', () => {
    const { a, b } = horizonTests[1]!
    const apart = horizonTest(a, b, { steps: 10, stride: 10 })
    expect(apart?.statistic).toBeCloseTo(dieboldMariano(a, b)!.statistic, 12)
  })

  it('says too few of 7 origins that share no day, however many overlap', () => {
    const { a, b } = horizonTests[2]!
    expect(horizonTest(a.slice(0, 239), b.slice(0, 239), { steps: 30 })).toBeNull()
    expect(horizonTest(a.slice(0, 240), b.slice(0, 240), { steps: 30 })).not.toBeNull()
  })

  it('says too few where the variance is not positive', () => {
    const zero = Array(40).fill(0)
    expect(horizonTest(Array(40).fill(0.1), zero, { steps: 2 })).toBeNull()
    expect(horizonTest(zero, zero, { steps: 2 })).toBeNull()
    expect(horizonTest([...Array(39).fill(1), Number.NaN], zero, { steps: 2 })).toBeNull()
  })
})

import { describe, expect, it } from 'vitest'
import { lagOne } from '../../../src/shared/lab/cosine-variance.ts'
import { mean } from '../../../src/shared/lab/numbers.ts'
import { equalLosses, measureSize } from '../../../src/shared/lab/size-control.ts'

const seeds = Array.from({ length: 2000 }, (_, k) => k + 1)

describe('the tests reject equals as rarely as they promise', () => {
  // with Bartlett's weights cut at the overlap, as they once were: 0.094, 0.119 and 0.131
  it.each([2, 10, 20])('%i days ahead from 181 origins', h => {
    const { share, verdicts } = measureSize({ n: 181, h, process: 'iid', test: 'horizon' }, seeds)
    expect(verdicts).toBe(seeds.length)
    expect(share).toBeLessThanOrEqual(0.065)
    expect(share).toBeGreaterThan(0.03)
  })

  // with a variance that knows no neighbours: 0.15 at ρ = 0.3, 0.34 at 0.62
  it.each(['ar(.3)', 'ar(.62)', 'garch(.10,.89)-t5'] as const)('one day ahead on %s', process => {
    const { share } = measureSize({ n: 210, h: 1, process, test: 'one-step' }, seeds)
    expect(share).toBeLessThanOrEqual(0.065)
    expect(share).toBeGreaterThan(0.03)
  })

  it('have no share where there is no verdict', () => {
    const found = measureSize({ n: 181, h: 30, process: 'iid', test: 'horizon' }, [1, 2])
    expect(found).toMatchObject({ share: null, verdicts: 0 })
  })
})

describe('the simulated losses', () => {
  it('are equal in truth: two constants that err alike in opposite directions', () => {
    const differences = seeds.slice(0, 400).map(seed => {
      const { losses, others } = equalLosses({ n: 100, h: 5, process: 'iid' }, seed)
      return mean(losses) - mean(others)
    })
    // d = −h c Σε; one mean of 100 has a deviation of about 0.5 · √5 · √(5/100) = 0.25
    expect(Math.abs(mean(differences))).toBeLessThan((3 * 0.25) / Math.sqrt(400))
  })

  it('of an AR(1) resemble the day before by its ρ', () => {
    const { losses } = equalLosses({ n: 20_000, h: 1, process: 'ar(.62)' }, 7)
    expect(lagOne(losses)).toBeCloseTo(0.62, 1)
  })
})

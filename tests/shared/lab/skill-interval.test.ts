import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dieboldMariano } from '../../../src/shared/lab/diebold-mariano.ts'
import { skillInterval, studentQuantile } from '../../../src/shared/lab/skill-interval.ts'

/**
 * Student's sleep data (Student 1908, Biometrika 6), hours gained on two drugs. The paired t-test of
 * R 4 (`t.test(extra ~ group, paired = TRUE)`): t = −4.0621, df = 9, p = 0.002833, mean difference
 * −1.58, 95 % interval −2.4598858 … −0.7001142. For one step ahead the corrected Diebold–Mariano
 * test is that test. Two hours are added to all, so that they may stand for squared errors.
 */
const first = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0].map(v => v + 2)
const second = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4].map(v => v + 2)
const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length

const verdictOf = (losses: readonly number[], others: readonly number[]) => ({
  skill: 1 - mean(losses) / mean(others),
  statistic: dieboldMariano(losses, others)?.statistic ?? null,
  days: losses.length,
})

describe('the interval of a skill', () => {
  it('is that of R’s paired t-test, divided by persistence’s error', () => {
    const interval = skillInterval(verdictOf(first, second))
    expect(interval?.low).toBeCloseTo(0.7001142 / mean(second), 6)
    expect(interval?.high).toBeCloseTo(2.4598858 / mean(second), 6)
  })

  it('takes Student’s quantiles from the tables', () => {
    // 97.5 %: t with 4, 9, 30 and 209 degrees of freedom
    expect(studentQuantile(0.975, 4)).toBeCloseTo(2.776445, 5)
    expect(studentQuantile(0.975, 9)).toBeCloseTo(2.262157, 5)
    expect(studentQuantile(0.975, 30)).toBeCloseTo(2.042272, 5)
    expect(studentQuantile(0.975, 209)).toBeCloseTo(1.971379, 5)
  })

  it('excludes 0 exactly where the test’s p is under 0.05', () => {
    const losses = fc.array(fc.double({ min: 0.1, max: 4, noNaN: true }), {
      minLength: 20,
      maxLength: 20,
    })
    fc.assert(
      fc.property(losses, losses, (a, b) => {
        const test = dieboldMariano(a, b)
        const interval = skillInterval(verdictOf(a, b))
        if (test === null || interval === null || Math.abs(test.p - 0.05) < 1e-9) return
        expect(interval.low > 0 || interval.high < 0).toBe(test.p < 0.05)
      })
    )
  })

  it('does not exist where nothing was tested', () => {
    expect(skillInterval({ skill: null, statistic: 1, days: 50 })).toBeNull()
    expect(skillInterval({ skill: 0.1, statistic: null, days: 5 })).toBeNull()
    expect(skillInterval({ skill: 0, statistic: 0, days: 50 })).toBeNull()
  })
})

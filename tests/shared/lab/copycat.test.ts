import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { copycat } from '../../../src/shared/lab/copycat.ts'
import { makeSample } from '../../../src/shared/lab/samples.ts'

const { fisher } = JSON.parse(
  readFileSync(new URL('../../fixtures/lab/studies.json', import.meta.url), 'utf8')
) as { fisher: { x: number[]; y: number[]; rho: number; low: number }[] }

/** The last 300 days of a sample: truth, and the day before each. */
function lastDays(name: 'random-walk' | 'momentum') {
  const { close } = makeSample(name, 7)
  const [first, last] = [close.length - 300, close.length]
  return {
    close,
    first,
    actual: close.slice(first, last),
    before: close.slice(first - 1, last - 1),
  }
}

describe('the copy-cat detector', () => {
  it('flags a model that repeats yesterday', () => {
    const { actual, before } = lastDays('random-walk')
    expect(copycat(before, actual, before)).toMatchObject({ bestLag: -1, isCopy: true })
  })

  it('flags nine tenths of yesterday with noise on top', () => {
    const { actual, before } = lastDays('random-walk')
    const centre = before.reduce((sum, v) => sum + v, 0) / before.length
    const noisy = before.map((v, t) => centre + 0.9 * (v - centre) + 0.05 * Math.sin(37 * t))
    expect(copycat(noisy, actual, before)).toMatchObject({ bestLag: -1, isCopy: true })
  })

  it('does not flag an oracle', () => {
    const { actual, before } = lastDays('random-walk')
    expect(copycat(actual, actual, before)).toMatchObject({ bestLag: 0, isCopy: false })
  })

  it('does not flag the best forecast of momentum, although it moves as yesterday did', () => {
    const { close, first, actual, before } = lastDays('momentum')
    const best = before.map((p, t) => p * (p / close[first + t - 2]!) ** 0.5)
    const found = copycat(best, actual, before)
    expect(found.isCopy).toBe(false)
    expect(found.withLastChange).toBeGreaterThan(0.99)
    expect(found.lowerBound).toBeGreaterThan(0.3)
  })

  it('bounds a correlation as scipy does', () => {
    for (const { x, y, rho, low } of fisher) {
      const zero = Array(x.length).fill(0)
      const found = copycat(x, y, zero)
      expect(found.withNextChange).toBeCloseTo(rho, 12)
      expect(found.lowerBound).toBeCloseTo(low, 9)
    }
  })
})

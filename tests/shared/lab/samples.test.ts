import { describe, expect, it } from 'vitest'
import { mean, meanSquare } from '../../../src/shared/lab/numbers.ts'
import { logReturns } from '../../../src/shared/lab/returns.ts'
import { makeSample } from '../../../src/shared/lab/samples.ts'
import type { SampleName } from '../../../src/shared/types.ts'

const names: SampleName[] = ['random-walk', 'momentum']
const longReturns = (name: SampleName) => logReturns(makeSample(name, 5, { days: 40_001 }).close)

const autocorrelation = (r: Float64Array, lag: number) => {
  const centre = mean(r)
  const products = r.subarray(lag).map((x, t) => (x - centre) * (r[t]! - centre))
  return mean(products) / meanSquare(r, centre)
}

describe('makeSample', () => {
  it.each(names)('%s: the same seed gives the same bars to the bit, another seed others', name => {
    expect(makeSample(name, 7)).toEqual(makeSample(name, 7))
    expect(makeSample(name, 7).close).not.toEqual(makeSample(name, 8).close)
  })

  it('keeps the numbers it had: a stored run must mean the same series for ever', () => {
    expect(makeSample('random-walk', 7).close.at(-1)).toMatchInlineSnapshot(`147.43898877031916`)
    expect(makeSample('random-walk', 7).volume.at(-1)).toMatchInlineSnapshot(`700386`)
    expect(makeSample('momentum', 7).close.at(-1)).toMatchInlineSnapshot(`198.37199865883045`)
  })

  it.each(names)('%s: has 2,000 weekdays up to 2024-12-31, rising', name => {
    const { dates } = makeSample(name, 1)
    expect(dates).toHaveLength(2000)
    expect(dates.at(-1)).toBe('2024-12-31')
    expect(makeSample(name, 1, { days: 3, lastDate: '2024-12-29' }).dates.at(-1)).toBe('2024-12-27')
    expect(dates.every((date, i) => i === 0 || date > dates[i - 1]!)).toBe(true)
    expect(dates.every(date => ![0, 6].includes(new Date(date).getUTCDay()))).toBe(true)
  })

  it.each(names)('%s: has plausible bars', name => {
    const { open, high, low, close, adjusted, volume } = makeSample(name, 3)
    expect(close[0]).toBe(100)
    close.forEach((price, i) => {
      expect(low[i]).toBeLessThanOrEqual(Math.min(open[i]!, price))
      expect(high[i]).toBeGreaterThanOrEqual(Math.max(open[i]!, price))
      expect(low[i]).toBeGreaterThan(0)
      expect(adjusted[i]).toBe(price)
      expect(Number.isInteger(volume[i]) && volume[i]! > 0).toBe(true)
    })
  })

  // the standard error of an autocorrelation over 40,000 days is 0.005
  it('gives both returns the deviation asked for and a mean of 0', () => {
    for (const name of names) {
      const r = longReturns(name)
      expect(Math.sqrt(meanSquare(r)) / 0.015).toBeCloseTo(1, 1)
      expect(Math.abs(mean(r))).toBeLessThan((4 * 0.03) / Math.sqrt(40_000))
    }
  })

  it('gives momentum autocorrelations φ^k, φ = 0.5, and the walk none', () => {
    for (const lag of [1, 2, 3]) {
      expect(Math.abs(autocorrelation(longReturns('momentum'), lag) - 0.5 ** lag)).toBeLessThan(
        0.025
      )
      expect(Math.abs(autocorrelation(longReturns('random-walk'), lag))).toBeLessThan(0.02)
    }
  })

  it('is normal: 68.3 % within one deviation, 95.4 % within two', () => {
    const r = longReturns('random-walk')
    const within = (k: number) => r.filter(x => Math.abs(x) < k * 0.015).length / r.length
    expect(within(1)).toBeCloseTo(0.683, 1.7)
    expect(within(2)).toBeCloseTo(0.954, 2)
  })
})

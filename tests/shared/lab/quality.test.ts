import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { expectedDays } from '../../../src/main/data/calendar.ts'
import { judgeQuality, median, outlierThreshold } from '../../../src/shared/lab/quality.ts'
import type { Bars } from '../../../src/shared/types.ts'
import { makeDates } from '../../main/api/examples.ts'

const nan = (n: number) => new Float64Array(n).fill(Number.NaN)

function makeBars(close: readonly number[], changes: Partial<Bars> = {}): Bars {
  const n = close.length
  const empty = { open: nan(n), high: nan(n), low: nan(n), adjusted: nan(n), volume: nan(n) }
  return { dates: makeDates(n), close: Float64Array.from(close), ...empty, ...changes }
}

/** Prices within 1 % of 100, returns of up to 1.5 %. */
const calm = (n: number) => Array.from({ length: n }, (_, i) => 100 + Math.sin(i * 1.7))

const judge = (bars: Bars) => judgeQuality(bars, bars.dates)

describe('gaps', () => {
  it('are the expected days without a bar', () => {
    const bars = makeBars(calm(40))
    const some = [3, 4, 20]
    const kept = bars.dates.filter((_, i) => !some.includes(i))
    const holed = { ...makeBars(calm(37)), dates: kept }
    expect(judgeQuality(holed, bars.dates).gaps).toEqual({
      count: 3,
      days: some.map(i => bars.dates[i]),
    })
    expect(judge(bars).gaps.count).toBe(0)
  })

  it('follow the weekdays of the series and the holidays of its exchange', () => {
    // Christmas 2020 was a Friday; the New York exchange was closed
    const days = makeDates(300).filter(date => !['2020-12-25', '2020-11-12'].includes(date))
    const closed = ['2020-01-01', '2020-01-20', '2020-02-17', '2020-04-10', '2020-05-25']
    const more = ['2020-07-03', '2020-09-07', '2020-11-26', '2021-01-01', '2021-01-18']
    const shut = [...closed, ...more, '2021-02-15']
    const traded = days.filter(date => !shut.includes(date))
    const gapsOf = (exchange: string | null) =>
      judgeQuality(
        { ...makeBars(calm(traded.length)), dates: traded },
        expectedDays(traded, exchange)
      ).gaps.days
    expect(gapsOf('NMS')).toEqual(['2020-11-12'])
    expect(gapsOf(null)).toContain('2020-12-25')
    const fridays = makeDates(300).filter(date => new Date(date).getUTCDay() === 5)
    expect(expectedDays(fridays, null)).toEqual(fridays)
    expect(expectedDays(days.slice(0, 5), 'NMS')).toEqual([])
  })
})

describe('outliers', () => {
  it('are days far from the median return, farthest first', () => {
    const prices = calm(200)
    for (let i = 100; i < 200; i++) prices[i] = (prices[i] ?? 0) * 0.6
    for (let i = 150; i < 200; i++) prices[i] = (prices[i] ?? 0) * 2
    const bars = makeBars(prices)
    const { threshold, days } = judge(bars).outliers
    expect(threshold).toBe(outlierThreshold)
    expect(days.map(({ date }) => date)).toEqual([bars.dates[150], bars.dates[100]])
    expect(days[0]?.return).toBeCloseTo(0.98, 1)
    expect(days[1]?.deviations).toBeLessThan(-threshold)
  })

  it('are found in adjusted prices where there are any, so that a split is none', () => {
    const adjusted = Float64Array.from(calm(100))
    const close = Array.from(adjusted, (price, i) => (i < 50 ? price * 4 : price))
    expect(judge(makeBars(close, { adjusted })).outliers.days).toEqual([])
    expect(judge(makeBars(close)).outliers.days).toHaveLength(1)
  })

  it('do not depend on the scale of the prices', () => {
    const wild = fc.array(fc.double({ min: 1, max: 100, noNaN: true }), {
      minLength: 3,
      maxLength: 60,
    })
    fc.assert(
      fc.property(wild, fc.integer({ min: -8, max: 8 }), (prices, power) => {
        const scaled = prices.map(price => price * 2 ** power)
        expect(judge(makeBars(scaled)).outliers).toEqual(judge(makeBars(prices)).outliers)
      })
    )
  })

  it('of a series that never moves are none', () => {
    expect(judge(makeBars(new Array<number>(50).fill(7))).outliers.days).toEqual([])
    expect(judge(makeBars([1])).outliers.days).toEqual([])
  })
})

describe('splits', () => {
  it.each([2, 3, 10, 1.5])('of %d for one are steps of adjusted against close', ratio => {
    const adjusted = Float64Array.from(calm(100), price => price / 3)
    const close = Array.from(adjusted, (price, i) => (i < 60 ? price * ratio : price) * 1.2)
    const bars = makeBars(close, { adjusted })
    expect(judge(bars).splits).toEqual([{ date: bars.dates[60], ratio }])
  })

  it('the other way round are below one', () => {
    const adjusted = Float64Array.from(calm(100))
    const close = Array.from(adjusted, (price, i) => (i < 60 ? price / 5 : price))
    const bars = makeBars(close, { adjusted })
    expect(judge(bars).splits).toEqual([{ date: bars.dates[60], ratio: 1 / 5 }])
  })

  it('are no dividends, small or special', () => {
    const close = calm(100)
    for (const dividend of [0.004, 0.03, 0.2]) {
      const adjusted = Float64Array.from(close, (price, i) =>
        i < 60 ? price * (1 - dividend) : price
      )
      expect(judge(makeBars(close, { adjusted })).splits).toEqual([])
    }
  })

  it('without adjusted prices are falls by a usual ratio, never an ordinary crash', () => {
    const halved = makeBars(calm(100).map((price, i) => (i < 60 ? price * 2 : price)))
    expect(judge(halved).splits.map(({ ratio }) => ratio)).toEqual([2])
    const crash = makeBars(calm(100).map((price, i) => (i < 60 ? price / 0.65 : price)))
    expect(judge(crash).splits).toEqual([])
  })
})

describe('what a series has', () => {
  it('is told column by column; a volume of zeros is none', () => {
    const n = 20
    const full = Float64Array.from(calm(n))
    expect(judge(makeBars(calm(n)))).toMatchObject({
      hasVolume: false,
      hasCandles: false,
      hasAdjusted: false,
    })
    const zeros = new Float64Array(n)
    const bars = makeBars(calm(n), { open: full, high: full, low: full, volume: zeros })
    expect(judge(bars)).toMatchObject({ hasVolume: false, hasCandles: true, hasAdjusted: false })
  })

  it('has the median of its numbers', () => {
    expect([median([3, 1, 2]), median([4, 1, 2, 3]), median([])]).toEqual([2, 2.5, Number.NaN])
  })
})

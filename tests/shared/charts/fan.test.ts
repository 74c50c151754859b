import { describe, expect, it } from 'vitest'
import { type ChartData, withBands } from '../../../src/shared/charts/chart-data.ts'
import { describeCoverage, makeCoverage } from '../../../src/shared/charts/coverage.ts'
import { coneOf, dailyVolatility, fanBands, fanOf } from '../../../src/shared/charts/fan.ts'
import { describeForecast, makeForecast } from '../../../src/shared/charts/forecast.ts'
import { describeHindcast, makeHindcast } from '../../../src/shared/charts/hindcast.ts'
import { lightTheme } from '../../../src/shared/charts/theme.ts'
import { makeBands } from '../../support/bands.ts'
import { readableOption } from './readable-option.ts'
import { smallRun } from './small-run.ts'

const look = { theme: lightTheme, width: 640, height: 320 }
const bands = makeBands(['rnn', 'lstm'], 3)
const banded: ChartData = {
  ...smallRun,
  forecast: withBands(smallRun.forecast, bands, 'forecast'),
  hindcast: withBands(smallRun.hindcast, bands, 'hindcast'),
}
const { models } = smallRun

describe('the charts of bands', () => {
  it.each([
    ['forecast-fan', makeForecast(banded, look, { fan: 'rnn' })],
    ['hindcast-fan', makeHindcast(banded, look, { fan: 'persistence' })],
    ['coverage', makeCoverage({ models, bands, shown: 'lstm' }, look)],
  ])('draw %s as stored', async (name, option) => {
    await expect(readableOption(option)).toMatchFileSnapshot(`snapshots/${name}.txt`)
  })

  it('are said in words, with their numbers', async () => {
    const words = [
      describeForecast(banded, { fan: 'rnn' }),
      describeHindcast(banded, { fan: 'persistence' }),
      describeCoverage({ models, bands, shown: 'lstm' }),
    ]
    await expect(words.join('\n\n')).toMatchFileSnapshot('snapshots/band-words.txt')
    expect(words.join(' ')).not.toMatch(/NaN|undefined|Infinity/)
  })
})

describe('a fan', () => {
  it('opens from the last known value around the chosen path, by e to the half-width', () => {
    const fan = fanOf(banded.forecast, 'rnn', { at: 4, models, look })!
    const { low, high } = fan.edges[95]
    expect(low.slice(0, 4)).toEqual([null, null, null, null])
    expect([low[4], high[4]]).toEqual([1.1, 1.1])
    expect(high[5]).toBeCloseTo(1.09 * Math.exp(0.02), 12)
    expect(low[6]).toBeCloseTo(1.08 * Math.exp(-0.04), 12)
  })

  it('ends where past origins are too few, and is none without bands or for a stranger', () => {
    const [wide] = fanBands(fanOf(banded.forecast, 'rnn', { at: 0, models, look }))
    expect([wide?.low.at(-1), wide?.high.at(-1)]).toEqual([null, null])
    expect(fanOf(smallRun.forecast, 'rnn', { at: 0, models, look })).toBeNull()
    expect(fanOf(banded.forecast, 'gru', { at: 0, models, look })).toBeNull()
    expect(fanOf(banded.forecast, undefined, { at: 0, models, look })).toBeNull()
  })
})

describe('persistence’s cone', () => {
  it('is as wide as the train days’ returns, and knows nothing of later ones', () => {
    // train ends on 5 Feb, the sixth of ten days: five returns, by hand
    const prices = smallRun.series.price.slice(0, 6) as number[]
    const returns = prices.slice(1).map((price, i) => Math.log(price / prices[i]!))
    const mean = returns.reduce((a, b) => a + b, 0) / 5
    const sigma = Math.sqrt(returns.reduce((sum, r) => sum + (r - mean) ** 2, 0) / 4)
    expect(dailyVolatility(smallRun)).toBeCloseTo(sigma, 12)
    const later = smallRun.series.price.map((price, i) => (i > 5 ? (price ?? 0) * 2 : price))
    const changed = { ...smallRun, series: { ...smallRun.series, price: later } }
    expect(dailyVolatility(changed)).toBe(dailyVolatility(smallRun))
    expect(dailyVolatility({ series: changed.series })).not.toBe(dailyVolatility(smallRun))
  })

  it('holds 95 and 80 % of a normal walk: ± 1.96 and 1.2816 deviations, growing as √h', () => {
    const [top, bottom, inner] = coneOf(smallRun.forecast, 0.02, 0)
    expect(Math.log(top![1]! / 1.1)).toBeCloseTo(1.96 * 0.02, 12)
    expect(Math.log(top![3]! / 1.1)).toBeCloseTo(1.96 * 0.02 * Math.sqrt(3), 12)
    expect(Math.log(bottom![2]! / 1.1)).toBeCloseTo(-1.96 * 0.02 * Math.sqrt(2), 12)
    expect(Math.log(inner![1]! / 1.1)).toBeCloseTo(1.2816 * 0.02, 12)
    expect(coneOf(smallRun.forecast, null, 0)).toEqual([])
  })
})

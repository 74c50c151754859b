import { describe, expect, it } from 'vitest'
import { describeChange, makeChange } from '../../../src/shared/charts/change.ts'
import { type ChartData, toChartData } from '../../../src/shared/charts/chart-data.ts'
import { describeFit, makeFit } from '../../../src/shared/charts/fit.ts'
import { describeForecast, makeForecast } from '../../../src/shared/charts/forecast.ts'
import { makePlot } from '../../../src/shared/charts/frame.ts'
import { describeHindcast, makeHindcast } from '../../../src/shared/charts/hindcast.ts'
import { captionLoss, describeLoss, makeLoss } from '../../../src/shared/charts/loss.ts'
import { makeRangeBands } from '../../../src/shared/charts/range-bands.ts'
import { makeResiduals } from '../../../src/shared/charts/residuals.ts'
import { withSeeds } from '../../../src/shared/charts/seed-data.ts'
import { describeSeedSkills, makeSeedSkills } from '../../../src/shared/charts/seed-skills.ts'
import { makeSkill } from '../../../src/shared/charts/skill.ts'
import { darkTheme, lightTheme } from '../../../src/shared/charts/theme.ts'
import { makeBundle } from '../../support/bundle.ts'
import { makeSeedsResults } from '../../support/seeds.ts'
import { readableOption } from './readable-option.ts'

const look = { theme: lightTheme, width: 640, height: 320 }
const bundle = makeBundle({ days: 90, window: 10, epochs: 12, horizon: 5 })
const found = makeSeedsResults(bundle)
const own = toChartData(bundle)
const data = withSeeds(own, found)
const view = { start: 66, end: 79 }

type Element = { readonly id?: string; readonly shape?: { readonly points: number[][] } }
const bandsIn = ({ graphic }: { graphic?: unknown }): Element[] =>
  (graphic as Element[]).filter(({ id }) => id?.startsWith('range ') === true)

describe('charts of several seeds', () => {
  it.each([
    ['seed-loss', makeLoss(data, look)],
    ['seed-fit', makeFit(data, { model: 'lstm', view, strip: false }, look)],
    ['seed-hindcast', makeHindcast(data, look)],
    ['seed-skills', makeSeedSkills({ models: own.models, found }, look)],
  ])('draws %s as stored', async (name, option) => {
    await expect(readableOption(option)).toMatchFileSnapshot(`snapshots/${name}.txt`)
  })

  it('has a band for each network that is drawn, and persistence above them', () => {
    const drawn = [
      makeLoss(data, look),
      makeSkill(data, look),
      makeHindcast(data, look),
      makeForecast(data, look),
      makeFit(data, { model: 'all', view, strip: true }, look),
    ]
    for (const option of drawn) {
      expect(bandsIn(option).map(({ id }) => id)).toEqual(
        ['rnn', 'lstm', 'gru'].map(m => `range ${m} 0`)
      )
      expect(readableOption(option)).toContain('Persistence')
    }
    expect(bandsIn(makeFit(data, { model: 'lstm', view, strip: true }, look))).toHaveLength(1)
    expect(bandsIn(makeResiduals(data, 'gru', look))).toHaveLength(1)
  })

  it('has a stroke for each day’s range of the predicted change', () => {
    const days = own.predictions.part.filter(part => part === 'test').length
    const strokes = bandsIn(makeChange(data, 'lstm', look)).length
    // a wild day or two lie beyond the axis
    expect(strokes).toBeGreaterThan(0.9 * days)
    expect(strokes).toBeLessThanOrEqual(days)
    expect(bandsIn(makeChange(own, 'lstm', look))).toEqual([])
    expect(describeChange(data, 'lstm')).not.toContain('correlation')
  })

  it('has none without seeds', () => {
    expect(bandsIn(makeHindcast(own, look))).toEqual([])
    expect(bandsIn(makeLoss(own, look))).toEqual([])
  })

  it('says what lines and bands are, and no error that is no network’s', async () => {
    const words = [
      captionLoss(data),
      describeLoss(data),
      describeFit(data, 'lstm'),
      describeHindcast(data),
      describeForecast(data),
      describeSeedSkills({ models: own.models, found }),
    ]
    await expect(words.join('\n\n')).toMatchFileSnapshot('snapshots/seed-words.txt')
    expect(describeFit(data, 'lstm')).not.toContain('RMSE')
    expect(words.join(' ')).not.toMatch(/NaN|undefined|Infinity/)
  })
})

describe('a run’s charts as its seeds draw them', () => {
  it('have the median in place of the run’s own line, and the ends beside it', () => {
    const at = 70
    const value = bundle.predictions.models['rnn']?.[at] ?? NaN
    // three seeds: × 1, × 0.996 and × 1.008
    expect(data.predictions.models['rnn']?.[at]).toBeCloseTo(value, 9)
    expect(data.ranges?.predictions['rnn']?.low[at]).toBeCloseTo(value * 0.996, 9)
    expect(data.ranges?.predictions['rnn']?.high[at]).toBeCloseTo(value * 1.008, 9)
    expect(data.hindcastRmse['rnn']).toBe(found.networks[0]?.hindcastRmse.median)
  })

  it('move the band with the prediction', () => {
    const option = makeFit(data, { model: 'rnn', view, strip: false, shift: -1 }, look)
    const still = makeFit(data, { model: 'rnn', view, strip: false }, look)
    expect(bandsIn(option)[0]?.shape).not.toEqual(bandsIn(still)[0]?.shape)
  })

  it('stay the run’s own where the path is another: other origin, longer horizon', () => {
    const longer: ChartData = {
      ...own,
      hindcast: { ...own.hindcast, origin: '2001-01-01' },
      forecast: { ...own.forecast, dates: [...own.forecast.dates, '2099-01-01'] },
    }
    const drawn = withSeeds(longer, found)
    expect(drawn.hindcast.models).toEqual(longer.hindcast.models)
    expect(drawn.forecast.models).toEqual(longer.forecast.models)
    expect([drawn.ranges?.hindcast, drawn.ranges?.forecast]).toEqual([{}, {}])
  })

  it('stay the run’s own where its test part was opened after the seeds', () => {
    const rows = found.predictions.dates.length - 5
    const closed = {
      ...found,
      predictions: { ...found.predictions, dates: found.predictions.dates.slice(0, rows) },
    }
    const drawn = withSeeds(own, closed)
    expect(drawn.predictions.models).toEqual(own.predictions.models)
    expect(drawn.ranges?.predictions).toEqual({})
  })

  it('draw a shorter forecast as its beginning, in another unit', () => {
    const shorter = { ...own, forecast: { ...own.forecast, dates: own.forecast.dates.slice(0, 2) } }
    const drawn = withSeeds(shorter, found, 10)
    const whole = found.forecast?.models['gru']?.median ?? []
    expect(drawn.forecast.models['gru']).toEqual(whole.slice(0, 2).map(v => (v ?? 0) * 10))
  })
})

describe('a band', () => {
  const plot = makePlot(
    { theme: darkTheme, width: 120, height: 60 },
    { left: 10, right: 10, top: 10, bottom: 10 },
    { min: 0, max: 10 },
    { min: 1, max: 100, log: true }
  )
  const band = { name: 'rnn', color: '#000000', x: [0, 5, 10] }

  it('goes along the top and back along the bottom, on a logarithmic axis too', () => {
    const [drawn] = makeRangeBands(plot, [{ ...band, low: [1, 1, 1], high: [10, 100, 10] }])
    expect((drawn as Element).shape?.points).toEqual([
      [10, 30],
      [60, 10],
      [110, 30],
      [110, 50],
      [60, 50],
      [10, 50],
    ])
  })

  it('is cut at the plot’s edges, zero and less at the lowest', () => {
    const [drawn] = makeRangeBands(plot, [{ ...band, low: [0, -1, 0.5], high: [1e9, 10, 10] }])
    const downs = ((drawn as Element).shape?.points ?? []).map(point => point[1])
    expect(downs).toEqual([10, 30, 30, 50, 50, 50])
  })

  it('breaks at a gap, and is nothing wholly beyond an edge', () => {
    const gap = { ...band, x: [0, 2, 4, 6, 8], low: [1, 1, null, 1, 1], high: [9, 9, 9, 9, 9] }
    expect(makeRangeBands(plot, [gap])).toHaveLength(2)
    expect(
      makeRangeBands(plot, [{ ...band, low: [200, 200, 200], high: [300, 300, 300] }])
    ).toEqual([])
  })
})

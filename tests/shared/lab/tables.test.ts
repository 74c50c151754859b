import { describe, expect, it } from 'vitest'
import {
  hindcastRmse,
  makeForecastTable,
  makeHindcastTable,
  makePredictionTable,
} from '../../../src/shared/lab/tables.ts'
import { dayAfter, prepareWave, sealed, tutorial, wave } from './series.ts'

const closedTo = 653 // windows of train and validation, n = 800

describe('makePredictionTable', () => {
  it('has a row for every window and CR under tutorial', () => {
    const prepared = prepareWave(800, tutorial)
    const table = makePredictionTable(prepared, { rnn: new Float32Array(770).fill(1.25) }, true)
    expect(table.dates).toHaveLength(770)
    expect([table.dates[0], table.dates.at(-1)]).toEqual([dayAfter(30), dayAfter(799)])
    expect([table.part[559], table.part[560]]).toEqual(['train', 'test'])
    expect(table.actual[0]).toBe(prepared.values[30])
    expect(table.persistence[0]).toBe(prepared.values[29])
    expect(new Set(table.models['rnn'])).toEqual(new Set([1.25]))
  })

  it('has prices under sealed: P_{t−1} · exp(r̂)', () => {
    const prepared = prepareWave(800, sealed)
    const prices = wave(800)
    const table = makePredictionTable(prepared, { gru: new Float32Array(closedTo).fill(1) }, false)
    expect([table.actual[0], table.persistence[0]]).toEqual([prices[31], prices[30]])
    const r = prepared.scaler.deviation + prepared.scaler.mean
    expect(table.models['gru']![0]).toBeCloseTo(prices[30]! * Math.exp(r), 10)
  })

  it('has no test row while sealed, and throws if a test prediction exists', () => {
    const prepared = prepareWave(800, sealed)
    const table = makePredictionTable(prepared, { gru: new Float32Array(closedTo) }, false)
    expect(new Set(table.part)).toEqual(new Set(['train', 'validation']))
    expect(table.dates.at(-1)).toBe(dayAfter(683))
    for (const column of [table.part, table.actual, table.persistence, table.models['gru']!]) {
      expect(column).toHaveLength(closedTo)
    }
    const all = { gru: new Float32Array(769) }
    expect(() => makePredictionTable(prepared, all, false)).toThrow(
      '769 predictions for 653 open windows'
    )
    expect(makePredictionTable(prepared, all, true).part.at(-1)).toBe('test')
  })
})

describe('path tables', () => {
  it('lay a hindcast beside the truth', () => {
    const prepared = prepareWave(800, tutorial)
    const table = makeHindcastTable(prepared, { rnn: Array(30).fill(2) }, 769, 30)
    expect(table).toMatchObject({ origin: dayAfter(769), models: { rnn: Array(30).fill(2) } })
    expect([table.step[0], table.dates[0], table.actual[0]]).toEqual([
      1,
      dayAfter(770),
      prepared.values[770],
    ])
    expect([table.step[29], table.dates[29], table.actual[29]]).toEqual([
      30,
      dayAfter(799),
      prepared.values[799],
    ])
    expect(new Set(table.persistence)).toEqual(new Set([prepared.values[769]]))
    expect(table.drift[29]).toBeCloseTo(
      prepared.values[769]! + (30 * (prepared.values[769]! - 1)) / 769,
      12
    )
  })

  it('leave the truth of a forecast open', () => {
    const prepared = prepareWave(800, sealed)
    const days = { dates: [dayAfter(800), dayAfter(801)], guessed: [false, true] }
    const table = makeForecastTable(prepared, { lstm: [1, 2] }, days)
    expect(table).toMatchObject({
      origin: dayAfter(799),
      step: [1, 2],
      ...days,
      actual: [NaN, NaN],
    })
    expect(table.persistence).toEqual([wave(800)[799], wave(800)[799]])
  })

  it('throw on a path of another length', () => {
    expect(() => makeHindcastTable(prepareWave(800, tutorial), { rnn: [1] }, 769, 30)).toThrow(
      '1 steps for 30'
    )
  })

  it('measure a hindcast, every path of it', () => {
    const table = makeHindcastTable(prepareWave(800, tutorial), {}, 769, 2)
    const shifted = { ...table, models: { rnn: table.actual.map(cr => cr + 0.1) } }
    const rmse = hindcastRmse(shifted)
    expect(Object.keys(rmse)).toEqual(['persistence', 'drift', 'rnn'])
    expect(rmse['rnn']).toBeCloseTo(0.1, 12)
  })
})

import { describe, expect, it } from 'vitest'
import { hindcastWords } from '../../../../src/renderer/src/views/forecast/hindcast-words.ts'
import { pathFile } from '../../../../src/renderer/src/views/forecast/path-file.ts'
import {
  factorTo,
  onlyModel,
  pathRows,
  scaleForecast,
  shownSteps,
} from '../../../../src/renderer/src/views/forecast/paths.ts'
import type { ForecastPaths, FullPath, RunFigures } from '../../../../src/shared/wire.ts'

const path: FullPath = {
  origin: '2024-05-01',
  step: [1, 2],
  dates: ['2024-05-02', '2024-05-03'],
  guessed: [false, true],
  actual: [Number.NaN, Number.NaN],
  persistence: [2, 2],
  drift: [2.1, 2.2],
  models: { rnn: [1, 3], gru: [4, 5] },
  baselines: { 'train-mean': [6, 7], ridge: [8, 9] },
}
const paths: ForecastPaths = {
  run: 'abc',
  horizon: 2,
  retrained: true,
  forecast: path,
  hindcast: { ...path, actual: [1, 2] },
  hindcastRmse: { persistence: 0.5, rnn: 0.25, gru: 0.75 },
  bands: null,
}
const figures = (unit: 'price' | 'cumulative return') =>
  ({ results: { unit }, series: { price: [50, 60] } }) as unknown as RunFigures

describe('a path in another unit', () => {
  it('multiplies a cumulative return by the first price, and leaves prices alone', () => {
    expect(factorTo('price', figures('cumulative return'))).toBe(50)
    expect(factorTo('cumulative return', figures('cumulative return'))).toBe(1)
    expect(factorTo('price', figures('price'))).toBe(1)
    expect(factorTo('cumulative return', figures('price'))).toBe(1 / 50)
  })

  it('scales every column and the errors, and nothing else', () => {
    const scaled = scaleForecast(paths, 10)
    expect(pathRows(scaled.forecast).map(({ values }) => values[1])).toEqual([
      20, 22, 70, 90, 30, 50,
    ])
    expect(scaled.hindcast.actual).toEqual([10, 20])
    expect(scaled.hindcastRmse).toEqual({ persistence: 5, rnn: 2.5, gru: 7.5 })
    expect(scaled.forecast.dates).toEqual(path.dates)
  })
})

describe('the table of a path', () => {
  it('has persistence first and every baseline before the networks', () => {
    const names = pathRows(path).map(({ name }) => name)
    expect(names).toEqual(['persistence', 'drift', 'train-mean', 'ridge', 'rnn', 'gru'])
  })

  it('always ends with the horizon itself, whatever it is', () => {
    expect(shownSteps(30)).toEqual([1, 5, 10, 20, 30])
    expect(shownSteps(1)).toEqual([1])
    expect(shownSteps(7)).toEqual([1, 5, 7])
    expect(shownSteps(365)).toEqual([1, 30, 60, 120, 250, 365])
  })

  it('says as a file which dates are guesses, or the truth where it is known', () => {
    expect(pathFile(path).rows[1]?.slice(0, 4)).toEqual([2, '2024-05-03', 'yes', 2])
    expect(pathFile(paths.hindcast).columns[2]).toBe('Actual')
    expect(pathFile(paths.hindcast).rows[0]?.[2]).toBe(1)
  })
})

it('keeps one network beside the baselines', () => {
  expect(Object.keys(onlyModel(path, 'gru').models)).toEqual(['gru'])
  expect(onlyModel(path, 'all')).toBe(path)
})

describe('what a hindcast showed', () => {
  const words = (rmse: Record<string, number>) =>
    hindcastWords(rmse, ['rnn', 'gru'], 30, value => value.toFixed(2))

  it('names the nearest network and by how much, and that one origin proves nothing', () => {
    expect(words({ persistence: 0.5, rnn: 0.25, gru: 0.75 })).toBe(
      'On these 30 known days RNN was nearer than persistence, by 0.25 (RMSE). One origin proves nothing: another day may say the opposite.'
    )
  })

  it('says when none was nearer, ties included', () => {
    expect(words({ persistence: 0.5, rnn: 0.5, gru: 0.75 })).toMatch(/no network was nearer/)
  })

  it('names the best of several', () => {
    expect(words({ persistence: 0.5, rnn: 0.3, gru: 0.2 })).toMatch(
      /GRU and RNN were nearer than persistence, GRU by 0.30/
    )
  })
})

import { describe, expect, it } from 'vitest'
import { readPath, savePath } from '../../../src/main/store/paths.ts'
import { readPredictions, savePredictions } from '../../../src/main/store/predictions.ts'
import { readRows } from '../../../src/main/store/store.ts'
import type { PathTable, PredictionTable } from '../../../src/shared/types.ts'
import { makeRun } from './examples.ts'
import { openForTest } from './fixtures.ts'

const predictions: PredictionTable = {
  dates: ['2024-04-29', '2024-04-30', '2024-05-01'],
  part: ['train', 'validation', 'test'],
  actual: [1, 1.1, 0.1 + 0.2],
  persistence: [Number.NaN, 1, 1.1],
  models: { rnn: [1, 2, 3], gru: [4, 5, Number.NaN], lstm: [6, 7, -0] },
}

const path: PathTable = {
  origin: '2024-05-01',
  step: [1, 2],
  dates: ['2024-05-02', '2024-05-03'],
  guessed: [false, true],
  actual: [Number.NaN, Number.NaN],
  persistence: [1.25, 1.25],
  drift: [1.26, 1.27],
  models: { rnn: [1.3, 1 / 3], gru: [1, 2] },
}

describe('predictions', () => {
  it('come back to the last bit, models in their order', () => {
    const { store } = openForTest()
    const run = makeRun(store)
    expect(readPredictions(store, run)).toBeNull()
    savePredictions(store, run, predictions)
    expect(readPredictions(store, run)).toEqual(predictions)
    expect(Object.keys(readPredictions(store, run)?.models ?? {})).toEqual(['rnn', 'gru', 'lstm'])
  })

  it('saved again, as an opening does, replace the former', () => {
    const { store } = openForTest()
    const run = makeRun(store)
    savePredictions(store, run, predictions)
    const only = { ...predictions, models: { rnn: [1, 1, 1] } }
    savePredictions(store, run, only)
    expect(readPredictions(store, run)).toEqual(only)
    expect(readRows(store, 'SELECT * FROM prediction_values')).toHaveLength(1)
  })
})

describe('a path', () => {
  it('comes back to the last bit; hindcast and forecast side by side', () => {
    const { store } = openForTest()
    const run = makeRun(store)
    savePath(store, run, 'forecast', path)
    expect(readPath(store, run, 'hindcast')).toBeNull()
    savePath(store, run, 'hindcast', { ...path, actual: [5, 6] })
    savePath(store, run, 'forecast', { ...path, models: { rnn: [9, 9] } })
    expect(readPath(store, run, 'hindcast')).toEqual({ ...path, actual: [5, 6] })
    expect(readPath(store, run, 'forecast')).toEqual({ ...path, models: { rnn: [9, 9] } })
  })
})

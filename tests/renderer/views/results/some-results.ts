import type { Forecaster, Measures, Results, Verdict } from '../../../../src/shared/results.ts'
import { emptyResults } from '../../../shared/lab/compared-runs.ts'

const measures = (mse: number, changes: Partial<Measures> = {}): Measures => ({
  mse,
  mseOverBatches: mse,
  rmse: Math.sqrt(mse),
  mae: Math.sqrt(mse),
  mase: 1000 * mse,
  mape: 0.01,
  skill: 1 - mse / 0.0004,
  direction: { share: 0.5, low: 0.43, high: 0.57, days: 210 },
  bestLag: 0,
  ...changes,
})

const aCopy = { isCopy: true, withLastChange: 0.12, withNextChange: -0.03, lowerBound: -0.16 }

const forecaster = (
  name: string,
  kind: Forecaster['kind'],
  test: Measures,
  closed = false
): Forecaster => ({
  name,
  kind,
  parts: closed ? { train: test, validation: test } : { train: test, test },
})

const verdict = (model: string, skill: number): Verdict => ({
  model,
  outcome: 'not distinguishable',
  statistic: 1,
  p: 0.31,
  adjustedP: 0.62,
  skill,
  days: 210,
  sentence: '',
})

/** Persistence neither best nor worst by any measure, so that any sorting would move it. */
export const someForecasters = (closed = false): Forecaster[] => [
  forecaster('persistence', 'baseline', measures(0.0004, { direction: null, bestLag: -1 }), closed),
  forecaster('drift', 'baseline', measures(0.0003), closed),
  forecaster('rnn', 'network', measures(0.0005, { bestLag: -1, copy: aCopy }), closed),
  forecaster('lstm', 'network', measures(0.0002), closed),
]

export const someModels = [
  { name: 'rnn', cell: 'rnn' as const },
  { name: 'lstm', cell: 'lstm' as const },
]

export const someResults: Results = {
  ...emptyResults,
  forecasters: someForecasters(),
  verdicts: [verdict('rnn', -0.25), verdict('lstm', 0.5)],
  split: [
    { part: 'train', count: 560, first: '2021-04-12', last: '2023-06-30' },
    { part: 'test', count: 210, first: '2023-07-03', last: '2024-05-01' },
  ],
}

export const sealedResults: Results = {
  ...someResults,
  forecasters: someForecasters(true),
  verdictPart: 'validation',
  split: [
    { part: 'train', count: 538, first: '2021-04-12', last: '2023-06-30' },
    { part: 'validation', count: 115, first: '2023-07-03', last: '2023-12-14' },
  ],
  seal: { state: 'closed', openedAt: null, openingsOfSeries: 2 },
}

import type { ChartData } from '../../../src/shared/charts/chart-data.ts'

/** Ten days and five epochs of two networks, small enough to read what is drawn from them. */
const dates = [
  '2024-01-29',
  '2024-01-30',
  '2024-01-31',
  '2024-02-01',
  '2024-02-02',
  '2024-02-05',
  '2024-02-06',
  '2024-02-07',
  '2024-02-08',
  '2024-02-09',
]
const values = [1, 1.02, 1.01, 1.04, 1.05, 1.03, 1.06, 1.08, 1.07, 1.1]
const path = (origin: string, days: string[], actual: number[], level: number) => ({
  origin,
  step: days.map((_, i) => i + 1),
  dates: days,
  guessed: days.map(() => Number.isNaN(actual[0])),
  actual,
  persistence: days.map(() => level),
  drift: days.map((_, i) => level + 0.01 * (i + 1)),
  models: { rnn: days.map((_, i) => level - 0.01 * (i + 1)), lstm: days.map(() => level + 0.005) },
})
const nan = Number.NaN

export const smallRun: ChartData = {
  closest: 'rnn',
  models: [
    { name: 'rnn', cell: 'rnn', bestEpoch: 4 },
    { name: 'lstm', cell: 'lstm', bestEpoch: null },
  ],
  unit: 'cumulative return',
  watched: 'test',
  verdictPart: 'test',
  testClosed: false,
  split: [
    { part: 'train', count: 4, first: '2024-01-31', last: '2024-02-05' },
    { part: 'test', count: 4, first: '2024-02-06', last: '2024-02-09' },
  ],
  series: { dates, price: values.map(v => 100 * v), cumulativeReturn: values },
  losses: {
    rnn: {
      epoch: [1, 2, 3, 4, 5],
      train: [0.01, 0.004, 0.002, 0.001, 0.0009],
      validation: [nan, nan, nan, nan, nan],
      test: [0.02, 0.005, 0.002, 0.0011, 0.0012],
    },
    lstm: {
      epoch: [1, 2, 3, 4, 5],
      train: [0.02, 0.006, nan, nan, nan],
      validation: [nan, nan, nan, nan, nan],
      test: [0.03, 0.007, nan, nan, nan],
    },
  },
  persistenceLoss: { train: 0.0005, validation: nan, test: 0.0006 },
  predictions: {
    dates: dates.slice(2),
    part: ['train', 'train', 'train', 'train', 'test', 'test', 'test', 'test'],
    actual: values.slice(2),
    persistence: values.slice(1, 9),
    models: {
      rnn: values.slice(1, 9).map(v => v + 0.001),
      lstm: values.slice(1, 9).map(v => v - 0.002),
    },
  },
  hindcast: path('2024-02-06', ['2024-02-07', '2024-02-08', '2024-02-09'], [1.08, 1.07, 1.1], 1.06),
  hindcastRmse: { persistence: 0.0265, drift: 0.0141, rnn: 0.0469, lstm: 0.0222 },
  forecast: path('2024-02-09', ['2024-02-12', '2024-02-13', '2024-02-14'], [nan, nan, nan], 1.1),
  gradients: [
    { model: 'rnn', epoch: 5, norms: [[1e-6, 1e-4, 1e-2]] },
    {
      model: 'lstm',
      epoch: 5,
      norms: [
        [1e-3, 2e-3, 4e-3],
        [2e-3, 4e-3, 8e-3],
      ],
    },
  ],
}

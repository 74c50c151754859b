import type { BacktestResults } from '../../src/shared/studies/backtest.ts'
import type { StudySummary } from '../../src/shared/studies/study.ts'

/** The networks of `someBacktest`. */
export const backtestModels = [
  { name: 'lstm', cell: 'lstm' },
  { name: 'gru', cell: 'gru' },
] as const

const better = { outcome: 'better', statistic: -2.6, p: 0.01, adjustedP: 0.02 } as const
export const equal = {
  outcome: 'not distinguishable',
  statistic: -1,
  p: 0.3,
  adjustedP: 0.3,
} as const
const worse = { outcome: 'worse', statistic: 3, p: 0.004, adjustedP: 0.008 } as const
export const few = { outcome: 'too few', statistic: null, p: null, adjustedP: null } as const

const forecaster = (name: string, skill: (number | null)[], worst: number) => ({
  name,
  kind: backtestModels.some(model => model.name === name)
    ? ('network' as const)
    : ('baseline' as const),
  rmse: [1, 2, 3, 4],
  mae: [1, 2, 3, 4],
  skill,
  worst,
})

/** Four days ahead from three origins; GRU ran off on the last of them, and four days ahead. */
export const someBacktest: BacktestResults = {
  kind: 'backtest',
  stride: 2,
  horizon: 4,
  training: 'fixed',
  part: 'test',
  unit: 'price',
  origins: 3,
  tries: 1,
  sentences: ['LSTM and GRU beat ‘tomorrow = today’ 1 day ahead.', 'Too few of the rest.'],
  forecasters: [
    forecaster('persistence', [0, 0, 0, 0], 1),
    forecaster('drift', [0.01, 0.005, 0, -0.01], 1),
    forecaster('ridge', [0.1, 0.05, 0.02, 0], 1),
    forecaster('lstm', [0.2, 0.1, 0.05, -0.02], 1),
    forecaster('gru', [0.15, 0.02, -0.3, null], 2),
  ],
  verdicts: [
    { model: 'lstm', steps: [better, equal, equal, few] },
    { model: 'gru', steps: [better, equal, worse, few] },
  ],
  folds: [
    { fold: 0, origin: '2024-01-02', errors: { persistence: 1, lstm: 0.8, gru: 0.9 } },
    { fold: 1, origin: '2024-01-04', errors: { persistence: 3, lstm: 3.1, gru: 3 } },
    { fold: 2, origin: '2024-01-08', errors: { persistence: 2, lstm: 1.9, gru: null } },
  ],
}

/** The study that found `someBacktest`. */
export const backtestSummary = {
  id: 'kq3x7d',
  run: 'abc',
  spec: { kind: 'backtest', stride: 2, horizon: 4, training: 'fixed' },
  state: 'finished',
  reason: null,
  done: 2,
  total: 2,
  secondsLeft: null,
  createdAt: '2026-01-01T00:00:00.000Z',
  finishedAt: '2026-01-01T00:00:01.000Z',
} as const satisfies StudySummary

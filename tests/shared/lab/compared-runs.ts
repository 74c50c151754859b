import { experimentSchema } from '../../../src/shared/experiment.ts'
import type { ComparedRun } from '../../../src/shared/lab/compare-runs.ts'
import type { Results } from '../../../src/shared/results.ts'

/** Ten test days after two train days, with squared errors as given, by one network called lstm. */
export function runWithErrors(
  letter: string,
  squared: readonly number[],
  changes: { readonly results?: Partial<Results>; readonly level?: number } = {}
): ComparedRun {
  const level = changes.level ?? 1
  const days = squared.map((_, i) => `2024-03-${String(i + 1).padStart(2, '0')}`)
  const actual = [level, level, ...squared.map((_, i) => level + i / 10)]
  const lstm = actual.map((v, i) => (i < 2 ? v : v + Math.sqrt(squared[i - 2] ?? 0)))
  return {
    letter,
    model: 'lstm',
    results: { ...emptyResults, ...changes.results },
    predictions: {
      dates: ['2024-02-28', '2024-02-29', ...days],
      part: ['train', 'train', ...days.map(() => 'test' as const)],
      actual,
      persistence: actual.map(() => level),
      models: { lstm },
    },
  }
}

const model = { name: 'lstm', cell: 'lstm' as const, hidden: 16, layers: 2, learningRate: 1e-4 }

/** Results with nothing measured: what a comparison needs beside the predictions. */
export const emptyResults: Results = {
  version: 1,
  id: 'aaaaaa',
  createdAt: '2024-05-01T10:00:00.000Z',
  finishedAt: '2024-05-01T10:05:00.000Z',
  quickLook: false,
  experiment: experimentSchema.parse({ models: [model] }),
  series: {
    symbol: 'random-walk',
    source: 'simulated',
    name: null,
    currency: null,
    exchange: null,
    file: null,
    hash: 'aa',
    usedHash: 'bb',
    asOf: '2024-05-01',
    first: '2024-01-01',
    last: '2024-05-01',
    bars: 12,
  },
  unit: 'cumulative return',
  split: [],
  seal: { state: 'none', openedAt: null, openingsOfSeries: 0 },
  tries: 1,
  training: [],
  forecasters: [],
  verdictPart: 'test',
  headline: '',
  verdicts: [],
  forecast: { retrained: true, origin: '2024-05-01', guessedDates: true },
  hindcast: { origin: '2024-04-01', rmse: {} },
  times: { totalSeconds: 1, trainingSeconds: 1 },
  versions: { hindcast: '0', node: '24', tensorflow: '2', tfjs: '4', platform: 'x' },
}

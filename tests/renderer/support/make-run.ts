import { defaultPreferences } from '../../../src/shared/schemas.ts'
import type { AppState, RunSummary, SeriesSummary } from '../../../src/shared/wire.ts'

/** A finished run on Netflix under the tutorial protocol, but for what is said. */
export const makeRun = (changes: Partial<RunSummary> = {}): RunSummary => ({
  id: 'r1',
  name: null,
  note: '',
  starred: false,
  symbol: 'NFLX',
  source: 'yahoo',
  revisionId: 1,
  protocol: 'tutorial',
  quickLook: false,
  models: [
    { name: 'rnn', cell: 'rnn' },
    { name: 'lstm', cell: 'lstm' },
    { name: 'gru', cell: 'gru' },
  ],
  label: '',
  state: 'finished',
  reason: null,
  progress: 1,
  createdAt: '2024-05-02T10:00:00.000Z',
  finishedAt: '2024-05-02T10:10:00.000Z',
  seal: 'none',
  best: { model: 'gru', skill: -0.007, outcome: 'not distinguishable' },
  seed: 7,
  ...changes,
})

/** So many runs, the newest first, each with a name of its own. */
export const makeRuns = (count: number): RunSummary[] =>
  Array.from({ length: count }, (_, i) =>
    makeRun({
      id: `r${i}`,
      name: `Run ${i}`,
      createdAt: new Date(Date.UTC(2024, 4, 2) - i * 60_000).toISOString(),
    })
  )

export const makeSeries = (changes: Partial<SeriesSummary> = {}): SeriesSummary => ({
  revisionId: 1,
  symbol: 'NFLX',
  source: 'yahoo',
  name: 'Netflix, Inc.',
  currency: 'USD',
  exchange: 'NMS',
  count: 5522,
  first: '2002-05-23',
  asOf: '2024-05-01',
  revisions: 1,
  missingDays: 0,
  usedAt: '2024-05-02T10:00:00.000Z',
  ...changes,
})

export const makeApp = (changes: Partial<AppState> = {}): AppState => ({
  host: 'window host',
  platform: 'linux',
  versions: { hindcast: '0.1.0', node: '24.21.0' },
  engine: { ready: true, tensorflow: '2.21.0', trainers: 2 },
  notices: [],
  isFirstStart: false,
  preferences: defaultPreferences,
  ...changes,
})

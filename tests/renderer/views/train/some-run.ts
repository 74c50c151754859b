import { tutorialPreset } from '../../../../src/shared/presets.ts'
import type { RunDetail, RunState, RunSummary } from '../../../../src/shared/wire.ts'
import { someProgress } from '../../state/some-training.ts'

export const someSummary = (state: RunState, changes: Partial<RunSummary> = {}): RunSummary => ({
  id: 'r1',
  name: null,
  note: '',
  starred: false,
  symbol: 'random-walk',
  source: 'simulated',
  revisionId: 1,
  protocol: 'tutorial',
  quickLook: false,
  models: [
    { name: 'lstm', cell: 'lstm' },
    { name: 'gru', cell: 'gru' },
  ],
  label: '',
  state,
  reason: null,
  progress: 0.24,
  createdAt: '2026-11-23T03:00:00.000Z',
  finishedAt: null,
  seal: 'none',
  best: null,
  seed: 7,
  ...changes,
})

/** A run of two networks in a state, as `readRun` tells it. */
export const someRun = (state: RunState, changes: Partial<RunDetail> = {}): RunDetail => ({
  summary: someSummary(state),
  experiment: {
    ...tutorialPreset,
    models: tutorialPreset.models.filter(({ name }) => name !== 'rnn'),
  },
  revision: {
    id: 1,
    series: {
      symbol: 'random-walk',
      source: 'simulated',
      name: null,
      currency: null,
      exchange: null,
      file: null,
    },
    hash: '',
    createdAt: '2026-11-23T03:00:00.000Z',
    asOf: '2024-05-01',
    count: 800,
  },
  results: null,
  models: [someProgress('lstm'), someProgress('gru')],
  place: null,
  seedsDue: null,
  ...changes,
})

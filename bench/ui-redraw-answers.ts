import { tutorialPreset } from '../src/shared/presets.ts'
import { preferencesSchema } from '../src/shared/schemas.ts'
import type { EpochsEvent, ModelProgress, RunSummary } from '../src/shared/wire.ts'

/** A run of three networks that has trained long, as main would tell it: only its size matters here. */

export const models = tutorialPreset.models.map(({ name }) => name)
const run = 'bench'

/** Falls and trembles, so that no line is thinned to nothing. */
const lossAt = (epoch: number, seed: number) =>
  (4.5e-4 + 0.02 * Math.exp(-epoch / 150)) * (1 + 0.03 * Math.sin(epoch * (1.7 + seed)))

/** Epochs of one model from `first` on. */
export function epochsOf(model: string, first: number, count: number): EpochsEvent {
  const epoch = Array.from({ length: count }, (_, i) => first + i)
  const seed = models.indexOf(model)
  return {
    run,
    model,
    phase: 'train',
    epoch,
    train: epoch.map(e => lossAt(e, seed)),
    validation: epoch.map(() => Number.NaN),
    test: epoch.map(e => lossAt(e, seed + 0.5)),
    gradientNorm: epoch.map(e => 10 * lossAt(e, seed + 0.3)),
    best: null,
    seconds: (first + count) * 0.02,
  }
}

/** That run, as the list shows it. */
export const runSummary: RunSummary = {
  id: run,
  name: null,
  note: '',
  starred: false,
  symbol: 'random-walk',
  source: 'simulated',
  revisionId: 1,
  protocol: 'tutorial',
  quickLook: false,
  models: tutorialPreset.models.map(({ name, cell }) => ({ name, cell })),
  label: '',
  state: 'training',
  reason: null,
  progress: 0.5,
  createdAt: '2026-11-23T03:00:00.000Z',
  finishedAt: null,
  seal: 'none',
  best: null,
  seed: 7,
}

/** Answers for a window that opens on that run. */
export function trainingAnswers(epochs: number): Readonly<Record<string, () => unknown>> {
  // the lines fill the axis nearly: the dearest moment
  const all = epochs + 1000
  const experiment = { ...tutorialPreset, epochs: all }
  const progress: ModelProgress[] = tutorialPreset.models.map(({ name, cell }) => ({
    model: name,
    cell,
    phase: 'train',
    state: 'training',
    epoch: epochs,
    epochs: all,
    seconds: epochs * 0.02,
    bestEpoch: null,
    stopped: null,
    trouble: null,
  }))
  const revision = { id: 1, asOf: '2024-05-01', series: { symbol: 'random-walk' } }
  const losses = Object.fromEntries(models.map(model => [model, epochsOf(model, 1, epochs)]))
  const persistenceLoss = { train: 4.4e-4, validation: Number.NaN, test: 4.2e-4 }
  return {
    readApp: () => ({
      host: 'window host',
      platform: 'linux',
      versions: {},
      engine: { ready: true, tensorflow: null, trainers: 3 },
      notices: [],
      isFirstStart: false,
      preferences: preferencesSchema.parse({ view: 'train', selectedRun: run, theme: 'light' }),
    }),
    listRuns: () => [runSummary],
    listSeries: () => [],
    listPresets: () => [],
    readRun: () => ({
      summary: runSummary,
      experiment,
      revision,
      results: null,
      models: progress,
      place: null,
    }),
    readTraining: () => ({ models: progress, losses, persistenceLoss, watched: 'test' }),
  }
}

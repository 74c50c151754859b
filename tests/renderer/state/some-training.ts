import type { EpochsEvent, ModelProgress, TrainingState } from '../../../src/shared/wire.ts'

/** Two networks of a run that trains, as main tells them. */

export const someProgress = (
  model: string,
  changes: Partial<ModelProgress> = {}
): ModelProgress => ({
  model,
  cell: model === 'lstm' ? 'lstm' : 'gru',
  phase: 'train',
  state: 'training',
  epoch: 0,
  epochs: 5000,
  seconds: 0,
  bestEpoch: null,
  stopped: null,
  trouble: null,
  ...changes,
})

export const someEpochs = (
  model: string,
  first: number,
  last: number,
  changes: Partial<EpochsEvent> = {}
): EpochsEvent => {
  const epoch = Array.from({ length: last - first + 1 }, (_, i) => first + i)
  return {
    run: 'r1',
    model,
    phase: 'train',
    epoch,
    train: epoch.map(e => 1 / e),
    validation: epoch.map(() => Number.NaN),
    test: epoch.map(e => 2 / e),
    gradientNorm: epoch.map(() => 0.5),
    best: null,
    seconds: last * 0.01,
    ...changes,
  }
}

/** What is read when both have come to epoch `at`. */
export const someState = (at: number): TrainingState => ({
  models: ['lstm', 'gru'].map(m => someProgress(m, { epoch: at, seconds: at * 0.01 })),
  losses: { lstm: someEpochs('lstm', 1, at), gru: someEpochs('gru', 1, at) },
  persistenceLoss: { train: 0.0005, validation: Number.NaN, test: 0.0004 },
  watched: 'test',
})

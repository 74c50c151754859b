import type { Replay, ReplayFrame, ReplayTraining } from '../../../src/shared/lab-wire.ts'

/** Five kept epochs of an LSTM over four watched days and a path of three, small enough to read. */

const days = ['2024-02-06', '2024-02-07', '2024-02-08', '2024-02-09']
const frame = (epoch: number, watched: number, level: number): ReplayFrame => ({
  epoch,
  isWhole: true,
  train: 2 * watched,
  watched,
  skill: 1 - watched / 0.0006,
  fit: [level, level + 0.01, level + 0.02, level + 0.01],
  hindcast: [level, level, level],
  hindcastRmse: Math.abs(1.08 - level),
  forecast: [],
})

export const first: ReplayTraining = {
  phase: 'train',
  losses: {
    epoch: [1, 2, 3, 4, 5, 6, 7, 8],
    train: [0.8, 0.2, 0.02, 0.008, 0.004, 0.002, 0.0016, 0.0012],
    watched: [0.4, 0.1, 0.01, 0.004, 0.002, 0.001, 0.0007, 0.0009],
  },
  persistenceLoss: { train: 0.0005, watched: 0.0006 },
  fit: { dates: days, actual: [1.06, 1.08, 1.07, 1.1], persistence: [1.03, 1.06, 1.08, 1.07] },
  hindcast: {
    origin: '2024-02-06',
    step: [1, 2, 3],
    dates: days.slice(1),
    guessed: [false, false, false],
    actual: [1.08, 1.07, 1.1],
    persistence: [1.06, 1.06, 1.06],
    drift: [1.07, 1.08, 1.09],
    models: {},
  },
  forecast: null,
  frames: [
    frame(1, 0.4, 0.2),
    frame(3, 0.01, 0.9),
    frame(5, 0.002, 1.02),
    frame(7, 0.0007, 1.05),
    frame(8, 0.0009, 1.07),
  ],
  best: 3,
  chosen: 4,
  equal: { fit: true, hindcast: true, forecast: null },
}

export const second: ReplayTraining = {
  ...first,
  phase: 'retrain',
  losses: { ...first.losses, watched: first.losses.watched.map(() => Number.NaN) },
  persistenceLoss: { train: 0.00055, watched: Number.NaN },
  fit: null,
  hindcast: null,
  forecast: {
    ...first.hindcast!,
    origin: '2024-02-09',
    actual: [Number.NaN, Number.NaN, Number.NaN],
  },
  frames: first.frames.map(one => ({
    ...one,
    watched: null,
    skill: null,
    fit: [],
    hindcast: [],
    hindcastRmse: null,
    forecast: one.hindcast,
  })),
  best: null,
  equal: { fit: null, hindcast: null, forecast: true },
}

export const someReplay: Replay = {
  run: 'kq3x7d',
  model: 'lstm',
  cell: 'lstm',
  unit: 'cumulative return',
  watched: 'test',
  testOpen: true,
  retrained: true,
  trainings: [first, second],
}

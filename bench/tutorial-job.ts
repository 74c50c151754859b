import type { TrainJob } from '../src/main/training/job.ts'
import type { Cell } from '../src/shared/types.ts'
import { makeCurve } from './curve.ts'
import { batch, days, window } from './task.ts'

/** The tutorial's training of one model 16×1, on a random walk: 560 windows, 210 watched. */
export function tutorialJob(cell: Cell, epochs: number): TrainJob {
  const windows = makeCurve(days - window)
  const cut = Math.floor((7 * days) / 10)
  return {
    kind: 'train',
    model: {
      name: cell,
      cell,
      hidden: 16,
      layers: 1,
      learningRate: 1e-3,
      activation: 'tanh',
      reset: 'after',
    },
    settings: {
      window,
      batch,
      epochs,
      optimizer: 'adam',
      momentum: 0,
      schedule: { kind: 'constant' },
      clip: null,
      norm: 'none',
      dropout: 0,
      weightDecay: 0,
      shuffle: false,
      patience: null,
      seed: 7,
    },
    windows,
    train: { start: 0, end: cut },
    watched: { start: cut, end: windows.count },
    protocol: 'tutorial',
    checkpoint: null,
    secondsBefore: 0,
  }
}

import type { TrainJob } from '../training/job.ts'

const [window, train, watched] = [6, 32, 16]

/** A dozen steps of a tiny network on a sine: small, but the whole way through a program. */
export function smokeJob(): TrainJob {
  const count = train + watched
  const values = Float32Array.from({ length: count + window }, (_, t) => Math.sin(t / 3))
  const inputs = Float32Array.from(
    { length: count * window },
    (_, i) => values[Math.floor(i / window) + (i % window)] ?? 0
  )
  return {
    kind: 'train',
    model: {
      name: 'rnn',
      cell: 'rnn',
      hidden: 4,
      layers: 1,
      learningRate: 1e-2,
      activation: 'tanh',
      reset: 'after',
    },
    settings: {
      window,
      batch: 16,
      epochs: 6,
      optimizer: 'adam',
      momentum: 0.9,
      schedule: { kind: 'constant' },
      clip: null,
      norm: 'none',
      dropout: 0,
      weightDecay: 0,
      shuffle: false,
      patience: null,
      seed: 7,
    },
    windows: { count, inputs, targets: values.slice(window) },
    train: { start: 0, end: train },
    watched: { start: train, end: count },
    protocol: 'tutorial',
    checkpoint: null,
    secondsBefore: 0,
  }
}

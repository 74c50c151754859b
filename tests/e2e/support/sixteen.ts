import { type Experiment, experimentSchema } from '../../../src/shared/experiment.ts'

const cells = ['rnn', 'lstm', 'gru'] as const

/** As many networks as a run may have, with names of every length. */
export const sixteen: Experiment['models'] = experimentSchema.parse({
  models: Array.from({ length: 16 }, (_, i) => {
    const cell = cells[i % cells.length] ?? 'rnn'
    const name = i < 3 ? cell : i === 5 ? 'gru-with-a-rather-long-n' : `${cell}-${i}`
    return { name, cell, hidden: 2 + (i % 4), layers: 1, learningRate: 0.01 }
  }),
}).models

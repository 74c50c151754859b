import { z } from 'zod'

/**
 * The full specification of an experiment: what `run` is given and what a run stores.
 * Every default has its reason beside it.
 */

const sizes = z.strictObject({
  name: z.string().regex(/^[a-z][a-z0-9-]{0,23}$/),
  cell: z.enum(['rnn', 'lstm', 'gru']),
  hidden: z.int().min(1).max(1024),
  layers: z.int().min(1).max(8),
  learningRate: z.number().positive().max(10),
  activation: z.enum(['tanh', 'relu']).default('tanh'),
  // PyTorch's form, so that weights load into the tutorial's classes
  reset: z.enum(['after', 'before']).default('after'),
})

export const scheduleSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('constant') }),
  /** rate × factor^⌊epoch / every⌋ */
  z.strictObject({
    kind: z.literal('step'),
    every: z.int().positive(),
    factor: z.number().positive().max(1),
  }),
  /** rate × factor^epoch */
  z.strictObject({ kind: z.literal('exponential'), factor: z.number().positive().max(1) }),
  /** half a cosine from rate to rate × floor over all epochs */
  z.strictObject({ kind: z.literal('cosine'), floor: z.number().min(0).max(1).default(0) }),
])

export const experimentSchema = z.strictObject({
  version: z.literal(1).default(1),
  protocol: z.enum(['tutorial', 'sealed']).default('tutorial'),
  /** Which price; the tutorial takes `close`. */
  price: z.enum(['close', 'adjusted']).default('close'),
  /** Number of bars, counted back from `to` (or forward from `from` when only that is given); null for all. */
  days: z.int().min(3).nullable().default(800),
  from: z.iso.date().nullable().default(null),
  to: z.iso.date().nullable().default(null),
  /** T. The tutorial's 30. */
  window: z.int().min(1).max(1000).default(30),
  /** Share of windows that train; the tutorial's 0.7. Read as millionths, so ⌊share·N⌋ is exact. */
  trainShare: z.number().gt(0).lt(1).default(0.7),
  /** Share of windows that validate under the sealed protocol. */
  validationShare: z.number().gt(0).lt(1).default(0.15),
  batch: z.int().min(1).max(65536).default(128),
  epochs: z.int().min(1).max(1_000_000).default(5000),
  models: z.array(sizes).min(1).max(16),
  optimizer: z.enum(['adam', 'sgd']).default('adam'),
  /** Of SGD only. */
  momentum: z.number().min(0).lt(1).default(0.9),
  schedule: scheduleSchema.default({ kind: 'constant' }),
  /** θ of the clipping by global norm; null for none, as the tutorial. */
  clip: z.number().positive().nullable().default(null),
  norm: z.enum(['none', 'layer', 'batch']).default('none'),
  /** Between layers. */
  dropout: z.number().min(0).lt(1).default(0),
  /** L2: weightDecay · w is added to the gradient, as torch.optim.Adam does. */
  weightDecay: z.number().min(0).default(0),
  /** Shuffle train windows each epoch; the tutorial keeps time order. */
  shuffle: z.boolean().default(false),
  /** Sealed: stop when validation has not improved for so many epochs; null never stops early. */
  patience: z.int().positive().nullable().default(null),
  seed: z.int().min(0).max(0xffff_ffff).default(7),
  /** Days of the recursive forecast; the tutorial's 30. */
  horizon: z.int().min(1).max(365).default(30),
  /** Train again on all known days before the forecast; the tutorial does not, we do and say so. */
  retrain: z.boolean().default(true),
})

export type Experiment = z.infer<typeof experimentSchema>
export type Schedule = z.infer<typeof scheduleSchema>

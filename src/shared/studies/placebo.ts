import { z } from 'zod'

/** The same experiment on series that hold nothing to be learned: is the result chance? */
export const placeboSpecSchema = z.strictObject({
  kind: z.literal('placebo'),
  placebo: z.enum(['permuted', 'flipped']).default('permuted'),
  /** K; with 39 the smallest p is 1/40 = 0.025. */
  count: z.int().min(39).max(999).default(39),
  /** `small`: RNN 16×1, 300 epochs, also for the real series. `own`: the run's networks and epochs. */
  size: z.enum(['small', 'own']).default('small'),
  seed: z.int().min(0).max(0xffff_ffff).default(1),
})

const skill = z.number().nullable()

/** One network: the real series against the copies. */
const placeboNetworkSchema = z.strictObject({
  model: z.string(),
  cell: z.enum(['rnn', 'lstm', 'gru']),
  hidden: z.int(),
  layers: z.int(),
  epochs: z.int(),
  /** On the real series; null before it is known, or where persistence makes no error. */
  real: skill,
  /** Copies on which it did at least as well, and copies that are done. */
  asGood: z.int(),
  copies: z.int(),
  /** (1 + asGood)/(K + 1); null until all copies are done. */
  p: z.number().nullable(),
  /** After Holm over the networks. */
  adjustedP: z.number().nullable(),
  sentence: z.string(),
})

export const placeboResultsSchema = z.strictObject({
  kind: z.literal('placebo'),
  /** The part that skill was measured on: the verdict's, or validation while the test part is closed. */
  part: z.enum(['train', 'validation', 'test']),
  days: z.int(),
  networks: z.array(placeboNetworkSchema),
  /** Copies that are done, in order: which one, how it was shuffled, one-step skill by network. */
  copies: z.array(
    z.strictObject({ copy: z.int(), seed: z.int(), skill: z.record(z.string(), skill) })
  ),
  /** Specifications tried on the series by now; the small network on the real series is one. */
  tries: z.int(),
  /** What is found, in words: each network's sentence, and what else a reader has to know. */
  sentences: z.array(z.string()),
})

export type PlaceboSpec = z.infer<typeof placeboSpecSchema>
export type PlaceboResults = z.infer<typeof placeboResultsSchema>
export type PlaceboNetwork = z.infer<typeof placeboNetworkSchema>

/** A placebo in a list of them: `39 shuffled copies, small network`. */
export const placeboWords = ({ placebo, count, size, seed }: PlaceboSpec): string =>
  [
    `${count} ${placebo === 'permuted' ? 'shuffled copies' : 'copies with flipped signs'}`,
    size === 'small' ? 'a small network' : 'the run’s networks',
    ...(seed === 1 ? [] : [`seed ${seed}`]),
  ].join(', ')

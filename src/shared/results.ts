import { z } from 'zod'
import { runBandsSchema } from './bands-schema.ts'
import { experimentSchema } from './experiment.ts'

/**
 * `results.json`: the versioned record of a run, and the one shape that the report,
 * the command line and the app read. A number that does not exist is null, never 0.
 */

const number = z.number().nullable()
const part = z.enum(['train', 'validation', 'test'])

/** Share of days whose direction was right, with its 95 % binomial interval. */
const directionSchema = z.strictObject({
  share: z.number(),
  low: z.number(),
  high: z.number(),
  days: z.int(),
})

export const partRangeSchema = z.strictObject({
  part,
  /** Number of targets. */
  count: z.int(),
  /** First and last target date. */
  first: z.iso.date(),
  last: z.iso.date(),
})

/** How much of a forecaster is yesterday’s price; see `lab/copycat.ts`. */
export const copySchema = z.strictObject({
  /** It repeats yesterday and adds nothing. Null where nobody can say, and for persistence, drift and the train mean: copies by definition. */
  isCopy: z.boolean().nullable(),
  /** Correlation of the predicted change with the last change that was known. */
  withLastChange: number,
  /** Correlation of the predicted change with the change that came, and its lower 95 % bound. */
  withNextChange: number,
  lowerBound: number,
})

/** Measures of one forecaster on one part. Errors are of the price unless the name says otherwise. */
export const measuresSchema = z.strictObject({
  /** Mean over windows of the squared error in the protocol's own unit (CR, or log return), unscaled. */
  mse: number,
  /** The tutorial's figure: mean over batches of the batch MSE. Null under sealed. */
  mseOverBatches: number,
  rmse: number,
  mae: number,
  mase: number,
  /** A fraction: 0.015 is 1.5 %. */
  mape: number,
  /** 1 − mse / persistence's mse. */
  skill: number,
  /** Null for persistence, which calls none. */
  direction: directionSchema.nullable(),
  /** The shift in days at which the prediction fits the truth best; −1 means it repeats yesterday. */
  bestLag: number,
  /** Absent in results of before it was measured. */
  copy: copySchema.optional(),
})

export const verdictSchema = z.strictObject({
  model: z.string(),
  outcome: z.enum(['better', 'not distinguishable', 'worse', 'too few']),
  /** Diebold–Mariano statistic with the Harvey–Leybourne–Newbold correction. */
  statistic: number,
  p: number,
  /** After Holm over the models of the experiment. */
  adjustedP: number,
  skill: number,
  days: z.int(),
  sentence: z.string(),
})

export const forecasterSchema = z.strictObject({
  name: z.string(),
  kind: z.enum(['network', 'baseline']),
  /** Only the parts that are open. */
  parts: z.partialRecord(part, measuresSchema),
})

export const trainingSchema = z.strictObject({
  model: z.string(),
  parameters: z.int(),
  epochs: z.int(),
  bestEpoch: z.int().nullable(),
  finalLoss: z.strictObject({ train: number, validation: number, test: number }),
  stopped: z.enum(['finished', 'early', 'not finite', 'cancelled']),
  /** In words, when training ended in trouble: epoch, gradient norm, what to change. */
  trouble: z.string().nullable(),
  seconds: z.number(),
  millisecondsPerEpoch: z.number(),
  /** SHA-256 of the final weights, hex. */
  weightsHash: z.string(),
})

export const resultsSchema = z.strictObject({
  version: z.literal(1),
  id: z.string(),
  createdAt: z.iso.datetime(),
  finishedAt: z.iso.datetime(),
  /** A quick look is no tutorial: small networks, few epochs, said everywhere. */
  quickLook: z.boolean(),
  experiment: experimentSchema,
  series: z.strictObject({
    symbol: z.string(),
    source: z.enum(['yahoo', 'csv', 'simulated']),
    name: z.string().nullable(),
    currency: z.string().nullable(),
    exchange: z.string().nullable(),
    file: z.string().nullable(),
    /** Of the whole revision. */
    hash: z.string(),
    /** Of the bars this run used. */
    usedHash: z.string(),
    asOf: z.iso.date(),
    first: z.iso.date(),
    last: z.iso.date(),
    bars: z.int(),
  }),
  /** Unit of predictions, hindcast and forecast: cumulative return or price. */
  unit: z.enum(['cumulative return', 'price']),
  split: z.array(partRangeSchema),
  seal: z.strictObject({
    state: z.enum(['none', 'closed', 'open']),
    openedAt: z.iso.datetime().nullable(),
    /** How often a test part of this series has been opened by then, by whatever run. */
    openingsOfSeries: z.int(),
  }),
  /** Specifications ever run on this series, whatever their seed, this one included. */
  tries: z.int(),
  training: z.array(trainingSchema),
  forecasters: z.array(forecasterSchema),
  /** What “it goes up” would have got on each open part: the reference beside every direction. */
  alwaysUp: z.partialRecord(part, directionSchema.nullable()).optional(),
  /** Which part the verdict speaks of: test, or validation while sealed. */
  verdictPart: part,
  /** The headline: one sentence. */
  headline: z.string(),
  verdicts: z.array(verdictSchema),
  forecast: z.strictObject({
    retrained: z.boolean(),
    origin: z.iso.date(),
    guessedDates: z.boolean(),
  }),
  hindcast: z.strictObject({ origin: z.iso.date(), rmse: z.record(z.string(), number) }),
  /** How far errors may reach, and how often they did; runs from before bands have none. */
  bands: runBandsSchema.optional(),
  times: z.strictObject({ totalSeconds: z.number(), trainingSeconds: z.number() }),
  versions: z.strictObject({
    hindcast: z.string(),
    node: z.string(),
    tensorflow: z.string(),
    tfjs: z.string(),
    platform: z.string(),
    /** The processor's model; absent from runs before it was kept. */
    cpu: z.string().optional(),
  }),
})

export type Results = z.infer<typeof resultsSchema>
export type Direction = z.infer<typeof directionSchema>
export type Measures = z.infer<typeof measuresSchema>
export type Verdict = z.infer<typeof verdictSchema>
export type Forecaster = z.infer<typeof forecasterSchema>
export type TrainingSummary = z.infer<typeof trainingSchema>
export type PartRange = z.infer<typeof partRangeSchema>

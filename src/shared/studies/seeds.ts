import { z } from 'zod'
import { measuresSchema, verdictSchema } from '../results.ts'

/** How many seeds an experiment may be started with; a study of a finished run takes more. */
export const mostSeedsAtOnce = 20

/** The same experiment from K first weights: is the result the seed's? */
export const seedsSpecSchema = z.strictObject({
  kind: z.literal('seeds'),
  /** K, the run's own seed among them; the others are the seeds after it. */
  count: z.int().min(2).max(100).default(5),
  /**
   * Whether each seed is also trained again on all known days for its forecast, as the run was:
   * about as much work again. Of no meaning where the run did not do so.
   */
  retrain: z.boolean().default(true),
})

const number = z.number().nullable()
const column = z.array(number)
const part = z.enum(['train', 'validation', 'test'])

/** The middle one of several seeds' numbers and the ends; null where no seed has a number. */
export const seedRangeSchema = z.strictObject({
  median: number,
  low: number,
  high: number,
  /** Seeds that have a number. */
  count: z.int(),
})

/** The same of a line, value by value. */
export const seedBandSchema = z.strictObject({ median: column, low: column, high: column })

/** Of every measure of `results.json`; direction is its share. */
export const measureRangesSchema = z.strictObject({
  mse: seedRangeSchema,
  mseOverBatches: seedRangeSchema,
  rmse: seedRangeSchema,
  mae: seedRangeSchema,
  mase: seedRangeSchema,
  mape: seedRangeSchema,
  skill: seedRangeSchema,
  direction: seedRangeSchema,
  bestLag: seedRangeSchema,
  withLastChange: seedRangeSchema,
  withNextChange: seedRangeSchema,
})

/** One network from one seed. */
export const seedOutcomeSchema = z.strictObject({
  seed: z.int(),
  epochs: z.int(),
  stopped: z.enum(['finished', 'early', 'not finite', 'cancelled']),
  /** Of the epoch whose weights are used. */
  finalLoss: z.strictObject({ train: number, watched: number }),
  /** On the open parts. */
  parts: z.partialRecord(part, measuresSchema),
  /** Of the one-step test against persistence on the verdict's part, before Holm. */
  p: number,
  /** After Holm over the networks of this seed; null while one of them is not done. */
  outcome: verdictSchema.shape.outcome.nullable(),
  hindcastRmse: number,
})

export const seedNetworkSchema = z.strictObject({
  model: z.string(),
  /** Seeds that are done, the run's own first. */
  seeds: z.array(seedOutcomeSchema),
  parts: z.partialRecord(part, measureRangesSchema),
  finalLoss: z.strictObject({ train: seedRangeSchema, watched: seedRangeSchema }),
  hindcastRmse: seedRangeSchema,
  /** Seeds on which the one-step test says better, of so many that were judged. */
  better: z.int(),
  judged: z.int(),
})

/** A place among networks and persistence, by skill on the verdict's part. */
export const seedRankSchema = z.strictObject({
  name: z.string(),
  /** 1 + those whose whole range lies above; overlapping ones share it. */
  rank: z.int(),
  skill: seedRangeSchema,
  /** Names whose ranges overlap with this one's. */
  overlaps: z.array(z.string()),
})

const pathSchema = z.strictObject({
  origin: z.iso.date(),
  dates: z.array(z.iso.date()),
  guessed: z.array(z.boolean()),
  actual: column,
  persistence: column,
  drift: column,
  models: z.record(z.string(), seedBandSchema),
})

export const seedsResultsSchema = z.strictObject({
  kind: z.literal('seeds'),
  /** All that were asked for, the run's own first. */
  seeds: z.array(z.int()),
  /** Which part verdict and ranking speak of: test, or validation while sealed. */
  part,
  watched: z.enum(['validation', 'test']),
  unit: z.enum(['cumulative return', 'price']),
  /** Persistence has no seed: its measures are what every range is held against. */
  persistence: z.partialRecord(part, measuresSchema),
  networks: z.array(seedNetworkSchema),
  ranking: z.array(seedRankSchema),
  /** What it comes to, in words. */
  sentences: z.array(z.string()),
  /** By network, on a common grid of epochs: those that every seed came to. */
  losses: z.record(
    z.string(),
    z.strictObject({ epoch: z.array(z.int()), train: seedBandSchema, watched: seedBandSchema })
  ),
  predictions: z.strictObject({
    dates: z.array(z.iso.date()),
    part: z.array(part),
    actual: column,
    persistence: column,
    models: z.record(z.string(), seedBandSchema),
  }),
  hindcast: pathSchema,
  /** Null where there is none to be compared with the run's: `forecastWords` says why. */
  forecast: pathSchema.nullable(),
  forecastWords: z.string(),
})

export type SeedsSpec = z.infer<typeof seedsSpecSchema>
export type SeedsResults = z.infer<typeof seedsResultsSchema>
export type SeedRange = z.infer<typeof seedRangeSchema>
export type SeedBand = z.infer<typeof seedBandSchema>
export type MeasureRanges = z.infer<typeof measureRangesSchema>
export type SeedNetwork = z.infer<typeof seedNetworkSchema>
export type SeedOutcome = z.infer<typeof seedOutcomeSchema>
export type SeedRank = z.infer<typeof seedRankSchema>

import { z } from 'zod'

/** Many origins, a recursive forecast from each: how far ahead does a network help? */
export const backtestSpecSchema = z.strictObject({
  kind: z.literal('backtest'),
  /** Days from one origin to the next. */
  stride: z.int().min(1).max(365).default(1),
  horizon: z.int().min(1).max(365).default(30),
  /** `fixed`: the run's own networks everywhere. `each origin`: trained from a fresh start on what each origin knew. */
  training: z.enum(['fixed', 'each origin']).default('fixed'),
})

/** One number for each step ahead; null where it is none. */
const bySteps = z.array(z.number().nullable())

const forecasterSchema = z.strictObject({
  name: z.string(),
  kind: z.enum(['baseline', 'network']),
  /** Over all folds, in `unit`. */
  rmse: bySteps,
  mae: bySteps,
  /** 1 − squared error / persistence's, of CR (tutorial) or of the logarithm of the price (sealed). */
  skill: bySteps,
  /** The fold with the largest error; null before there is one. */
  worst: z.int().nullable(),
})

const horizonVerdictSchema = z.strictObject({
  outcome: z.enum(['better', 'worse', 'not distinguishable', 'too few']),
  statistic: z.number().nullable(),
  p: z.number().nullable(),
  /** After Holm over the networks tested at this horizon. */
  adjustedP: z.number().nullable(),
})

const foldSchema = z.strictObject({
  /** Its place among all origins, 0 the first. */
  fold: z.int().min(0),
  /** The last day that it knew. */
  origin: z.iso.date(),
  /** By forecaster: RMSE of its path over all days ahead, in `unit`. */
  errors: z.record(z.string(), z.number().nullable()),
})

export const backtestResultsSchema = z.strictObject({
  kind: z.literal('backtest'),
  stride: z.int(),
  horizon: z.int(),
  training: z.enum(['fixed', 'each origin']),
  /** Where all days ahead lie; `validation` while the test part is closed. */
  part: z.enum(['validation', 'test']),
  unit: z.enum(['cumulative return', 'price']),
  /** In all; `folds` has fewer while it goes on. */
  origins: z.int(),
  /** Specifications ever run on the series. */
  tries: z.int(),
  /** What was found, the number behind it, and what to beware of. */
  sentences: z.array(z.string()),
  /** Persistence first, then the other baselines, then the networks. */
  forecasters: z.array(forecasterSchema),
  /** Each network against persistence, a verdict for each step ahead. */
  verdicts: z.array(z.strictObject({ model: z.string(), steps: z.array(horizonVerdictSchema) })),
  /** In time order. */
  folds: z.array(foldSchema),
})

export type BacktestSpec = z.infer<typeof backtestSpecSchema>
export type BacktestResults = z.infer<typeof backtestResultsSchema>
export type BacktestForecaster = z.infer<typeof forecasterSchema>
export type BacktestFold = z.infer<typeof foldSchema>
export type HorizonVerdict = z.infer<typeof horizonVerdictSchema>

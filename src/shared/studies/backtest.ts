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

export const backtestResultsSchema = z.strictObject({ kind: z.literal('backtest') })

export type BacktestSpec = z.infer<typeof backtestSpecSchema>
export type BacktestResults = z.infer<typeof backtestResultsSchema>

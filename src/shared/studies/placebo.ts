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

export const placeboResultsSchema = z.strictObject({ kind: z.literal('placebo') })

export type PlaceboSpec = z.infer<typeof placeboSpecSchema>
export type PlaceboResults = z.infer<typeof placeboResultsSchema>

import { z } from 'zod'

/** The same experiment from K first weights: is the result the seed's? */
export const seedsSpecSchema = z.strictObject({
  kind: z.literal('seeds'),
  /** K, the run's own seed among them. */
  count: z.int().min(2).max(100).default(5),
})

export const seedsResultsSchema = z.strictObject({ kind: z.literal('seeds') })

export type SeedsSpec = z.infer<typeof seedsSpecSchema>
export type SeedsResults = z.infer<typeof seedsResultsSchema>

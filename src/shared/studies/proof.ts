import { z } from 'zod'

/** Trains the run again: does the same come out, bit for bit? */
export const proofSpecSchema = z.strictObject({ kind: z.literal('proof') })

export const proofResultsSchema = z.strictObject({ kind: z.literal('proof') })

export type ProofSpec = z.infer<typeof proofSpecSchema>
export type ProofResults = z.infer<typeof proofResultsSchema>

import { z } from 'zod'

/** Trains the run again: does the same come out, bit for bit? */
export const proofSpecSchema = z.strictObject({ kind: z.literal('proof') })

/** What made a result; `cpu` is unknown of runs from before it was kept. */
const machineSchema = z.strictObject({
  hindcast: z.string(),
  node: z.string(),
  tensorflow: z.string(),
  tfjs: z.string(),
  platform: z.string(),
  cpu: z.string().nullable(),
})

/** Null where a number is not finite or not there. */
const number = z.number().nullable()

const differenceSchema = z.strictObject({
  /** The first value that differs: `lstm.weight_hh_l0[3, 5]`, `epoch 37, train loss`, a day. */
  where: z.string(),
  before: number,
  again: number,
  /** How many differ, and by how much at most. */
  count: z.int(),
  largest: number,
})

export const comparisonSchema = z.strictObject({
  /** How many values were held against each other. */
  values: z.int(),
  /** Null: all are the same, bit for bit. */
  difference: differenceSchema.nullable(),
})

export const proofNetworkSchema = z.strictObject({
  model: z.string(),
  /** `retrain`: the second training, on all known days, for the forecast. */
  phase: z.enum(['train', 'retrain']),
  epochs: z.strictObject({ before: z.int(), again: z.int() }),
  stopped: z.strictObject({ before: z.string(), again: z.string() }),
  /** SHA-256 of the weights' file: as the run recorded it, as it lies in the database, trained again. */
  hashes: z.strictObject({
    recorded: z.string().nullable(),
    stored: z.string().nullable(),
    again: z.string(),
  }),
  /** Null: what is stored is no file of weights any more. */
  weights: comparisonSchema.nullable(),
  losses: comparisonSchema,
  /** Null where this training says nothing of it, or may not yet. */
  predictions: comparisonSchema.nullable(),
  hindcast: comparisonSchema.nullable(),
  forecast: comparisonSchema.nullable(),
  machine: machineSchema,
})

export const proofResultsSchema = z.strictObject({
  kind: z.literal('proof'),
  /** False: days of the closed test part were read by nobody, so the second training waits. */
  testOpen: z.boolean(),
  /** Hash of the bars the run used: as it recorded it, and of the bars that are there now. */
  data: z.strictObject({ recorded: z.string(), now: z.string() }),
  /** What trained the run. */
  before: machineSchema,
  networks: z.array(proofNetworkSchema),
  /** Trainings there are to do again; those done so far are `networks`. */
  trainings: z.int(),
  /** Of everything that was held against each other so far. */
  identical: z.boolean(),
})

export type ProofSpec = z.infer<typeof proofSpecSchema>
export type ProofResults = z.infer<typeof proofResultsSchema>
export type ProofNetwork = z.infer<typeof proofNetworkSchema>
export type Machine = z.infer<typeof machineSchema>
export type Comparison = z.infer<typeof comparisonSchema>
export type Difference = z.infer<typeof differenceSchema>

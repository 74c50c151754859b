import { z } from 'zod'
import { experimentSchema } from '../../../shared/experiment.ts'
import { studyResultsSchema, studySpecSchema } from '../../../shared/studies/study.ts'
import type { Part } from '../../../shared/types.ts'

/**
 * A run as a file for another computer: a zip with the report as people read it in `report/`, and in
 * `hindcast/` all that a database needs, each file named with its SHA-256 in `manifest.json`.
 * Columns of numbers are float64, little-endian, in base64: every bit and every NaN survives.
 */

export const archiveFormat = 'hindcast-run'
export const archiveVersion = 1

/** Where everything that is read again lies. */
export const room = 'hindcast/'
export const manifestName = `${room}manifest.json`
export const names = {
  run: `${room}run.json`,
  series: `${room}series.json`,
  results: `${room}results.json`,
  tables: `${room}tables.json`,
  training: `${room}training.json`,
  studies: `${room}studies.json`,
  weights: (model: string, phase: string) => `${room}weights/${model}-${phase}.safetensors`,
} as const

/** Numbers as text. */
export const toColumn = (values: ArrayLike<number>): string =>
  Buffer.from(Float64Array.from(values).buffer).toString('base64')

function fromColumn(text: string): number[] {
  const bytes = Buffer.from(text, 'base64')
  return Array.from({ length: bytes.length >> 3 }, (_, i) => bytes.readDoubleLE(i * 8))
}

const column = z.base64().transform(fromColumn)
const day = z.iso.date()
const instant = z.iso.datetime()
const hash = z.string().regex(/^[0-9a-f]{64}$/)
const id = z.string().regex(/^[0-9a-z]{1,32}$/)
const phase = z.enum(['train', 'retrain'])
const modelName = experimentSchema.shape.models.element.shape.name

export const manifestSchema = z.strictObject({
  format: z.literal(archiveFormat),
  version: z.literal(archiveVersion),
  hindcast: z.string(),
  id,
  /** SHA-256 by path, of everything in `hindcast/` but the manifest. */
  files: z.record(z.string(), hash),
})

export const runSchema = z.strictObject({
  id,
  origin: z.string().regex(/^[0-9a-z]{1,32}:[0-9a-f]{64}$/),
  experiment: experimentSchema,
  usedHash: hash,
  quickLook: z.boolean(),
  createdAt: instant,
  startedAt: instant.nullable(),
  finishedAt: instant,
  openedAt: instant.nullable(),
  name: z.string().max(120).nullable(),
  note: z.string().max(20_000),
  starred: z.boolean(),
})

export const seriesSchema = z.strictObject({
  info: z.strictObject({
    symbol: z.string().min(1).max(200),
    source: z.enum(['yahoo', 'csv', 'simulated']),
    name: z.string().nullable(),
    currency: z.string().nullable(),
    exchange: z.string().nullable(),
    file: z.string().nullable(),
  }),
  hash,
  asOf: day,
  /** Absent from files of before it was kept. */
  stamp: z.string().max(400).nullable().optional(),
  bars: z.strictObject({
    dates: z.array(day),
    open: column,
    high: column,
    low: column,
    close: column,
    adjusted: column,
    volume: column,
  }),
})

const models = z.record(modelName, column)
const part = z.enum(['train', 'validation', 'test'] satisfies Part[])

const pathSchema = z.strictObject({
  origin: day,
  step: z.array(z.int()),
  dates: z.array(day),
  guessed: z.array(z.boolean()),
  actual: column,
  persistence: column,
  drift: column,
  models,
})

export const tablesSchema = z.strictObject({
  predictions: z.strictObject({
    dates: z.array(day),
    part: z.array(part),
    actual: column,
    persistence: column,
    models,
  }),
  hindcast: pathSchema,
  forecast: pathSchema,
})

export const trainingSchema = z.array(
  z.strictObject({
    model: modelName,
    phase,
    position: z.int().min(0),
    state: z.enum(['finished', 'failed']),
    epoch: z.int().min(0),
    seconds: z.number().min(0),
    bestEpoch: z.int().nullable(),
    stopped: z.enum(['finished', 'early', 'not finite', 'cancelled']),
    trouble: z.string().nullable(),
    weightsHash: hash,
    losses: z.strictObject({
      epoch: z
        .array(z.int())
        .refine(epochs => epochs.every((epoch, i) => epoch === i + 1), 'epochs without a gap'),
      train: column,
      validation: column,
      test: column,
      gradientNorm: column,
    }),
    gradients: z.array(z.strictObject({ epoch: z.int(), norms: z.array(column) })),
    watched: z.array(
      z.strictObject({
        epoch: z.int(),
        values: column,
        paths: z
          .strictObject({ hindcast: column.exactOptional(), forecast: column.exactOptional() })
          .default({}),
        best: z.boolean(),
        kept: z.boolean(),
      })
    ),
  })
)

/** Finished studies; a zip of before has none. */
export const studiesSchema = z.array(
  z.strictObject({
    id,
    spec: studySpecSchema,
    testOpen: z.boolean(),
    createdAt: instant,
    finishedAt: instant,
    results: studyResultsSchema,
    units: z.array(
      z.strictObject({ position: z.int().min(0), seconds: z.number().min(0), data: z.json() })
    ),
  })
)

import { z } from 'zod'
import type { Argument, RequestName } from './api.ts'
import { experimentSchema } from './experiment.ts'
import { mostFileBytes } from './file-limit.ts'
import { mostSeedsAtOnce } from './studies/seeds.ts'
import { studySpecSchema } from './studies/study.ts'
import type { ExperimentField, Preferences } from './wire.ts'

/** What every request's argument must look like; main believes nothing else. The preload never imports this. */

const runId = z.string().regex(/^[0-9a-z]{1,32}$/)
const model = z.string().regex(/^[a-z][a-z0-9-]{0,23}$/)
const revisionId = z.int().positive()
/** What a form may ask for at once; a study may have more. */
const seeds = z.int().min(1).max(mostSeedsAtOnce).exactOptional()
const token = z.string().regex(/^[0-9a-f]{16,64}$/)
const symbol = z.string().trim().min(1).max(32)
/** A name, never a path. */
const fileName = z
  .string()
  .min(1)
  .max(200)
  .refine(name => !/[\\/\0]/.test(name) && name !== '.' && name !== '..', 'a name, not a path')
const bytes = z.custom<Uint8Array>(
  value => value instanceof Uint8Array && value.byteLength <= mostFileBytes,
  'a file of at most 100 MB'
)

const mapping = z.strictObject({
  date: z.string().nullable().exactOptional(),
  column: z.string().nullable().exactOptional(),
  open: z.string().nullable().exactOptional(),
  high: z.string().nullable().exactOptional(),
  low: z.string().nullable().exactOptional(),
  adjusted: z.string().nullable().exactOptional(),
  volume: z.string().nullable().exactOptional(),
  decimal: z.enum(['point', 'comma']).nullable().exactOptional(),
  dates: z.enum(['day-first', 'month-first']).nullable().exactOptional(),
})

export const preferencesSchema = z.strictObject({
  theme: z.enum(['system', 'light', 'dark']).default('system'),
  view: z.enum(['data', 'train', 'results', 'forecast', 'lab', 'learn']).default('data'),
  formOpen: z.boolean().default(true),
  formMore: z.boolean().default(false),
  selectedRun: runId.nullable().default(null),
  selectedRevision: revisionId.nullable().default(null),
  draft: experimentSchema.nullable().default(null),
  preset: z.string().max(80).default('Tutorial'),
  trainers: z.int().min(1).max(64).nullable().default(null),
  askBeforeClose: z.boolean().default(true),
}) satisfies z.ZodType<Preferences, unknown>

export const defaultPreferences: Preferences = preferencesSchema.parse({})

const experimentFields = Object.keys(experimentSchema.shape).filter(
  field => field !== 'version'
) as [ExperimentField, ...ExperimentField[]]

export const presetSchema = z.strictObject({
  name: z.string().trim().min(1).max(80),
  about: z.string().max(400).default(''),
  experiment: experimentSchema,
  locked: z.array(z.enum(experimentFields)).readonly().default([]),
})

/** The file a teacher hands out. */
export const presetFileSchema = presetSchema.extend({
  format: z.literal('hindcast-preset'),
  version: z.literal(1),
})

const nothing = z.undefined()
const run = z.strictObject({ id: runId })
const runOrModel = z.strictObject({ id: runId, model: model.exactOptional() })

export const schemas = {
  readApp: nothing,
  // as they come, without defaults: what is not named stays
  savePreferences: z.strictObject({
    theme: preferencesSchema.shape.theme.unwrap().exactOptional(),
    view: preferencesSchema.shape.view.unwrap().exactOptional(),
    formOpen: z.boolean().exactOptional(),
    formMore: z.boolean().exactOptional(),
    selectedRun: runId.nullable().exactOptional(),
    selectedRevision: revisionId.nullable().exactOptional(),
    draft: experimentSchema.nullable().exactOptional(),
    preset: z.string().max(80).exactOptional(),
    trainers: z.int().min(1).max(64).nullable().exactOptional(),
    askBeforeClose: z.boolean().exactOptional(),
  }),
  readDiskUse: nothing,
  cleanUp: z.strictObject({ purgeDeleted: z.boolean() }),
  backUp: nothing,
  restoreBackup: nothing,
  writeDiagnostics: nothing,
  openLink: z.strictObject({
    link: z.enum(['cs230', 'd2l-rnn', 'd2l-lstm', 'd2l-gru', 'd2l-deep', 'd2l-bptt']),
  }),
  revealFile: z.strictObject({ token }),
  saveFile: z.strictObject({
    name: fileName,
    content: z.union([z.string().max(mostFileBytes), bytes]),
  }),
  closeWindow: z.strictObject({ keepTraining: z.boolean() }),
  listSeries: nothing,
  readSeries: z.strictObject({ revisionId }),
  fetchSeries: z.strictObject({ symbol }),
  cancelFetch: z.strictObject({ symbol }),
  takeSample: z.strictObject({
    name: z.enum(['random-walk', 'momentum']),
    seed: z.int().min(0).max(0xffff_ffff).exactOptional(),
  }),
  previewCsv: z.strictObject({ name: fileName, bytes }),
  remapCsv: z.strictObject({ token, mapping }),
  importCsv: z.strictObject({ token, mapping, skipBadRows: z.boolean() }),
  forgetCsv: z.strictObject({ token }),
  listRuns: nothing,
  readRun: run,
  readTraining: run,
  readFigures: run,
  estimateRun: z.strictObject({ experiment: experimentSchema, revisionId, seeds }),
  startRun: z.strictObject({
    experiment: experimentSchema,
    revisionId,
    quickLook: z.boolean(),
    seeds,
  }),
  pauseRun: runOrModel,
  continueRun: runOrModel,
  cancelRun: runOrModel,
  resumeRun: run,
  openTest: run,
  renameRun: z.strictObject({ id: runId, name: z.string().trim().min(1).max(120).nullable() }),
  starRun: z.strictObject({ id: runId, starred: z.boolean() }),
  noteRun: z.strictObject({ id: runId, note: z.string().max(20_000) }),
  deleteRun: run,
  restoreRun: run,
  exportRun: run,
  exportZip: run,
  importZip: z.strictObject({ name: fileName, bytes }),
  readForecast: z.strictObject({ id: runId, horizon: z.int().min(1).max(365) }),
  applyRun: z.strictObject({
    id: runId,
    revisionId,
    to: z.iso.date().exactOptional(),
    horizon: z.int().min(1).max(365).exactOptional(),
  }),
  readTrace: z.strictObject({ id: runId, model, window: z.int().min(0) }),
  startStudy: z.strictObject({ run: runId, spec: studySpecSchema }),
  listStudies: z.strictObject({ run: runId }),
  readStudy: run,
  cancelStudy: run,
  resumeStudy: run,
  deleteStudy: run,
  readFold: z.strictObject({ study: runId, fold: z.int().min(0) }),
  readReplay: z.strictObject({ id: runId, model }),
  readLeakage: run,
  saveCertificate: run,
  readDiary: z.strictObject({ revisionId }),
  freezeForecast: run,
  readProvenance: run,
  compareRevisions: z.strictObject({ before: revisionId, after: revisionId }),
  listPresets: nothing,
  savePreset: presetSchema,
  deletePreset: z.strictObject({ name: z.string().min(1).max(80) }),
  exportPreset: z.strictObject({ name: z.string().min(1).max(80) }),
  importPreset: z.strictObject({ name: fileName, bytes }),
} satisfies { readonly [N in RequestName]: z.ZodType<unknown, unknown> }

/** The requests whose schema and type disagree, in either direction: must be none, or this does not compile. */
type Disagreeing = {
  [N in RequestName]: [z.output<(typeof schemas)[N]>, Argument<N>] extends [
    Argument<N>,
    z.input<(typeof schemas)[N]>,
  ]
    ? never
    : N
}[RequestName]
const noneDisagrees: [Disagreeing] extends [never] ? true : Disagreeing = true
void noneDisagrees

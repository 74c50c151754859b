import { strFromU8 } from 'fflate/browser'
import type { z } from 'zod'
import { done, failed, type Result } from '../../../shared/failure.ts'
import { prepare } from '../../../shared/lab/prepare.ts'
import { traceWindow } from '../../../shared/lab/trace.ts'
import { windowAt } from '../../../shared/lab/windows.ts'
import { resultsSchema } from '../../../shared/results.ts'
import type { Bars, IsoDate, SeriesInfo } from '../../../shared/types.ts'
import { hashBytes } from '../../hash-bytes.ts'
import { readSafetensors } from '../../report/safetensors.ts'
import { canonicalJson } from '../../store/experiments.ts'
import { hashBars } from '../../store/hash-bars.ts'
import type { ModelRecord, RunRecord, RunTables } from '../../store/run-records.ts'
import { hashUsed } from '../hash-used.ts'
import { unzipFiles } from '../zip.ts'
import {
  archiveFormat,
  archiveVersion,
  manifestName,
  manifestSchema,
  names,
  room,
  runSchema,
  seriesSchema,
  studiesSchema,
  tablesSchema,
  trainingSchema,
} from './format.ts'

/** A run out of a zip, proven to be whole and to agree with itself. */
export interface UnpackedRun {
  readonly record: RunRecord
  readonly tables: RunTables
  readonly info: SeriesInfo
  readonly asOf: IsoDate
  readonly stamp: string | null
  readonly bars: Bars
}

/** Why a file is no run that can be taken over, in words. */
class Unfit extends Error {}

/** Reads what `packRun` wrote. Nothing is written: a name in the zip is only looked up, never a path. */
export function readArchive(file: string, bytes: Uint8Array): Result<UnpackedRun> {
  try {
    const files = unzipFiles(bytes, name => name.startsWith(room))
    if (files === null) throw new Unfit('it is no zip file, or a damaged one')
    return done(read(files))
  } catch (error) {
    if (!(error instanceof Unfit)) throw error
    return failed({ kind: 'not-a-run-file', file, reason: error.message })
  }
}

type Files = Readonly<Record<string, Uint8Array>>

function read(files: Files): UnpackedRun {
  proveFiles(files)
  const run = parse(files, names.run, runSchema)
  const results = parse(files, names.results, resultsSchema)
  const series = parse(files, names.series, seriesSchema)
  const tables = { results, ...parse(files, names.tables, tablesSchema) }
  const training = parse(files, names.training, trainingSchema)
  const models = training.map(model => withWeights(files, model))
  const unpacked = {
    record: { ...run, models, studies: studiesOf(files) },
    tables,
    info: series.info,
    asOf: series.asOf,
    stamp: series.stamp ?? null,
    bars: barsOf(series.bars),
  }
  proveSeries(unpacked, series.hash)
  proveSeal(unpacked)
  proveModels(unpacked)
  return unpacked
}

/** Every file that the manifest names is there and is what it was. */
function proveFiles(files: Files): void {
  const raw = files[manifestName]
  if (!raw) throw new Unfit('it holds no run')
  const claimed = parseJson(raw, manifestName) as { format?: unknown; version?: unknown } | null
  if (claimed?.format !== archiveFormat) throw new Unfit('it holds no run')
  if (typeof claimed.version === 'number' && claimed.version > archiveVersion)
    throw new Unfit('it was written by a newer Hindcast; update this one')
  const manifest = parse(files, manifestName, manifestSchema)
  for (const [name, hash] of Object.entries(manifest.files)) {
    const bytes = Object.hasOwn(files, name) ? files[name] : undefined
    if (!bytes) throw new Unfit(`${name} is missing`)
    if (hashBytes(bytes) !== hash) throw new Unfit(`${name} was changed or damaged`)
  }
  const unnamed = Object.keys(files).find(
    name => name !== manifestName && !name.endsWith('/') && !Object.hasOwn(manifest.files, name)
  )
  if (unnamed !== undefined) throw new Unfit(`${unnamed} does not belong in it`)
}

/** Each answers the question that was asked. */
function studiesOf(files: Files): RunRecord['studies'] {
  if (!Object.hasOwn(files, names.studies)) return []
  const studies = parse(files, names.studies, studiesSchema)
  if (studies.some(({ spec, results }) => spec.kind !== results.kind))
    throw new Unfit('its studies do not fit their questions')
  return studies
}

function parse<S extends z.ZodType>(files: Files, name: string, schema: S): z.output<S> {
  const bytes = Object.hasOwn(files, name) ? files[name] : undefined
  if (!bytes) throw new Unfit(`${name} is missing`)
  const parsed = schema.safeParse(parseJson(bytes, name))
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw new Unfit(`${name} is not as it should be (${issue?.path.join('.')}: ${issue?.message})`)
}

function parseJson(bytes: Uint8Array, name: string): unknown {
  try {
    return JSON.parse(strFromU8(bytes))
  } catch {
    throw new Unfit(`${name} is no JSON`)
  }
}

function barsOf({ dates, ...columns }: z.output<typeof seriesSchema>['bars']): Bars {
  return {
    dates,
    open: Float64Array.from(columns.open),
    high: Float64Array.from(columns.high),
    low: Float64Array.from(columns.low),
    close: Float64Array.from(columns.close),
    adjusted: Float64Array.from(columns.adjusted),
    volume: Float64Array.from(columns.volume),
  }
}

function withWeights(
  files: Files,
  { watched, ...model }: z.output<typeof trainingSchema>[number]
): ModelRecord {
  const name = names.weights(model.model, model.phase)
  const weights = Object.hasOwn(files, name) ? files[name] : undefined
  if (!weights) throw new Unfit(`${name} is missing`)
  if (hashBytes(weights) !== model.weightsHash) throw new Unfit(`${name} is of another run`)
  const frames = watched.map(({ values, paths, ...frame }) => ({
    ...frame,
    values: Float32Array.from(values),
    paths: Object.fromEntries(
      Object.entries(paths).map(([name, path]) => [name, Float32Array.from(path)])
    ),
  }))
  return { ...model, watched: frames, weights }
}

/** The bars are those that the run used, and rise day by day. */
function proveSeries({ record, bars }: UnpackedRun, hash: string): void {
  const n = bars.dates.length
  const { dates, ...columns } = bars
  if (n === 0 || Object.values(columns).some(({ length }) => length !== n))
    throw new Unfit('its prices are not complete')
  if (
    dates.some((date, i) => i > 0 && date <= (dates[i - 1] ?? '')) ||
    bars.close.some(Number.isNaN)
  )
    throw new Unfit('its prices are not in order')
  if (hashBars(bars) !== hash) throw new Unfit('its prices were changed')
  const prepared = prepare(bars, record.experiment)
  if (!prepared.ok || hashUsed(prepared.value) !== record.usedHash)
    throw new Unfit('its prices are not those that the run used')
}

/** What is closed says nothing of its test part; what is open says when it was opened. */
function proveSeal({ record, tables: { results, predictions } }: UnpackedRun): void {
  const same = canonicalJson(results.experiment) === canonicalJson(record.experiment)
  if (!same || results.id !== record.id) throw new Unfit('its results are of another run')
  const { state } = results.seal
  if ((state === 'none') !== (record.experiment.protocol === 'tutorial'))
    throw new Unfit('its seal does not fit its protocol')
  if (state === 'open' && record.openedAt === null) throw new Unfit('its opening is not on record')
  if (state !== 'closed') return
  const tells =
    predictions.part.includes('test') ||
    results.forecasters.some(({ parts }) => parts.test !== undefined) ||
    record.models.some(({ losses }) => losses.test.some(Number.isFinite)) ||
    record.studies.some(({ testOpen }) => testOpen)
  if (tells) throw new Unfit('it is sealed and yet tells of its test part')
}

/** Every network is there, with weights that fit it. */
function proveModels({ record, bars }: UnpackedRun): void {
  const { experiment, models } = record
  const phases = experiment.retrain ? (['train', 'retrain'] as const) : (['train'] as const)
  const prepared = prepare(bars, experiment)
  if (!prepared.ok) throw new Unfit('its prices do not fit its experiment')
  const inputs = windowAt(prepared.value.values, experiment.window, 0)
  for (const spec of experiment.models) {
    for (const phase of phases) {
      const own = models.find(model => model.model === spec.name && model.phase === phase)
      if (!own?.weights) throw new Unfit(`${spec.name} is missing`)
      tryWeights(own.weights, spec.name, weights =>
        traceWindow({ model: spec, norm: experiment.norm }, weights, inputs)
      )
    }
  }
  if (models.length !== experiment.models.length * phases.length)
    throw new Unfit('it holds networks that are not of its experiment')
}

function tryWeights(
  bytes: Uint8Array,
  model: string,
  use: (weights: ReturnType<typeof readSafetensors>['weights']) => unknown
): void {
  try {
    use(readSafetensors(Buffer.from(bytes)).weights)
  } catch {
    throw new Unfit(`the weights of ${model} do not fit its network`)
  }
}

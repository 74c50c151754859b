import { createHash } from 'node:crypto'
import type { Experiment } from '../../shared/experiment.ts'
import type { Results } from '../../shared/results.ts'
import type { GradientProfile, Losses, PathTable, PredictionTable } from '../../shared/types.ts'
import { readBlob, writeBlob } from './blobs.ts'
import { type EpochRow, readLosses, writeEpochs } from './epochs.ts'
import { canonicalJson, writeExperiment } from './experiments.ts'
import { readGradients, writeGradients } from './gradients.ts'
import type { ModelRow, Phase } from './models.ts'
import { savePath } from './paths.ts'
import { savePredictions } from './predictions.ts'
import { makeRunId } from './run-id.ts'
import { type Run, readRun, saveResults } from './runs.ts'
import { change, readRow, readRows, type Store, write } from './store.ts'
import { importStudies, readStudyRecords, type StudyRecord } from './study-records.ts'
import { recordTry } from './tries.ts'
import { readWatched, type Watched, writeWatched } from './watched.ts'

/** One network of a run in one phase, with all it left behind. */
export interface ModelRecord extends ModelRow {
  readonly position: number
  readonly losses: Losses
  readonly gradients: readonly Omit<GradientProfile, 'model'>[]
  readonly watched: readonly Watched[]
  /** As stored: a safetensors file. */
  readonly weights: Uint8Array | null
}

/** A finished run as another database takes it over; its revision goes beside it. */
export interface RunRecord {
  readonly id: string
  /** Names the run wherever it was imported. */
  readonly origin: string
  readonly experiment: Experiment
  readonly usedHash: string
  readonly quickLook: boolean
  readonly createdAt: string
  readonly startedAt: string | null
  readonly finishedAt: string
  /** When its sealed test part was opened. */
  readonly openedAt: string | null
  readonly name: string | null
  readonly note: string
  readonly starred: boolean
  readonly models: readonly ModelRecord[]
  /** Finished ones. */
  readonly studies: readonly StudyRecord[]
}

/** What was measured: an opening replaces it. */
export interface RunTables {
  readonly results: Results
  readonly predictions: PredictionTable
  readonly hindcast: PathTable
  readonly forecast: PathTable
}

type Named = Pick<Run, 'id' | 'createdAt' | 'usedHash' | 'experiment'>

/** `kq3x7d:` and a hash of what makes a run itself: the same wherever it was copied to. */
function originOf({ id, createdAt, usedHash, experiment }: Named): string {
  const text = canonicalJson([id, createdAt, usedHash, experiment])
  return `${id}:${createHash('sha256').update(text).digest('hex')}`
}

/** Everything of a finished run but its bars and tables. */
export function readRunRecord(store: Store, id: string): RunRecord {
  const run = readRun(store, id)
  const sql = 'SELECT name, note, starred, origin FROM runs WHERE id = ?'
  type Words = { name: string | null; note: string; starred: number; origin: string | null }
  const words = readRow<Words>(store, sql, id) as Words
  return {
    id,
    origin: words.origin ?? originOf(run),
    experiment: run.experiment,
    usedHash: run.usedHash,
    quickLook: run.quickLook,
    createdAt: run.createdAt,
    startedAt: run.startedAt,
    finishedAt: run.finishedAt ?? run.stateAt,
    openedAt: run.openedAt,
    name: words.name,
    note: words.note,
    starred: words.starred === 1,
    models: readModelRecords(store, id),
    studies: readStudyRecords(store, id),
  }
}

function readModelRecords(store: Store, run: string): ModelRecord[] {
  const sql = `SELECT m.id, model, phase, position, state, epoch, seconds, best_epoch AS bestEpoch,
    stopped, trouble, weights_hash AS weightsHash, blob_id AS blobId FROM run_models m
    LEFT JOIN weights w ON w.model_id = m.id WHERE run_id = ? ORDER BY m.id`
  type Row = ModelRow & { id: number; position: number; blobId: number | null }
  return readRows<Row>(store, sql, run).map(({ id: _, blobId, ...row }) => {
    const key = { run, model: row.model, phase: row.phase }
    const blob = blobId === null ? null : readBlob(store, blobId)
    const profiles = row.phase === 'train' ? readGradients(store, run) : []
    return {
      ...row,
      losses: readLosses(store, key),
      gradients: profiles.filter(({ model }) => model === row.model),
      watched: readWatched(store, key),
      weights: blob?.bytes ?? null,
    }
  })
}

/** The run of this origin that is here already, deleted or not; or null. */
export function findByOrigin(store: Store, origin: string): string | null {
  const sql = 'SELECT id FROM runs WHERE origin = ?'
  const copied = readRow<{ id: string }>(store, sql, origin)
  if (copied) return copied.id
  const id = origin.split(':')[0] ?? ''
  const known = readRow(store, 'SELECT 1 FROM runs WHERE id = ?', id)
  return known && originOf(readRun(store, id)) === origin ? id : null
}

/**
 * Takes a run over, all or nothing; answers its id, the one it had unless another run has that
 * here. Its try and its opening count on this database's series too.
 */
export function importRun(
  store: Store,
  record: RunRecord,
  revisionId: number,
  tables: RunTables
): string {
  return write(store, 'import-run', () => {
    const taken = readRow(store, 'SELECT 1 FROM runs WHERE id = ?', record.id)
    const id = taken ? freeId(store) : record.id
    insertRun(store, id, record, revisionId)
    for (const model of record.models) insertModel(store, id, model)
    writeTables(store, id, tables)
    recordTry(store, readRun(store, id))
    takeOpening(store, id, record.openedAt)
    importStudies(store, id, record.studies)
    return id
  })
}

/** A run that is here already comes back if it was deleted, and takes over studies, an opening and its results. */
export function reimportRun(
  store: Store,
  id: string,
  { openedAt, studies }: RunRecord,
  tables: RunTables
): void {
  write(store, 'import-run', () => {
    change(store, 'UPDATE runs SET deleted_at = NULL WHERE id = ?', id)
    importStudies(store, id, studies)
    const isNews = openedAt !== null && readRun(store, id).openedAt === null
    if (!isNews) return
    takeOpening(store, id, openedAt)
    writeTables(store, id, tables)
  })
}

function freeId(store: Store): string {
  const taken = 'SELECT 1 FROM runs WHERE id = ? UNION SELECT 1 FROM openings WHERE run_id = ?'
  for (;;) {
    const id = makeRunId()
    if (!readRow(store, taken, id, id)) return id
  }
}

function insertRun(store: Store, id: string, record: RunRecord, revisionId: number): void {
  const sql = `INSERT INTO runs (id, experiment_id, revision_id, used_hash, quick_look, state,
    created_at, started_at, state_at, finished_at, name, note, starred, origin)
    VALUES (?, ?, ?, ?, ?, 'finished', ?, ?, ?, ?, ?, ?, ?, ?)`
  const { usedHash, quickLook, createdAt, startedAt, finishedAt, name, note, starred } = record
  const what = [id, writeExperiment(store, record.experiment), revisionId, usedHash]
  const when = [createdAt, startedAt, finishedAt, finishedAt]
  const words = [name, note, starred ? 1 : 0, record.origin]
  change(store, sql, ...what, quickLook ? 1 : 0, ...when, ...words)
}

function insertModel(store: Store, run: string, model: ModelRecord): void {
  const sql = `INSERT INTO run_models (run_id, model, phase, position, state, epoch, seconds,
    best_epoch, stopped, trouble, weights_hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`
  const { phase, position, state, epoch, seconds, bestEpoch, stopped, trouble, weightsHash } = model
  const where = [run, model.model, phase satisfies Phase, position] as const
  const end = [state, epoch, seconds, bestEpoch, stopped, trouble, weightsHash] as const
  const { id } = change(store, sql, ...where, ...end)
  writeEpochs(store, id, epochRows(model.losses))
  for (const row of model.gradients) writeGradients(store, id, row)
  for (const frame of model.watched) writeWatched(store, id, frame)
  if (!model.weights) return
  const blob = writeBlob(store, model.weights, weightsHash ?? undefined)
  change(store, 'INSERT INTO weights (model_id, blob_id) VALUES (?, ?)', id, blob)
}

const epochRows = ({ epoch, train, validation, test, gradientNorm }: Losses): EpochRow[] =>
  epoch.map((number, i) => ({
    epoch: number,
    train: train[i] ?? Number.NaN,
    validation: validation[i] ?? Number.NaN,
    test: test[i] ?? Number.NaN,
    gradientNorm: gradientNorm[i] ?? Number.NaN,
  }))

function writeTables(store: Store, id: string, tables: RunTables): void {
  savePredictions(store, id, tables.predictions)
  savePath(store, id, 'hindcast', tables.hindcast)
  savePath(store, id, 'forecast', tables.forecast)
  saveResults(store, id, { ...tables.results, id })
}

function takeOpening(store: Store, id: string, openedAt: string | null): void {
  if (openedAt === null) return
  const sql = `INSERT OR IGNORE INTO openings (series_id, run_id, at)
    SELECT series_id, ?, ? FROM revisions WHERE id = ?`
  change(store, sql, id, openedAt, readRun(store, id).revision.id)
}

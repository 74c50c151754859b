import type { Experiment } from '../../shared/experiment.ts'
import { done, type Failure, failed, type Result } from '../../shared/failure.ts'
import { prepare } from '../../shared/lab/prepare.ts'
import type { Results } from '../../shared/results.ts'
import { type WriteOptions, writeRunInProcess } from '../report/write-in-process.ts'
import type { WrittenRun } from '../report/write-report.ts'
import { deleteCheckpoints } from '../store/checkpoints.ts'
import { deleteRun as hideRun, restoreRun as unhideRun } from '../store/deletion.ts'
import { type ModelRow, readModels } from '../store/models.ts'
import { recordOpening } from '../store/openings.ts'
import { readBars } from '../store/revisions.ts'
import { markRun } from '../store/run-states.ts'
import { createRun, findRun, listRuns as listStored, type Run, readResults } from '../store/runs.ts'
import { type RunListener, type RunTraining, trainRun } from '../training/run.ts'
import { readBundle } from './bundle.ts'
import { hashUsed } from './hash-used.ts'
import type { Hindcast } from './hindcast.ts'
import { measureRun } from './measure-run.ts'

export interface RunRequest {
  readonly experiment: Experiment
  readonly revisionId: number
  readonly quickLook: boolean
}

export type RunEnd =
  | { readonly kind: 'finished'; readonly results: Results }
  | { readonly kind: 'interrupted' }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'failed'; readonly failure: Failure }

/** A run on its way. */
export interface RunHandle extends Omit<RunTraining, 'end'> {
  readonly id: string
  readonly end: Promise<RunEnd>
}

/** Writes a run down and begins it. Fails when the series and the experiment do not fit together. */
export function startRun(
  h: Hindcast,
  { experiment, revisionId, quickLook }: RunRequest,
  listener: RunListener
): Result<RunHandle> {
  const bars = readBars(h.store, revisionId)
  const prepared = prepare(bars, experiment)
  if (!prepared.ok) return prepared
  const usedHash = hashUsed(prepared.value)
  const id = createRun(h.store, { experiment, revisionId, usedHash, quickLook })
  return begin(h, id, listener)
}

/** Goes on with a run that was interrupted, cancelled or failed, from its checkpoints. */
export function resumeRun(h: Hindcast, typed: string, listener: RunListener): Result<RunHandle> {
  const found = findRun(h.store, typed)
  if (!found.ok) return found
  const { id, state } = found.value
  if (state === 'finished') return failed({ kind: 'run-finished', id })
  return begin(h, id, listener)
}

function begin(h: Hindcast, id: string, listener: RunListener): Result<RunHandle> {
  const started = trainRun(h.store, h.pool, id, h.kind, listener)
  if (!started.ok) return started
  const training = started.value
  return done({
    id,
    end: conclude(h, id, training, listener),
    pause: model => training.pause(model),
    goOn: model => training.goOn(model),
    cancelModel: model => training.cancelModel(model),
    cancel: () => training.cancel(),
    interrupt: () => training.interrupt(),
    kill: () => training.kill(),
  })
}

async function conclude(
  h: Hindcast,
  id: string,
  training: RunTraining,
  listener: RunListener
): Promise<RunEnd> {
  const end = await training.end
  if (end.kind !== 'trained') return end
  listener.onStage?.('Measuring')
  const results = await measureRun(h, id)
  if (!results.ok) {
    markRun(h.store, id, 'failed', results.failure.kind)
    return { kind: 'failed', failure: results.failure }
  }
  markRun(h.store, id, 'finished')
  deleteCheckpoints(h.store, id)
  return { kind: 'finished', results: results.value }
}

/** Newest first. */
export const listRuns = ({ store }: Hindcast): Run[] => listStored(store)

export interface ShownRun {
  readonly run: Run
  readonly models: readonly ModelRow[]
  /** Null while there are none. */
  readonly results: Results | null
}

export function showRun({ store }: Hindcast, typed: string): Result<ShownRun> {
  const found = findRun(store, typed)
  if (!found.ok) return found
  const run = found.value
  return done({ run, models: readModels(store, run.id), results: readResults(store, run.id) })
}

/**
 * Opens the sealed test part of a finished run: records it, and only then computes what the
 * networks say there. Opening again fails, unless the first time was cut short before it was measured.
 */
export async function openTest(h: Hindcast, typed: string): Promise<Result<Results>> {
  const opened = recordOpening(h.store, typed)
  if (opened.ok) return measureRun(h, opened.value.runId)
  if (opened.failure.kind !== 'already-open') return opened
  const { id } = opened.failure
  return readResults(h.store, id)?.seal.state === 'open' ? opened : measureRun(h, id)
}

/** Writes a finished run's report, charts, tables and weights into a folder, whole or not at all. */
export async function exportRun(
  { store }: Hindcast,
  typed: string,
  folder: string,
  options: WriteOptions = {}
): Promise<Result<WrittenRun>> {
  const bundle = readBundle(store, typed)
  return bundle.ok ? writeRunInProcess(bundle.value, folder, options) : bundle
}

/** Hides a run; `restoreRun` brings it back. Openings and tries stay. */
export const deleteRun = ({ store }: Hindcast, typed: string): Result<Run> => hideRun(store, typed)

export const restoreRun = ({ store }: Hindcast, id: string): Result<string> => unhideRun(store, id)

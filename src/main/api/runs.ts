import type { Experiment } from '../../shared/experiment.ts'
import { done, type Failure, failed, type Result } from '../../shared/failure.ts'
import { baselineNames } from '../../shared/lab/baselines.ts'
import { prepare } from '../../shared/lab/prepare.ts'
import type { Results } from '../../shared/results.ts'
import { type WriteOptions, writeRunInProcess } from '../report/write-in-process.ts'
import type { WrittenRun } from '../report/write-report.ts'
import { deleteRun as hideRun, restoreRun as unhideRun } from '../store/deletion.ts'
import { type ModelRow, readModels } from '../store/models.ts'
import { recordOpening } from '../store/openings.ts'
import { readBars } from '../store/revisions.ts'
import { createRun, findRun, listRuns as listStored, type Run, readResults } from '../store/runs.ts'
import { type RunListener, type RunTraining, trainRun } from '../training/run.ts'
import { attempt, attemptLater } from './attempt.ts'
import { readBundle } from './bundle.ts'
import { concludeRun, type RunEnd } from './conclude-run.ts'
import { hashUsed } from './hash-used.ts'
import type { Hindcast } from './hindcast.ts'
import { measureRun } from './measure-run.ts'

export interface RunRequest {
  readonly experiment: Experiment
  readonly revisionId: number
  readonly quickLook: boolean
  /** So many seeds in all: the others are studied once it is finished. */
  readonly seeds?: number
}

/** A run on its way. */
export interface RunHandle extends Omit<RunTraining, 'end'> {
  readonly id: string
  readonly end: Promise<RunEnd>
}

/** Writes a run down and begins it. Fails when the series and the experiment do not fit together. */
export function startRun(
  h: Hindcast,
  request: RunRequest,
  listener: RunListener
): Result<RunHandle> {
  return attempt(h, () => {
    const made = makeRun(h, request)
    return made.ok ? begin(h, made.value, listener) : made
  })
}

/** Writes a run down without beginning it; answers its id. */
export function makeRun(
  h: Hindcast,
  { experiment, revisionId, quickLook, seeds = 1 }: RunRequest
): Result<string> {
  const refusal = refuseNames(experiment)
  if (refusal) return failed(refusal)
  return attempt(h, () => {
    const prepared = prepare(readBars(h.store, revisionId), experiment)
    if (!prepared.ok) return prepared
    const usedHash = hashUsed(prepared.value)
    return done(createRun(h.store, { experiment, revisionId, usedHash, quickLook, seeds }))
  })
}

/** A model's name is its column, so it is used once and by nothing else. */
function refuseNames({ models }: Experiment): Failure | null {
  const names = models.map(({ name }) => name)
  const twice = names.find((name, at) => names.indexOf(name) !== at)
  const taken = names.find(name => otherColumns.has(name))
  if (twice === undefined && taken === undefined) return null
  const reason = twice
    ? `two models are called ${twice}`
    : `${taken} names something else in tables`
  return { kind: 'bad-experiment', field: 'models', reason }
}

const otherColumns: ReadonlySet<string> = new Set([
  ...baselineNames,
  'date',
  'split',
  'step',
  'actual',
  'all',
])

/** Goes on with a run that was interrupted, cancelled or failed, from its checkpoints. */
export function resumeRun(h: Hindcast, typed: string, listener: RunListener): Result<RunHandle> {
  return attempt(h, () => {
    const found = findRun(h.store, typed)
    if (!found.ok) return found
    const { id, state } = found.value
    return state === 'finished' ? failed({ kind: 'run-finished', id }) : begin(h, id, listener)
  })
}

function begin(h: Hindcast, id: string, listener: RunListener): Result<RunHandle> {
  const started = trainRun(h.store, h.pool, id, h.kind, listener)
  if (!started.ok) return started
  const training = started.value
  return done({
    id,
    end: concludeRun(h, id, training, listener),
    pause: model => training.pause(model),
    goOn: model => training.goOn(model),
    cancelModel: model => training.cancelModel(model),
    cancel: () => training.cancel(),
    interrupt: () => training.interrupt(),
    kill: () => training.kill(),
  })
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
  return attemptLater(h, async () => {
    const opened = recordOpening(h.store, typed)
    if (opened.ok) return measureRun(h, opened.value.runId)
    if (opened.failure.kind !== 'already-open') return opened
    const { id } = opened.failure
    return readResults(h.store, id)?.seal.state === 'open' ? opened : measureRun(h, id)
  })
}

/** Writes a finished run's report, charts, tables and weights into a folder, whole or not at all. */
export async function exportRun(
  h: Hindcast,
  typed: string,
  folder: string,
  options: WriteOptions = {}
): Promise<Result<WrittenRun>> {
  return attemptLater(h, async () => {
    const bundle = readBundle(h.store, typed)
    return bundle.ok
      ? writeRunInProcess(bundle.value, folder, { launch: h.draw, ...options })
      : bundle
  })
}

/** Hides a run; `restoreRun` brings it back. Openings and tries stay. */
export const deleteRun = (h: Hindcast, typed: string): Result<Run> =>
  attempt(h, () => hideRun(h.store, typed))

export const restoreRun = (h: Hindcast, id: string): Result<string> =>
  attempt(h, () => unhideRun(h.store, id))

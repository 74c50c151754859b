import type { Experiment } from '../../shared/experiment.ts'
import { done, failed, type Result } from '../../shared/failure.ts'
import type { Results, Verdict } from '../../shared/results.ts'
import type { Revision } from '../../shared/types.ts'
import { writeDueSeeds } from './due-seeds.ts'
import { writeExperiment } from './experiments.ts'
import { addModels } from './models.ts'
import { readRevision } from './revisions.ts'
import { makeRunId, nearIds, normaliseRunId } from './run-id.ts'
import { change, instant, readRow, readRows, type Store, write } from './store.ts'

const runStates = [
  'queued',
  'training',
  'paused',
  'interrupted',
  'finished',
  'failed',
  'cancelled',
] as const
export type RunState = (typeof runStates)[number]

export interface Run {
  readonly id: string
  readonly experiment: Experiment
  readonly revision: Revision
  /** Of the bars this run uses. */
  readonly usedHash: string
  readonly quickLook: boolean
  readonly state: RunState
  /** In words, why it failed, was cancelled or interrupted; else null. */
  readonly reason: string | null
  readonly createdAt: string
  /** When it first trained. */
  readonly startedAt: string | null
  /** When it came into its state. */
  readonly stateAt: string
  readonly finishedAt: string | null
  /** When its sealed test part was opened. */
  readonly openedAt: string | null
  readonly deletedAt: string | null
}

export interface NewRun {
  readonly experiment: Experiment
  readonly revisionId: number
  readonly usedHash: string
  readonly quickLook: boolean
  /** So many seeds in all are to be studied once it is finished; one when absent. */
  readonly seeds?: number
}

/** Writes a queued run; answers its short id. */
export function createRun(store: Store, run: NewRun): string {
  return write(store, 'run', () => {
    const id = freshId(store)
    const experimentId = writeExperiment(store, run.experiment)
    const at = instant(store)
    const sql = `INSERT INTO runs (id, experiment_id, revision_id, used_hash, quick_look, state,
      created_at, state_at) VALUES (?, ?, ?, ?, ?, 'queued', ?, ?)`
    const quick = run.quickLook ? 1 : 0
    change(store, sql, id, experimentId, run.revisionId, run.usedHash, quick, at, at)
    addModels(
      store,
      id,
      run.experiment.models.map(model => model.name)
    )
    if (run.seeds !== undefined) writeDueSeeds(store, id, run.seeds)
    return id
  })
}

/** Ids of purged runs live on in openings and tries and are not given again. */
function freshId(store: Store): string {
  const taken = `SELECT 1 FROM runs WHERE id = ? UNION SELECT 1 FROM openings WHERE run_id = ?
    UNION SELECT 1 FROM tries WHERE first_run = ?`
  for (;;) {
    const id = makeRunId()
    if (!readRow(store, taken, id, id, id)) return id
  }
}

interface RunRow extends Omit<Run, 'experiment' | 'revision' | 'quickLook'> {
  readonly spec: string
  readonly revisionId: number
  readonly quickLook: number
}

const select = `SELECT r.id, e.spec, r.revision_id AS revisionId, r.used_hash AS usedHash,
  r.quick_look AS quickLook, r.state, r.reason, r.created_at AS createdAt,
  r.started_at AS startedAt, r.state_at AS stateAt, r.finished_at AS finishedAt,
  o.at AS openedAt, r.deleted_at AS deletedAt
  FROM runs r JOIN experiments e ON e.id = r.experiment_id LEFT JOIN openings o ON o.run_id = r.id`

function runOf(store: Store, { spec, revisionId, ...row }: RunRow): Run {
  return {
    ...row,
    quickLook: row.quickLook === 1,
    experiment: JSON.parse(spec) as Experiment,
    revision: readRevision(store, revisionId),
  }
}

/** A run by its whole id, deleted or not. Throws when there is none: what people type goes to `findRun`. */
export function readRun(store: Store, id: string): Run {
  const row = readRow<RunRow>(store, `${select} WHERE r.id = ?`, id)
  if (!row) throw new Error(`no run ${id}`)
  return runOf(store, row)
}

/** The run that a person named by its id or the beginning of it; else `no-such-run` with near ids. */
export function findRun(store: Store, typed: string): Result<Run> {
  const sql = 'SELECT id FROM runs WHERE deleted_at IS NULL ORDER BY created_at DESC, id'
  const ids = readRows<{ id: string }>(store, sql).map(row => row.id)
  const wanted = normaliseRunId(typed)
  const begun = wanted === '' ? [] : ids.filter(id => id.startsWith(wanted))
  const id = ids.includes(wanted) ? wanted : begun.length === 1 ? begun[0] : undefined
  if (id !== undefined) return done(readRun(store, id))
  return failed({ kind: 'no-such-run', id: typed, near: nearIds(wanted, ids) })
}

/** Newest first; of one state or all; deleted ones only when asked for. */
export function listRuns(
  store: Store,
  { state, deleted = false }: { readonly state?: RunState; readonly deleted?: boolean } = {}
): Run[] {
  const where = `WHERE r.state = coalesce(?, r.state) AND r.deleted_at IS ${deleted ? 'NOT' : ''} NULL`
  const order = 'ORDER BY r.created_at DESC, r.rowid DESC'
  const rows = readRows<RunRow>(store, `${select} ${where} ${order}`, state ?? null)
  return rows.map(row => runOf(store, row))
}

/** Keeps the results, replacing those from before an opening, and what the list shows of them. */
export function saveResults(store: Store, id: string, results: Results): void {
  const best = bestOf(results)
  const sql = `UPDATE runs SET results = ?, best_model = ?, best_skill = ?, best_outcome = ?
    WHERE id = ?`
  const values = [best?.model ?? null, best?.skill ?? null, best?.outcome ?? null] as const
  write(store, 'results', () => changeOne(store, id, sql, JSON.stringify(results), ...values, id))
}

/** The verdict on the model with the best skill; undefined when there is none. */
const bestOf = ({ verdicts }: Results): Verdict | undefined =>
  verdicts.toSorted(
    (a, b) => (b.skill ?? Number.NEGATIVE_INFINITY) - (a.skill ?? Number.NEGATIVE_INFINITY)
  )[0]

interface ResultsRow {
  readonly results: string | null
  readonly openings: number
}

/**
 * The results, or null while there are none. Openings of the series are counted anew: those of other
 * runs, and later ones, are told as well. A run from another computer keeps those it came with.
 */
export function readResults(store: Store, id: string): Results | null {
  const sql = `SELECT results, (SELECT count(*) FROM openings o JOIN revisions v
    ON v.series_id = o.series_id WHERE v.id = runs.revision_id) AS openings FROM runs WHERE id = ?`
  const row = readRow<ResultsRow>(store, sql, id)
  if (!row?.results) return null
  const results = JSON.parse(row.results) as Results
  const openingsOfSeries = Math.max(row.openings, results.seal.openingsOfSeries)
  return { ...results, seal: { ...results.seal, openingsOfSeries } }
}

/** A change that must meet exactly this run. */
export function changeOne(
  store: Store,
  id: string,
  sql: string,
  ...values: (string | number | null)[]
): void {
  if (change(store, sql, ...values).changes !== 1) throw new Error(`no run ${id}`)
}

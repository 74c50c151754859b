import type { Experiment } from '../../shared/experiment.ts'
import type { Verdict } from '../../shared/results.ts'
import type { RunSummary } from '../../shared/wire.ts'
import { readRows, type Store } from './store.ts'

/** What the list shows of a run: no results are parsed and no bars are read. */
export interface RunRow
  extends Omit<RunSummary, 'protocol' | 'models' | 'label' | 'progress' | 'seal' | 'seed'> {
  readonly experiment: Experiment
  readonly openedAt: string | null
}

interface Row extends Omit<RunRow, 'starred' | 'quickLook' | 'experiment' | 'best'> {
  readonly starred: number
  readonly quickLook: number
  readonly spec: string
  readonly bestModel: string | null
  readonly bestSkill: number | null
  readonly bestOutcome: Verdict['outcome'] | null
}

const select = `SELECT r.id, r.name, r.note, r.starred, s.symbol, s.source,
  r.revision_id AS revisionId, e.spec, r.quick_look AS quickLook, r.state, r.reason,
  r.created_at AS createdAt, r.finished_at AS finishedAt, o.at AS openedAt,
  r.best_model AS bestModel, r.best_skill AS bestSkill, r.best_outcome AS bestOutcome
  FROM runs r JOIN experiments e ON e.id = r.experiment_id
  JOIN revisions v ON v.id = r.revision_id JOIN series s ON s.id = v.series_id
  LEFT JOIN openings o ON o.run_id = r.id`

/** Newest first, deleted ones left out. */
export const readRunRows = (store: Store): RunRow[] =>
  readRows<Row>(
    store,
    `${select} WHERE r.deleted_at IS NULL ORDER BY r.created_at DESC, r.rowid DESC`
  ).map(rowOf)

/** One run's row, deleted or not. */
export function readRunRow(store: Store, id: string): RunRow {
  const row = readRows<Row>(store, `${select} WHERE r.id = ?`, id)[0]
  if (!row) throw new Error(`no run ${id}`)
  return rowOf(row)
}

function rowOf({ spec, bestModel, bestSkill, bestOutcome, ...row }: Row): RunRow {
  return {
    ...row,
    starred: row.starred === 1,
    quickLook: row.quickLook === 1,
    experiment: JSON.parse(spec) as Experiment,
    best:
      bestModel === null || bestOutcome === null
        ? null
        : { model: bestModel, skill: bestSkill, outcome: bestOutcome },
  }
}

/** How far the phases of unfinished runs are. */
export interface PhaseRow {
  readonly run: string
  readonly model: string
  readonly phase: 'train' | 'retrain'
  readonly state: 'waiting' | 'training' | 'finished' | 'failed'
  readonly epoch: number
  readonly bestEpoch: number | null
}

/** Of all runs that have not finished, or of one. */
export const readUnfinishedPhases = (store: Store, id: string | null = null): PhaseRow[] =>
  readRows<PhaseRow>(
    store,
    `SELECT run_id AS run, model, phase, m.state, epoch, best_epoch AS bestEpoch
      FROM run_models m JOIN runs r ON r.id = m.run_id
      WHERE r.state <> 'finished' AND r.id = coalesce(?, r.id)`,
    id
  )

import type { StudyResults, StudySpec } from '../../shared/studies/study.ts'
import { makeRunId } from './run-id.ts'
import { change, readRow, readRows, type Store } from './store.ts'

/** A finished study as another database takes it over with its run. */
export interface StudyRecord {
  readonly id: string
  readonly spec: StudySpec
  readonly testOpen: boolean
  readonly createdAt: string
  readonly finishedAt: string
  readonly results: StudyResults
  readonly units: readonly {
    readonly position: number
    readonly seconds: number
    readonly data: unknown
  }[]
}

/** The finished studies of a run, the oldest first. */
export function readStudyRecords(store: Store, run: string): StudyRecord[] {
  const sql = `SELECT id, spec, test_open AS testOpen, created_at AS createdAt,
    finished_at AS finishedAt, results FROM studies
    WHERE run_id = ? AND state = 'finished' ORDER BY created_at, rowid`
  type Row = Omit<StudyRecord, 'spec' | 'testOpen' | 'results' | 'units'> & {
    readonly spec: string
    readonly testOpen: number
    readonly results: string
  }
  return readRows<Row>(store, sql, run).map(({ spec, testOpen, results, ...row }) => ({
    ...row,
    spec: JSON.parse(spec) as StudySpec,
    testOpen: testOpen === 1,
    results: JSON.parse(results) as StudyResults,
    units: unitsOf(store, row.id),
  }))
}

function unitsOf(store: Store, id: string): StudyRecord['units'] {
  const sql = 'SELECT position, seconds, data FROM study_units WHERE study_id = ? ORDER BY position'
  const rows = readRows<{ position: number; seconds: number; data: string }>(store, sql, id)
  return rows.map(({ data, ...row }) => ({ ...row, data: JSON.parse(data) as unknown }))
}

/**
 * Takes studies over, those left out that the run has already; one whose id is another's here gets
 * an id of its own. Takes part in the caller's transaction.
 */
export function importStudies(store: Store, run: string, records: readonly StudyRecord[]): void {
  for (const record of records) {
    const known = 'SELECT run_id AS run FROM studies WHERE id = ?'
    const owner = readRow<{ run: string }>(store, known, record.id)?.run
    if (owner === run) continue
    insertStudy(store, owner === undefined ? record.id : freeId(store), run, record)
  }
}

function freeId(store: Store): string {
  for (;;) {
    const id = makeRunId()
    if (!readRow(store, 'SELECT 1 FROM studies WHERE id = ?', id)) return id
  }
}

function insertStudy(store: Store, id: string, run: string, record: StudyRecord): void {
  const sql = `INSERT INTO studies (id, run_id, kind, spec, test_open, state, total, created_at,
    finished_at, results) VALUES (?, ?, ?, ?, ?, 'finished', ?, ?, ?, ?)`
  const { spec, testOpen, createdAt, finishedAt, results, units } = record
  const what = [spec.kind, JSON.stringify(spec), testOpen ? 1 : 0, units.length]
  change(store, sql, id, run, ...what, createdAt, finishedAt, JSON.stringify(results))
  const unit = 'INSERT INTO study_units (study_id, position, seconds, data) VALUES (?, ?, ?, ?)'
  for (const { position, seconds, data } of units)
    change(store, unit, id, position, seconds, JSON.stringify(data))
}

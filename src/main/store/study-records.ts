import type { StudyResults, StudySpec } from '../../shared/studies/study.ts'
import { makeRunId } from './run-id.ts'
import { change, readRow, readRows, type Store } from './store.ts'
import { ifSound, packJson, parseStored } from './stored-json.ts'

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

/** The finished studies of a run, the oldest first; damaged ones stay behind. */
export function readStudyRecords(store: Store, run: string): StudyRecord[] {
  const sql = `SELECT id, spec, spec_hash AS specHash, test_open AS testOpen, created_at AS createdAt,
    finished_at AS finishedAt, results, results_hash AS hash FROM studies
    WHERE run_id = ? AND state = 'finished' ORDER BY created_at, rowid`
  type Row = Omit<StudyRecord, 'spec' | 'testOpen' | 'results' | 'units'> & {
    readonly spec: string
    readonly specHash: string | null
    readonly testOpen: number
    readonly results: string
    readonly hash: string | null
  }
  return readRows<Row>(store, sql, run).flatMap(
    ({ spec, specHash, testOpen, results, hash, ...row }) => {
      const place = { of: `study ${row.id}`, what: 'it' }
      const record = ifSound(() => ({
        ...row,
        spec: parseStored<StudySpec>(spec, specHash, place),
        testOpen: testOpen === 1,
        results: parseStored<StudyResults>(results, hash, place),
        units: unitsOf(store, row.id),
      }))
      return record ?? []
    }
  )
}

function unitsOf(store: Store, id: string): StudyRecord['units'] {
  const sql = `SELECT position, seconds, data, hash FROM study_units WHERE study_id = ?
    ORDER BY position`
  type Row = { position: number; seconds: number; data: string; hash: string | null }
  return readRows<Row>(store, sql, id).map(({ data, hash, ...row }) => ({
    ...row,
    data: parseStored<unknown>(data, hash, { of: `study ${id}`, what: 'a part of it' }),
  }))
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
  const sql = `INSERT INTO studies (id, run_id, kind, spec, spec_hash, test_open, state, total,
    created_at, finished_at, results, results_hash)
    VALUES (?, ?, ?, ?, ?, ?, 'finished', ?, ?, ?, ?, ?)`
  const { spec, testOpen, createdAt, finishedAt, results, units } = record
  const [asked, found] = [packJson(spec), packJson(results)]
  const what = [spec.kind, asked.text, asked.hash, testOpen ? 1 : 0, units.length]
  change(store, sql, id, run, ...what, createdAt, finishedAt, found.text, found.hash)
  const unit = `INSERT INTO study_units (study_id, position, seconds, data, hash)
    VALUES (?, ?, ?, ?, ?)`
  for (const { position, seconds, data } of units) {
    const { text, hash } = packJson(data)
    change(store, unit, id, position, seconds, text, hash)
  }
}

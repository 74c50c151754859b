import { done, failed, type Result } from '../../shared/failure.ts'
import type {
  StudyResults,
  StudySpec,
  StudyState,
  StudySummary,
} from '../../shared/studies/study.ts'
import { mayBeAlive, type ProcessIdentity } from './process-identity.ts'
import { makeRunId, nearIds, normaliseRunId } from './run-id.ts'
import { change, instant, readRow, readRows, type Store, write } from './store.ts'

/** A study as it is kept. Its units are read apart. */
export interface Study {
  readonly id: string
  readonly run: string
  readonly spec: StudySpec
  /** Whether it may look at the test part. */
  readonly testOpen: boolean
  /** `interrupted` also where the process that worked at it is gone. */
  readonly state: StudyState
  readonly reason: string | null
  readonly done: number
  readonly total: number | null
  readonly createdAt: string
  readonly finishedAt: string | null
}

/** As other rooms knows it. */
export const summaryOf = ({ testOpen: _, ...study }: Study): StudySummary => ({
  ...study,
  secondsLeft: null,
})

export type NewStudy = Pick<Study, 'run' | 'spec' | 'testOpen'>

/** Keeps a study that waits; answers its short id. */
export function createStudy(store: Store, { run, spec, testOpen }: NewStudy): string {
  return write(store, 'study', () => {
    const id = freshId(store)
    const sql = `INSERT INTO studies (id, run_id, kind, spec, test_open, state, created_at)
      VALUES (?, ?, ?, ?, ?, 'waiting', ?)`
    const values = [spec.kind, JSON.stringify(spec), testOpen ? 1 : 0, instant(store)]
    change(store, sql, id, run, ...values)
    return id
  })
}

function freshId(store: Store): string {
  for (;;) {
    const id = makeRunId()
    if (!readRow(store, 'SELECT 1 FROM studies WHERE id = ?', id)) return id
  }
}

interface Row extends Omit<Study, 'spec' | 'testOpen'> {
  readonly spec: string
  readonly testOpen: number
  readonly pid: number | null
  readonly started: string | null
  readonly host: string | null
}

const select = `SELECT s.id, s.run_id AS run, s.spec, s.test_open AS testOpen, s.state, s.reason,
  (SELECT count(*) FROM study_units u WHERE u.study_id = s.id) AS done, s.total,
  s.created_at AS createdAt, s.finished_at AS finishedAt, s.pid, s.started, s.host
  FROM studies s JOIN runs r ON r.id = s.run_id AND r.deleted_at IS NULL`

function studyOf({ spec, testOpen, pid, started, host, ...row }: Row): Study {
  const owner = pid === null || host === null ? null : { pid, started, host }
  return {
    ...row,
    spec: JSON.parse(spec) as StudySpec,
    testOpen: testOpen === 1,
    state: row.state === 'running' && !isWorkedAt(owner) ? 'interrupted' : row.state,
  }
}

const isWorkedAt = (owner: ProcessIdentity | null) => owner !== null && mayBeAlive(owner)

/** Of one run, or all; newest first. */
export function listStudies(store: Store, run: string | null = null): Study[] {
  const sql = `${select} WHERE s.run_id = coalesce(?, s.run_id)
    ORDER BY s.created_at DESC, s.rowid DESC`
  return readRows<Row>(store, sql, run).map(studyOf)
}

/** The study that a person named by its id or the beginning of it; else `no-such-study`. */
export function findStudy(store: Store, typed: string): Result<Study> {
  const ids = readRows<{ id: string }>(store, `SELECT s.id FROM studies s`).map(row => row.id)
  const wanted = normaliseRunId(typed)
  const begun = wanted === '' ? [] : ids.filter(id => id.startsWith(wanted))
  const id = ids.includes(wanted) ? wanted : begun.length === 1 ? begun[0] : undefined
  const row = id && readRow<Row>(store, `${select} WHERE s.id = ?`, id)
  if (row) return done(studyOf(row))
  return failed({ kind: 'no-such-study', id: typed, near: nearIds(wanted, ids) })
}

/**
 * This process works at it from now on. Fails with `no-such-study`, `study-finished`, or
 * `study-busy` while another process works at it.
 */
export function claimStudy(store: Store, id: string): Result<Study> {
  return write(store, 'study', () => {
    const found = findStudy(store, id)
    if (!found.ok) return found
    if (found.value.state === 'finished') return failed({ kind: 'study-finished', id })
    if (found.value.state === 'running') return failed({ kind: 'study-busy', id })
    const { pid, started, host } = store.identity
    const sql = `UPDATE studies SET state = 'running', reason = NULL, pid = ?, started = ?, host = ?
      WHERE id = ?`
    change(store, sql, pid, started, host, id)
    return findStudy(store, id)
  })
}

export const saveTotal = (store: Store, id: string, total: number): void => {
  write(store, 'study', () => change(store, 'UPDATE studies SET total = ? WHERE id = ?', total, id))
}

/** Keeps what one unit of work found: any JSON. `seconds` it took. */
export function saveUnit(
  store: Store,
  id: string,
  position: number,
  data: unknown,
  seconds: number
): void {
  // of a study that went with its run nothing is kept
  const sql = `INSERT OR REPLACE INTO study_units (study_id, position, seconds, data)
    SELECT id, ?, ?, ? FROM studies WHERE id = ?`
  write(store, 'study', () => change(store, sql, position, seconds, JSON.stringify(data), id))
}

/** What is done, by position. */
export function readUnits(store: Store, id: string): Map<number, unknown> {
  const sql = 'SELECT position, data FROM study_units WHERE study_id = ? ORDER BY position'
  const rows = readRows<{ position: number; data: string }>(store, sql, id)
  return new Map(rows.map(({ position, data }) => [position, JSON.parse(data) as unknown]))
}

/** Nobody works at it any more: why, and what it found when it came to its end. */
export function endStudy(
  store: Store,
  id: string,
  state: Exclude<StudyState, 'running' | 'waiting'>,
  { reason = null, results = null }: { reason?: string | null; results?: StudyResults | null } = {}
): void {
  const sql = `UPDATE studies SET state = ?, reason = ?, results = ?, finished_at = ?, pid = NULL,
    place = CASE WHEN ? = 'interrupted' THEN place END WHERE id = ?`
  const kept = results === null ? null : JSON.stringify(results)
  const at = state === 'finished' ? instant(store) : null
  write(store, 'study', () => change(store, sql, state, reason, kept, at, state, id))
}

/** What a finished study found; null before. */
export function readStudyResults(store: Store, id: string): StudyResults | null {
  const row = readRow<{ results: string | null }>(
    store,
    'SELECT results FROM studies WHERE id = ?',
    id
  )
  return row?.results ? (JSON.parse(row.results) as StudyResults) : null
}

/** Removes it with all it found. Fails with `no-such-study` or `study-busy`. */
export function deleteStudy(store: Store, id: string): Result<undefined> {
  return write(store, 'study', () => {
    const found = findStudy(store, id)
    if (!found.ok) return found
    if (found.value.state === 'running') return failed({ kind: 'study-busy', id })
    change(store, 'DELETE FROM studies WHERE id = ?', found.value.id)
    return done(undefined)
  })
}

/** The app means to work at it: the last place is its own. */
export const enqueueStudy = (store: Store, id: string): void => {
  const sql = `UPDATE studies SET state = 'waiting', reason = NULL,
    place = (SELECT coalesce(max(place), 0) + 1 FROM studies) WHERE id = ?`
  write(store, 'study', () => change(store, sql, id))
}

/** Those that the app means to work at and nobody works at now, the next one first. */
export const readStudyQueue = (store: Store): string[] =>
  readRows<Row>(store, `${select} WHERE s.place IS NOT NULL ORDER BY s.place`)
    .map(studyOf)
    .filter(({ state }) => state === 'waiting' || state === 'interrupted')
    .map(({ id }) => id)

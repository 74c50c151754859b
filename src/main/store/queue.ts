import { markRun } from './run-states.ts'
import { readRun } from './runs.ts'
import { change, readRow, readRows, type Store, write } from './store.ts'

/** The app's queue of runs to train. It is in the database, so it survives the app. */

/** Puts a run at the end of the queue. Throws when it is finished. */
export function enqueueRun(store: Store, id: string): void {
  write(store, 'queue', () => {
    if (readRun(store, id).state !== 'queued') markRun(store, id, 'queued')
    takePlace(store, id)
  })
}

/** The app means to train this run: the last place is its own. Its state stays as it is. */
export function takePlace(store: Store, id: string): void {
  const sql = 'UPDATE runs SET place = (SELECT coalesce(max(place), 0) + 1 FROM runs) WHERE id = ?'
  write(store, 'queue', () => change(store, sql, id))
}

/** The run will not be trained by itself any more: it ended, or a person stopped it. */
export const leaveQueue = (store: Store, id: string): void => {
  write(store, 'queue', () => change(store, 'UPDATE runs SET place = NULL WHERE id = ?', id))
}

/** Runs that wait, the next one first. */
export const readQueue = (store: Store): string[] =>
  readRows<{ id: string }>(
    store,
    `SELECT id FROM runs WHERE state = 'queued' AND place IS NOT NULL AND deleted_at IS NULL
      ORDER BY place`
  ).map(({ id }) => id)

/** From 1, of a run that waits; else null. */
export function readPlace(store: Store, id: string): number | null {
  const at = readQueue(store).indexOf(id)
  return at < 0 ? null : at + 1
}

/**
 * Queues again what the app was training when it crashed or was closed, each in its old place;
 * answers which. A run that a person stopped has no place, and one that another process trains is
 * not interrupted.
 */
export function requeueInterrupted(store: Store): string[] {
  return write(store, 'queue', () => {
    const sql = `SELECT id FROM runs WHERE state = 'interrupted' AND place IS NOT NULL
      AND deleted_at IS NULL ORDER BY place`
    const ids = readRows<{ id: string }>(store, sql).map(({ id }) => id)
    for (const id of ids) markRun(store, id, 'queued')
    return ids
  })
}

/** Has the run a place: does the app mean to train it, now or later? */
export const hasPlace = (store: Store, id: string): boolean =>
  readRow(store, 'SELECT 1 FROM runs WHERE id = ? AND place IS NOT NULL', id) !== undefined

/**
 * Of a backup just put in place: nobody trains in it, whatever its leases say (one may name this
 * very process), and runs that trained or waited when it was made do not begin unasked.
 */
export function settleRestored(store: Store): void {
  write(store, 'queue', () => {
    change(store, 'DELETE FROM leases')
    const sql = `SELECT id FROM runs WHERE state IN ('queued', 'training', 'paused')`
    for (const { id } of readRows<{ id: string }>(store, sql))
      markRun(store, id, 'interrupted', 'it was not finished when the backup was made')
    change(store, `UPDATE run_models SET state = 'waiting' WHERE state = 'training'`)
    change(store, 'UPDATE runs SET place = NULL')
    change(store, `UPDATE runs SET seeds_due = NULL WHERE state = 'finished'`)
    settleStudies(store)
  })
}

function settleStudies(store: Store): void {
  const reason = 'It was not finished when the backup was made.'
  const sql = `UPDATE studies SET state = 'interrupted', reason = ?, pid = NULL
    WHERE state IN ('waiting', 'running')`
  change(store, sql, reason)
  change(store, 'UPDATE studies SET place = NULL')
}

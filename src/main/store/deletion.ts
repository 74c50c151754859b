import { done, failed, type Result } from '../../shared/failure.ts'
import { readOwner } from './leases.ts'
import { changeOne, findRun, type Run } from './runs.ts'
import { change, instant, type Store, write } from './store.ts'

/**
 * Hides a run until it is restored or purged. Its opening and its try stay whatever happens.
 * Fails with `no-such-run` or, while it is being trained, `run-busy`.
 */
export function deleteRun(store: Store, typed: string): Result<Run> {
  return write(store, 'delete', () => {
    const found = findRun(store, typed)
    if (!found.ok) return found
    const { id } = found.value
    const owner = readOwner(store, id)
    if (owner !== null) return failed({ kind: 'run-busy', id, owner })
    changeOne(store, id, 'UPDATE runs SET deleted_at = ? WHERE id = ?', instant(store), id)
    return found
  })
}

/** Undoes `deleteRun`; takes the whole id. Fails with `no-such-run` once the run is purged. */
export function restoreRun(store: Store, id: string): Result<string> {
  const sql = 'UPDATE runs SET deleted_at = NULL WHERE id = ?'
  const { changes } = write(store, 'delete', () => change(store, sql, id))
  return changes === 1 ? done(id) : failed({ kind: 'no-such-run', id, near: [] })
}

/** Removes for good the runs deleted before this instant; answers how many. */
export function purgeRuns(store: Store, before: Date): number {
  const sql = 'DELETE FROM runs WHERE deleted_at < ?'
  return write(store, 'delete', () => change(store, sql, before.toISOString()).changes)
}

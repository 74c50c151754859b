import { change, readRow, readRows, type Store, write } from './store.ts'

/** Seeds that a run was started with: the study of them is due when the run is finished. */

/** `count` seeds in all, the run's own among them; one is no study. Takes part in the caller's transaction. */
export const writeDueSeeds = (store: Store, run: string, count: number): void => {
  change(store, 'UPDATE runs SET seeds_due = ? WHERE id = ?', count < 2 ? null : count, run)
}

/** How many are due, or will be; null for none. */
export function readDueSeeds(store: Store, run: string): number | null {
  const sql = 'SELECT seeds_due AS due FROM runs WHERE id = ?'
  return readRow<{ due: number | null }>(store, sql, run)?.due ?? null
}

/** Their study was asked, or cannot be. */
export const settleDueSeeds = (store: Store, run: string): void => {
  write(store, 'study', () => writeDueSeeds(store, run, 0))
}

/** Finished runs whose study was not asked yet: the program ended between the two. Oldest first. */
export const listDueSeeds = (store: Store): string[] =>
  readRows<{ id: string }>(
    store,
    `SELECT id FROM runs WHERE seeds_due IS NOT NULL AND state = 'finished'
      AND deleted_at IS NULL ORDER BY finished_at`
  ).map(({ id }) => id)

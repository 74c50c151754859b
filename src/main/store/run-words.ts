import { changeOne } from './runs.ts'
import { type Store, write } from './store.ts'

/** A person's own words about a run. Throws when there is no such run. */

export const nameRun = (store: Store, id: string, name: string | null): void =>
  write(store, 'run', () => changeOne(store, id, 'UPDATE runs SET name = ? WHERE id = ?', name, id))

export const noteRun = (store: Store, id: string, note: string): void =>
  write(store, 'run', () => changeOne(store, id, 'UPDATE runs SET note = ? WHERE id = ?', note, id))

export function starRun(store: Store, id: string, starred: boolean): void {
  const sql = 'UPDATE runs SET starred = ? WHERE id = ?'
  write(store, 'run', () => changeOne(store, id, sql, starred ? 1 : 0, id))
}

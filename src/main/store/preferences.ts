import { change, readRows, type Store, write } from './store.ts'

/** Choices as they were saved, by name. What they mean, and whether they still do, is the caller's. */
export function readPreferences(store: Store): Record<string, unknown> {
  const rows = readRows<{ key: string; value: string }>(store, 'SELECT key, value FROM preferences')
  return Object.fromEntries(rows.map(({ key, value }) => [key, JSON.parse(value) as unknown]))
}

/** Keeps these choices; those not named stay as they are. */
export function writePreferences(store: Store, choices: Readonly<Record<string, unknown>>): void {
  write(store, 'preferences', () => {
    for (const [key, value] of Object.entries(choices)) {
      const sql = 'INSERT OR REPLACE INTO preferences (key, value) VALUES (?, ?)'
      change(store, sql, key, JSON.stringify(value))
    }
  })
}

import { change, readRows, type Store, write } from './store.ts'
import { ifSound, packJson, parseStored } from './stored-json.ts'

/** Choices as they were saved, by name; a damaged one counts as never made. What they mean, and whether they still do, is the caller's. */
export function readPreferences(store: Store): Record<string, unknown> {
  type Row = { key: string; value: string; hash: string | null }
  const rows = readRows<Row>(store, 'SELECT key, value, hash FROM preferences')
  return Object.fromEntries(
    rows.flatMap(({ key, value, hash }) => {
      const place = { of: `the choice ${key}`, what: 'it' }
      const choice = ifSound(() => ({ made: parseStored<unknown>(value, hash, place) }))
      return choice === null ? [] : [[key, choice.made]]
    })
  )
}

/** Keeps these choices; those not named stay as they are. */
export function writePreferences(store: Store, choices: Readonly<Record<string, unknown>>): void {
  write(store, 'preferences', () => {
    for (const [key, value] of Object.entries(choices)) {
      const sql = 'INSERT OR REPLACE INTO preferences (key, value, hash) VALUES (?, ?, ?)'
      const { text, hash } = packJson(value)
      change(store, sql, key, text, hash)
    }
  })
}

import { change, readRow, readRows, type Store, write } from './store.ts'
import { ifSound, packJson, parseStored } from './stored-json.ts'

interface Row {
  readonly name: string
  readonly value: string
  readonly hash: string | null
}

/** A person's own presets as they were saved, by name; damaged ones are left out. */
export const readPresets = (store: Store): { name: string; value: unknown }[] =>
  readRows<Row>(store, 'SELECT name, value, hash FROM presets ORDER BY name').flatMap(
    row => parse(row) ?? []
  )

/** One preset by its name, in any case; null where there is none, or it is damaged. */
export function readPreset(store: Store, name: string): { name: string; value: unknown } | null {
  const row = readRow<Row>(store, 'SELECT name, value, hash FROM presets WHERE name = ?', name)
  return row ? parse(row) : null
}

const parse = ({ name, value, hash }: Row) =>
  ifSound(() => ({
    name,
    value: parseStored<unknown>(value, hash, { of: `preset ${name}`, what: 'it' }),
  }))

/** Keeps a preset, in the place of one of that name. */
export function writePreset(store: Store, name: string, value: unknown): void {
  const sql = 'INSERT OR REPLACE INTO presets (name, value, hash) VALUES (?, ?, ?)'
  const { text, hash } = packJson(value)
  write(store, 'presets', () => change(store, sql, name, text, hash))
}

/** False when there was none. */
export const deletePreset = (store: Store, name: string): boolean =>
  write(store, 'presets', () => change(store, 'DELETE FROM presets WHERE name = ?', name)).changes >
  0

import { change, readRow, readRows, type Store, write } from './store.ts'

interface Row {
  readonly name: string
  readonly value: string
}

/** A person's own presets as they were saved, by name. */
export const readPresets = (store: Store): { name: string; value: unknown }[] =>
  readRows<Row>(store, 'SELECT name, value FROM presets ORDER BY name').map(parse)

/** One preset by its name, in any case; or null. */
export function readPreset(store: Store, name: string): { name: string; value: unknown } | null {
  const row = readRow<Row>(store, 'SELECT name, value FROM presets WHERE name = ?', name)
  return row ? parse(row) : null
}

const parse = ({ name, value }: Row) => ({ name, value: JSON.parse(value) as unknown })

/** Keeps a preset, in the place of one of that name. */
export function writePreset(store: Store, name: string, value: unknown): void {
  const sql = 'INSERT OR REPLACE INTO presets (name, value) VALUES (?, ?)'
  write(store, 'presets', () => change(store, sql, name, JSON.stringify(value)))
}

/** False when there was none. */
export const deletePreset = (store: Store, name: string): boolean =>
  write(store, 'presets', () => change(store, 'DELETE FROM presets WHERE name = ?', name)).changes >
  0

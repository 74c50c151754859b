import type { PathTable } from '../../shared/types.ts'
import {
  packDates,
  packDoubles,
  packIntegers,
  unpackDates,
  unpackDoubles,
  unpackIntegers,
} from './columns.ts'
import { type ModelValues, modelColumns } from './predictions.ts'
import { change, readRow, readRows, type Store, write } from './store.ts'

export type PathKind = 'hindcast' | 'forecast'

/** Keeps a run's recursive path, replacing the former one of its kind. */
export function savePath(store: Store, run: string, kind: PathKind, table: PathTable): void {
  write(store, 'paths', () => {
    change(store, 'DELETE FROM paths WHERE run_id = ? AND kind = ?', run, kind)
    const id = insertPath(store, run, kind, table)
    Object.entries(table.models).forEach(([model, values], position) => {
      const sql = 'INSERT INTO path_values VALUES (?, ?, ?, ?)'
      change(store, sql, id, position, model, packDoubles(values))
    })
  })
}

function insertPath(store: Store, run: string, kind: PathKind, table: PathTable): number {
  const { origin, step, dates, guessed } = table
  const sql = `INSERT INTO paths (run_id, kind, origin, count, steps, dates, guessed, actual,
    persistence, drift) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`
  const days = [packIntegers(step), packDates(dates), Uint8Array.from(guessed, Number)]
  const numbers = [table.actual, table.persistence, table.drift].map(packDoubles)
  return change(store, sql, run, kind, origin, step.length, ...days, ...numbers).id
}

interface Row {
  readonly id: number
  readonly origin: string
  readonly steps: Uint8Array
  readonly dates: Uint8Array
  readonly guessed: Uint8Array
  readonly actual: Uint8Array
  readonly persistence: Uint8Array
  readonly drift: Uint8Array
}

/** As saved, or null. */
export function readPath(store: Store, run: string, kind: PathKind): PathTable | null {
  const row = readRow<Row>(store, 'SELECT * FROM paths WHERE run_id = ? AND kind = ?', run, kind)
  if (!row) return null
  const sql = 'SELECT model, data FROM path_values WHERE path_id = ? ORDER BY position'
  return {
    origin: row.origin,
    step: [...unpackIntegers(row.steps)],
    dates: unpackDates(row.dates),
    guessed: Array.from(row.guessed, Boolean),
    actual: [...unpackDoubles(row.actual)],
    persistence: [...unpackDoubles(row.persistence)],
    drift: [...unpackDoubles(row.drift)],
    models: modelColumns(readRows<ModelValues>(store, sql, row.id)),
  }
}

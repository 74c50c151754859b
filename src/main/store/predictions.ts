import type { Part, PredictionTable } from '../../shared/types.ts'
import { packDates, packDoubles, unpackDates, unpackDoubles } from './columns.ts'
import { change, readRow, readRows, type Store, write } from './store.ts'

const partNames: readonly Part[] = ['train', 'validation', 'test']

/** Keeps a run's one-step predictions, replacing the former ones (an opening adds test rows). */
export function savePredictions(store: Store, run: string, table: PredictionTable): void {
  const { dates, part, actual, persistence, models } = table
  const parts = Uint8Array.from(part, name => partNames.indexOf(name))
  const numbers = [packDoubles(actual), packDoubles(persistence)]
  write(store, 'predictions', () => {
    change(store, 'DELETE FROM predictions WHERE run_id = ?', run)
    const sql = 'INSERT INTO predictions VALUES (?, ?, ?, ?, ?, ?)'
    change(store, sql, run, dates.length, packDates(dates), parts, ...numbers)
    Object.entries(models).forEach(([model, values], position) => {
      const insert = 'INSERT INTO prediction_values VALUES (?, ?, ?, ?)'
      change(store, insert, run, position, model, packDoubles(values))
    })
  })
}

type Row = Record<'dates' | 'parts' | 'actual' | 'persistence', Uint8Array>

/** As saved, or null. */
export function readPredictions(store: Store, run: string): PredictionTable | null {
  const row = readRow<Row>(store, 'SELECT * FROM predictions WHERE run_id = ?', run)
  if (!row) return null
  const sql = 'SELECT model, data FROM prediction_values WHERE run_id = ? ORDER BY position'
  return {
    dates: unpackDates(row.dates),
    part: Array.from(row.parts, index => partNames[index] as Part),
    actual: [...unpackDoubles(row.actual)],
    persistence: [...unpackDoubles(row.persistence)],
    models: modelColumns(readRows<ModelValues>(store, sql, run)),
  }
}

export interface ModelValues {
  readonly model: string
  readonly data: Uint8Array
}

/** Columns by model, in the rows' order. */
export const modelColumns = (rows: readonly ModelValues[]): Record<string, number[]> =>
  Object.fromEntries(rows.map(({ model, data }) => [model, [...unpackDoubles(data)]]))

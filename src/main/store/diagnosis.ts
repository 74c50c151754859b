import { readRows, type Store } from './store.ts'

/** What the database looks like from outside: its schema and how much is in it. No prices, no names. */
export interface Diagnosis {
  readonly schemaVersion: number
  /** The statements that made it. */
  readonly schema: readonly string[]
  readonly rows: Readonly<Record<string, number>>
  readonly runsByState: Readonly<Record<string, number>>
  /** How fetches went: `rate-limited`: 3. */
  readonly fetchesByOutcome: Readonly<Record<string, number>>
}

type Counted = { readonly name: string; readonly n: number }

export function diagnose(store: Store): Diagnosis {
  const counts = (sql: string) =>
    Object.fromEntries(readRows<Counted>(store, sql).map(({ name, n }) => [name, n]))
  const objects = readRows<{ name: string; type: string; sql: string }>(
    store,
    'SELECT name, type, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY rowid'
  )
  const tables = objects.filter(({ type }) => type === 'table').map(({ name }) => name)
  const rows = tables.flatMap(name =>
    readRows<Counted>(store, `SELECT '${name}' AS name, count(*) AS n FROM "${name}"`)
  )
  return {
    schemaVersion: store.db.pragma('user_version', { simple: true }) as number,
    schema: objects.map(({ sql }) => sql),
    rows: Object.fromEntries(rows.map(({ name, n }) => [name, n])),
    runsByState: counts('SELECT state AS name, count(*) AS n FROM runs GROUP BY state'),
    fetchesByOutcome: counts('SELECT outcome AS name, count(*) AS n FROM fetches GROUP BY outcome'),
  }
}

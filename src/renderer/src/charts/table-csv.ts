import { stringify } from 'csv-stringify/browser/esm/sync'

export type Cell = string | number | null

/** The numbers behind a chart: what a table shows and a CSV holds. */
export interface ChartTable {
  readonly columns: readonly string[]
  readonly rows: readonly (readonly Cell[])[]
}

/** As CSV: RFC 4180, points as decimal marks, full precision, nothing where there is no number. */
export const tableCsv = ({ columns, rows }: ChartTable): string =>
  stringify([columns, ...rows.map(row => row.map(csvCell))])

const csvCell = (cell: Cell): string =>
  cell === null || (typeof cell === 'number' && !Number.isFinite(cell)) ? '' : String(cell)

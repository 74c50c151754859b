import { displayName } from '../../../../shared/charts/format.ts'
import type { FullPath } from '../../../../shared/wire.ts'
import type { ChartTable } from '../../charts/table-csv.ts'
import { pathRows } from './paths.ts'

/** A path day by day, every forecaster a column; the truth too where it is known. */
export function pathFile(path: FullPath): ChartTable {
  const rows = pathRows(path)
  const isKnown = path.actual.some(Number.isFinite)
  return {
    columns: [
      'Step',
      'Date',
      ...(isKnown ? ['Actual'] : ['Date is a guess']),
      ...rows.map(({ name }) => displayName(name)),
    ],
    rows: path.dates.map((date, k) => [
      path.step[k] ?? k + 1,
      date,
      isKnown ? (path.actual[k] ?? null) : path.guessed[k] === true ? 'yes' : 'no',
      ...rows.map(({ values }) => values[k] ?? null),
    ]),
  }
}

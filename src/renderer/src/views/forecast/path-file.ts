import type { ChartData, ChartPath, ChartRange } from '../../../../shared/charts/chart-data.ts'
import { displayName } from '../../../../shared/charts/format.ts'
import type { FullPath } from '../../../../shared/wire.ts'
import type { ChartTable } from '../../charts/table-csv.ts'
import { rangeNames, rangeValues } from '../../seeds/range-columns.ts'
import { pathRows } from './paths.ts'

/** Medians over several seeds in place of the run's own lines, and how far the seeds reach. */
export interface SeedPath {
  readonly models: ChartPath['models']
  readonly ranges: Readonly<Record<string, ChartRange>>
}

/** The seeds' part of what a chart draws; null where it has none. */
export function seedPath(data: ChartData, path: 'hindcast' | 'forecast'): SeedPath | null {
  const ranges = data.ranges?.[path] ?? {}
  return Object.keys(ranges).length === 0 ? null : { models: data[path].models, ranges }
}

/**
 * A path day by day, every forecaster a column; the truth too where it is known, and the ends of the
 * seeds' ranges where they are shown.
 */
export function pathFile(path: FullPath, seeds: SeedPath | null = null): ChartTable {
  const rows = pathRows(path).map(({ name, values }) => ({
    name,
    values: (seeds?.models[name] ?? values) as readonly (number | null)[],
  }))
  const isKnown = path.actual.some(Number.isFinite)
  return {
    columns: [
      'Step',
      'Date',
      ...(isKnown ? ['Actual'] : ['Date is a guess']),
      ...rows.map(({ name }) => displayName(name)),
      ...rangeNames(seeds?.ranges),
    ],
    rows: path.dates.map((date, k) => [
      path.step[k] ?? k + 1,
      date,
      isKnown ? (path.actual[k] ?? null) : path.guessed[k] === true ? 'yes' : 'no',
      ...rows.map(({ values }) => values[k] ?? null),
      ...rangeValues(seeds?.ranges, k),
    ]),
  }
}

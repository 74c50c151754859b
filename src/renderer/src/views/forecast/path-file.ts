import { bandShares } from '../../../../shared/bands.ts'
import type { ChartData, ChartPath, ChartRange } from '../../../../shared/charts/chart-data.ts'
import { displayName } from '../../../../shared/charts/format.ts'
import { bandEdges } from '../../../../shared/lab/band-edges.ts'
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
 * seeds' ranges and the edges of the bands where they are shown.
 */
export function pathFile(
  path: FullPath,
  seeds: SeedPath | null = null,
  banded: Banded | null = null
): ChartTable {
  const rows = pathRows(path).map(({ name, values }) => ({
    name,
    values: (seeds?.models[name] ?? values) as readonly (number | null)[],
  }))
  const edges = banded === null ? [] : edgeColumns(path, banded)
  const isKnown = path.actual.some(Number.isFinite)
  return {
    columns: [
      'Step',
      'Date',
      ...(isKnown ? ['Actual'] : ['Date is a guess']),
      ...rows.map(({ name }) => displayName(name)),
      ...rangeNames(seeds?.ranges),
      ...edges.map(({ head }) => head),
    ],
    rows: path.dates.map((date, k) => [
      path.step[k] ?? k + 1,
      date,
      isKnown ? (path.actual[k] ?? null) : path.guessed[k] === true ? 'yes' : 'no',
      ...rows.map(({ values }) => values[k] ?? null),
      ...rangeValues(seeds?.ranges, k),
      ...edges.map(({ values }) => values[k] ?? null),
    ]),
  }
}

/** A path with bands, and the forecaster whose bands are drawn. */
interface Banded {
  readonly path: ChartPath
  readonly fan: string
}

function edgeColumns(full: FullPath, { path, fan }: Banded) {
  const widths = path.bands?.[fan]
  const own = pathRows(full).find(({ name }) => name === fan)
  if (widths === undefined || own === undefined) return []
  return bandShares.flatMap(share => {
    const edges = own.values.map((value, k) => {
      const width = widths[share][k]
      return width === null || width === undefined ? null : bandEdges(value, width)
    })
    return [
      { head: `${displayName(fan)} ${share} % from`, values: edges.map(e => e?.low ?? null) },
      { head: `${displayName(fan)} ${share} % to`, values: edges.map(e => e?.high ?? null) },
    ]
  })
}

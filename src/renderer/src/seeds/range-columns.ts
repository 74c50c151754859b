import type { ChartRange } from '../../../shared/charts/chart-data.ts'
import { displayName } from '../../../shared/charts/format.ts'

type Ranges = Readonly<Record<string, ChartRange>> | undefined

/** Heads of a table's columns for the ends of each network's range; none without ranges. */
export const rangeNames = (ranges: Ranges): string[] =>
  Object.keys(ranges ?? {}).flatMap(name => [
    `${displayName(name)} lowest`,
    `${displayName(name)} highest`,
  ])

/** The same columns' cells in row `i`. */
export const rangeValues = (ranges: Ranges, i: number): (number | null)[] =>
  Object.values(ranges ?? {}).flatMap(({ low, high }) => [low[i] ?? null, high[i] ?? null])

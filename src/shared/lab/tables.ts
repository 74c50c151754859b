import type { IsoDate, Part, PathTable, PredictionTable, Prepared } from '../types.ts'
import { driftPath, persistencePath } from './baseline-path.ts'
import type { Numbers } from './numbers.ts'
import { openWindows, partsOf, targetBar } from './split.ts'
import { actualInUnit, barInUnit, inUnit, persistenceInUnit } from './units.ts'

/**
 * One-step predictions against the truth, one row for each window of the open parts.
 * `predictions`: model space, of windows 0 … `openWindows`−1, by model. A longer array throws:
 * predictions of a closed test part must not exist, so nobody may have them to pass.
 */
export function makePredictionTable(
  prepared: Prepared,
  predictions: Readonly<Record<string, Numbers>>,
  testOpen: boolean
): PredictionTable {
  const count = openWindows(prepared, testOpen)
  const rows = (cell: (i: number) => number) => Array.from({ length: count }, (_, i) => cell(i))
  const column = ([model, values]: [string, Numbers]) => {
    if (values.length !== count)
      throw new Error(`${model}: ${values.length} predictions for ${count} open windows`)
    return [model, rows(i => inUnit(prepared, i, values[i]!))] as const
  }
  return {
    dates: Array.from({ length: count }, (_, i) => prepared.dates[targetBar(prepared, i)]!),
    part: partsOfWindows(prepared).slice(0, count),
    actual: rows(i => actualInUnit(prepared, i)),
    persistence: rows(i => persistenceInUnit(prepared, i)),
    models: Object.fromEntries(Object.entries(predictions).map(column)),
  }
}

const partsOfWindows = ({ split }: Prepared): Part[] =>
  partsOf(split).flatMap(({ part, range }) =>
    Array.from({ length: range.end - range.start }, () => part)
  )

/** Days a path speaks of. `guessed`: true where the calendar is not sure. */
export interface PathDates {
  readonly dates: readonly IsoDate[]
  readonly guessed: readonly boolean[]
}

/** A hindcast: `paths` (unit of tables, [horizon] each) from bar `origin` over days already known. */
export function makeHindcastTable(
  prepared: Prepared,
  paths: Readonly<Record<string, Numbers>>,
  origin: number,
  horizon: number
): PathTable {
  const dates = prepared.dates.slice(origin + 1, origin + 1 + horizon)
  const actual = dates.map((_, k) => barInUnit(prepared, origin + 1 + k))
  return makePathTable(prepared, paths, origin, { dates, guessed: dates.map(() => false) }, actual)
}

/** A forecast from the last bar over `days` to come; what happens then is not known: NaN. */
export function makeForecastTable(
  prepared: Prepared,
  paths: Readonly<Record<string, Numbers>>,
  days: PathDates
): PathTable {
  const origin = prepared.prices.length - 1
  return makePathTable(
    prepared,
    paths,
    origin,
    days,
    days.dates.map(() => NaN)
  )
}

function makePathTable(
  prepared: Prepared,
  paths: Readonly<Record<string, Numbers>>,
  origin: number,
  days: PathDates,
  actual: number[]
): PathTable {
  const horizon = days.dates.length
  const column = ([model, path]: [string, Numbers]) => {
    if (path.length !== horizon)
      throw new Error(`${model}: ${path.length} steps for ${horizon} days`)
    return [model, Array.from(path)] as const
  }
  return {
    origin: prepared.dates[origin]!,
    step: days.dates.map((_, k) => k + 1),
    ...days,
    actual,
    persistence: Array.from(persistencePath(prepared, origin, horizon)),
    drift: Array.from(driftPath(prepared, origin, horizon)),
    models: Object.fromEntries(Object.entries(paths).map(column)),
  }
}

/** RMSE of every path of a hindcast, unit of tables: persistence and drift first, then the models. */
export function hindcastRmse(table: PathTable): Record<string, number> {
  const rmse = (path: Numbers) => {
    const squares = table.actual.map((truth, k) => (path[k]! - truth) ** 2)
    return Math.sqrt(squares.reduce((sum, square) => sum + square, 0) / squares.length)
  }
  const paths = { persistence: table.persistence, drift: table.drift, ...table.models }
  return Object.fromEntries(Object.entries(paths).map(([name, path]) => [name, rmse(path)]))
}

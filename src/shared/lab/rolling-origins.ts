import { done, failed, type Result } from '../failure.ts'
import type { Part, Prepared, Range } from '../types.ts'
import { baselinePath, pathInUnit } from './baseline-path.ts'
import type { BaselineName, Baselines } from './baselines.ts'
import type { Numbers } from './numbers.ts'
import { windowAtOrigin } from './origins.ts'
import { prepareAllKnown } from './prepare.ts'
import { targetBar } from './split.ts'
import { barInUnit } from './units.ts'

/**
 * Recursive paths from many origins, held against what came. An origin is a bar index, the last bar
 * its path may know; paths of N origins over H days are kept row-major, [N, H].
 */

export interface OriginSpec {
  /** Days from one origin to the next. */
  readonly stride: number
  /** Days ahead. */
  readonly horizon: number
}

/** Where a study measures: on the test part once it is open, else on validation. */
export function measuredPart(
  { split }: Prepared,
  testOpen: boolean
): { readonly part: Part; readonly range: Range } {
  if (testOpen) return { part: 'test', range: split.test }
  if (split.validation === null) throw new Error('a closed test part and no validation')
  return { part: 'validation', range: split.validation }
}

/**
 * The origins of a part, in time order: the first is the bar before its first target, and all
 * `horizon` targets of the last one still belong to it. Fails with `too-few-rows` where not one does.
 */
export function rollingOrigins(
  prepared: Prepared,
  range: Range,
  { stride, horizon }: OriginSpec
): Result<number[]> {
  const days = range.end - range.start
  if (days < horizon)
    return failed({ kind: 'too-few-rows', what: 'The backtest’s part', needed: horizon, got: days })
  const first = targetBar(prepared, range.start) - 1
  const count = 1 + Math.floor((days - horizon) / stride)
  return done(Array.from({ length: count }, (_, k) => first + k * stride))
}

/** What a network reads first, at each origin: [N, T], model space. */
export function windowsAtOrigins(prepared: Prepared, origins: readonly number[]): Float32Array {
  const windows = new Float32Array(origins.length * prepared.window)
  for (const [k, origin] of origins.entries())
    windows.set(windowAtOrigin(prepared, origin), k * prepared.window)
  return windows
}

/** Model-space steps [N, H] of the origins' paths to the unit of tables: [N, H]. */
export const pathsInUnit = (
  prepared: Prepared,
  origins: readonly number[],
  steps: Numbers,
  horizon: number
): Float64Array =>
  byOrigin(origins, horizon, (origin, k) =>
    pathInUnit(
      prepared,
      origin,
      Float64Array.from({ length: horizon }, (_, h) => steps[k * horizon + h]!)
    )
  )

/** What came after each origin, in the unit of tables: [N, H]. */
export const actualPaths = (
  prepared: Prepared,
  origins: readonly number[],
  horizon: number
): Float64Array =>
  byOrigin(origins, horizon, origin =>
    Float64Array.from({ length: horizon }, (_, h) => barInUnit(prepared, origin + 1 + h))
  )

/** A baseline's paths from each origin, in the unit of tables: [N, H]. */
export const baselinePaths = (
  prepared: Prepared,
  fitted: Baselines,
  name: BaselineName,
  origins: readonly number[],
  horizon: number
): Float64Array =>
  byOrigin(origins, horizon, origin => baselinePath(prepared, fitted, name, origin, horizon))

function byOrigin(
  origins: readonly number[],
  horizon: number,
  pathFrom: (origin: number, k: number) => Float64Array
): Float64Array {
  const paths = new Float64Array(origins.length * horizon)
  for (const [k, origin] of origins.entries()) paths.set(pathFrom(origin, k), k * horizon)
  return paths
}

/**
 * The series as somebody at the origin knew it, all of it to learn from: scaler and windows end with
 * that bar. Bars keep their index, and the unit of tables stays the same.
 */
export function knownAt(prepared: Prepared, origin: number): Prepared {
  const [dates, prices] = [
    prepared.dates.slice(0, origin + 1),
    prepared.prices.slice(0, origin + 1),
  ]
  const windows = origin + 1 - prepared.offset - prepared.window
  return prepareAllKnown({ ...prepared, dates, prices, split: { ...prepared.split, windows } })
}

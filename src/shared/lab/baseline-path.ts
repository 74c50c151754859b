import type { Prepared } from '../types.ts'
import { type BaselineName, type Baselines, ridgeNext } from './baselines.ts'
import type { Ridge } from './ridge.ts'
import { unscale } from './scale.ts'
import { barInUnit } from './units.ts'

/** “Tomorrow = today”, and every day after: [horizon], in the unit of tables. */
export const persistencePath = (
  prepared: Prepared,
  origin: number,
  horizon: number
): Float64Array => new Float64Array(horizon).fill(barInUnit(prepared, origin))

/**
 * The textbook's drift (Hyndman & Athanasopoulos, 5.2): from the origin on by the mean change of
 * all that is known there, (y_origin − y_0) / origin. [horizon], in the unit of tables.
 */
export function driftPath(prepared: Prepared, origin: number, horizon: number): Float64Array {
  const last = barInUnit(prepared, origin)
  const change = (last - barInUnit(prepared, 0)) / Math.max(1, origin)
  return Float64Array.from({ length: horizon }, (_, k) => last + (k + 1) * change)
}

/**
 * The recursive path of any baseline from bar `origin`: [horizon], in the unit of tables.
 * Persistence and drift need nothing fitted; the others keep what was.
 */
export function baselinePath(
  prepared: Prepared,
  fitted: Baselines,
  name: BaselineName,
  origin: number,
  horizon: number
): Float64Array {
  switch (name) {
    case 'persistence':
      return persistencePath(prepared, origin, horizon)
    case 'drift':
      return driftPath(prepared, origin, horizon)
    case 'train-mean':
      return growthPath(prepared, fitted.meanReturn, origin, horizon)
    case 'ridge':
      return ridgePath(prepared, fitted.ridge, origin, horizon)
  }
}

/** Compound growth by the mean return: its factor a day is 1 + r of a simple return, exp(r) of a log return. */
function growthPath(prepared: Prepared, r: number, origin: number, horizon: number): Float64Array {
  const factor = prepared.protocol === 'tutorial' ? 1 + r : Math.exp(r)
  const last = barInUnit(prepared, origin)
  return Float64Array.from({ length: horizon }, (_, k) => last * factor ** (k + 1))
}

/** Each prediction becomes the newest input. */
function ridgePath(
  prepared: Prepared,
  ridge: Ridge,
  origin: number,
  horizon: number
): Float64Array {
  const end = origin - prepared.offset + 1
  const window = prepared.values.slice(end - prepared.window, end)
  const steps = Float64Array.from({ length: horizon }, () => {
    const next = ridgeNext(prepared, ridge, window)
    window.copyWithin(0, 1)
    window[window.length - 1] = next
    return next
  })
  return pathInUnit(prepared, origin, steps)
}

/** A path of model-space values after bar `origin` to the unit of tables: CR as it is, returns compounded. */
export function pathInUnit(
  prepared: Prepared,
  origin: number,
  steps: ArrayLike<number>
): Float64Array {
  if (prepared.protocol === 'tutorial') return Float64Array.from(steps)
  let price = prepared.prices[origin]!
  return Float64Array.from(steps, z => (price *= Math.exp(unscale(prepared.scaler, z))))
}

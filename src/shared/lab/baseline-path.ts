import type { Prepared } from '../types.ts'
import { type BaselineName, type Baselines, ridgeNext } from './baselines.ts'
import type { Ridge } from './ridge.ts'
import { unscale } from './scale.ts'
import { barInUnit } from './units.ts'

/**
 * The recursive path of a baseline from bar `origin`: [horizon], in the unit of tables.
 * Drift here is the textbook's (Hyndman & Athanasopoulos, 5.2): the mean change of all that is
 * known at the origin, (y_origin − y_0) / origin. The others keep what was fitted.
 */
export function baselinePath(
  prepared: Prepared,
  fitted: Baselines,
  name: BaselineName,
  origin: number,
  horizon: number
): Float64Array {
  const last = barInUnit(prepared, origin)
  const byStep = (at: (h: number) => number) =>
    Float64Array.from({ length: horizon }, (_, k) => at(k + 1))
  switch (name) {
    case 'persistence':
      return byStep(() => last)
    case 'drift': {
      const change = (last - barInUnit(prepared, 0)) / Math.max(1, origin)
      return byStep(h => last + h * change)
    }
    case 'train-mean':
      return byStep(h => last * growth(prepared, fitted.meanReturn) ** h)
    case 'ridge':
      return ridgePath(prepared, fitted.ridge, origin, horizon)
  }
}

/** One day's factor on the price: 1 + r of a simple return, exp(r) of a log return. */
const growth = ({ protocol }: Prepared, r: number) =>
  protocol === 'tutorial' ? 1 + r : Math.exp(r)

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

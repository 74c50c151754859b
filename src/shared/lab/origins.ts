import type { Prepared } from '../types.ts'
import { openWindows, targetBar } from './split.ts'
import { windowAt } from './windows.ts'

/**
 * Where recursive paths start. An origin is a bar index: the last bar the path may know.
 */

/**
 * The hindcast forecasts the last `horizon` bars it may see: n = 800 and horizon 30 under tutorial
 * gives origin 769, so window 740 … 769 forecasts 770 … 799. While the test part is closed it ends
 * with the last validation target.
 */
export function hindcastOrigin(prepared: Prepared, horizon: number, testOpen: boolean): number {
  return targetBar(prepared, openWindows(prepared, testOpen) - 1) - horizon
}

/** The forecast starts from the last known bar. */
export const forecastOrigin = (prepared: Prepared): number => prepared.prices.length - 1

/** The last T model-space values up to `origin`: [T], what a network reads first. */
export function windowAtOrigin(prepared: Prepared, origin: number): Float32Array {
  const start = origin - prepared.offset - prepared.window + 1
  if (start < 0)
    throw new Error(`origin ${origin} has fewer than ${prepared.window} values before it`)
  return windowAt(prepared.values, prepared.window, start)
}

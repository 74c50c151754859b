import type { Prepared } from '../types.ts'
import { pathInUnit } from './baseline-path.ts'
import { windowAtOrigin } from './origins.ts'

/** A network's one-step prediction of many windows: [N·T] row-major to [N], model space. */
export type PredictNext = (windows: Float32Array) => Float32Array | Promise<Float32Array>

/**
 * Feeds each prediction back as the newest input, `horizon` times, for all paths at once.
 * `windows`: [N, T]; the result: [N, horizon], model space. Nothing known after a window is read.
 */
export async function rollOut(
  predictNext: PredictNext,
  windows: Float32Array,
  window: number,
  horizon: number
): Promise<Float32Array> {
  const count = windows.length / window
  const inputs = windows.slice() // [N, T], moves one day a step
  const paths = new Float32Array(count * horizon) // [N, horizon]
  for (let h = 0; h < horizon; h++) {
    const next = await predictNext(inputs.slice()) // [N]
    for (let i = 0; i < count; i++) {
      inputs.copyWithin(i * window, i * window + 1, (i + 1) * window)
      inputs[(i + 1) * window - 1] = next[i]!
      paths[i * horizon + h] = next[i]!
    }
  }
  return paths
}

/** A network's recursive path from bar `origin`: [horizon], in the unit of tables. */
export async function networkPath(
  prepared: Prepared,
  predictNext: PredictNext,
  origin: number,
  horizon: number
): Promise<Float64Array> {
  const steps = await rollOut(
    predictNext,
    windowAtOrigin(prepared, origin),
    prepared.window,
    horizon
  )
  return pathInUnit(prepared, origin, steps)
}

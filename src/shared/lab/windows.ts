import type { Range } from '../types.ts'
import type { Numbers } from './numbers.ts'

/** Windows as the engine wants them: single precision, row-major. */
export interface Windows {
  readonly count: number
  /** [N, T] */
  readonly inputs: Float32Array
  /** [N] */
  readonly targets: Float32Array
}

/**
 * Windows `range` of `values` [m] (default: all m − T of them):
 * window i reads values[i … i+T−1] and its target is values[i+T].
 */
export function makeWindows(values: Numbers, window: number, range?: Range): Windows {
  const { start, end } = range ?? { start: 0, end: Math.max(0, values.length - window) }
  const count = end - start
  const inputs = new Float32Array(count * window) // [N, T]
  const targets = new Float32Array(count) // [N]
  for (let i = 0; i < count; i++) {
    for (let t = 0; t < window; t++) inputs[i * window + t] = values[start + i + t]!
    targets[i] = values[start + i + window]!
  }
  return { count, inputs, targets }
}

/** The inputs of the one window that starts at value `start`: [T]. Its target may lie in the future. */
export function windowAt(values: Numbers, window: number, start: number): Float32Array {
  return Float32Array.from({ length: window }, (_, t) => values[start + t]!)
}

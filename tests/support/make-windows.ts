import type { Windows } from '../../src/main/engine/program.ts'
import { uniform } from './random.ts'

/** N windows of noise, and targets that depend on them. */
export function makeWindows(count: number, window: number, features = 1, seed = 5): Windows {
  const inputs = uniform(count * window * features, seed)
  const each = window * features
  const targets = Float32Array.from({ length: count }, (_, n) => {
    const last = inputs.subarray(n * each, (n + 1) * each)
    return 0.5 * (last.at(-1) as number) - 0.3 * (last[0] as number) + 0.2
  })
  return { count, inputs, targets }
}

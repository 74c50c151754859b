import { mersenne } from 'pure-rand/generator/mersenne'
import type { Windows } from '../src/main/engine/program.ts'
import { window } from './task.ts'

/** n values of a random walk that starts at 1: what a cumulative return looks like. */
export function makeWalk(n: number): Float64Array {
  const generator = mersenne(7)
  const uniform = () => (generator.next() >>> 0) / 2 ** 32
  let value = 1
  return Float64Array.from({ length: n }, () => {
    value *= 1 + 0.02 * (uniform() + uniform() + uniform() - 1.5)
    return value
  })
}

/** `count` windows of a random walk, each with the value after it. */
export function makeCurve(count: number): Windows {
  const walk = makeWalk(count + window)
  const inputs = new Float32Array(count * window)
  for (let i = 0; i < count; i++) inputs.set(walk.subarray(i, i + window), i * window)
  return { count, inputs, targets: Float32Array.from(walk.subarray(window)) }
}

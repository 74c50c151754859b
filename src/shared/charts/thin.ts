import { isNumber } from './format.ts'

/**
 * Indices that draw a long line like the whole of it: first, last, and the smallest and largest
 * value of each stretch, so that spikes stay. All indices where there are no more than `most`.
 */
export function thinIndices(values: ArrayLike<number | null>, most: number): number[] {
  if (values.length <= most) return Array.from({ length: values.length }, (_, i) => i)
  const stretches = Math.max(1, Math.floor((most - 2) / 2))
  const kept = new Set([0, values.length - 1])
  for (let s = 0; s < stretches; s++) {
    const from = Math.floor((s * values.length) / stretches)
    const to = Math.floor(((s + 1) * values.length) / stretches)
    for (const i of extremesOf(values, from, to)) kept.add(i)
  }
  return [...kept].sort((a, b) => a - b)
}

function extremesOf(values: ArrayLike<number | null>, from: number, to: number): number[] {
  let [low, high] = [from, from]
  for (let i = from; i < to; i++) {
    const v = values[i]
    // a gap is kept: a loss that is not a number must stay visible as a break
    if (!isNumber(v)) return [from, i, to - 1]
    if (v < (values[low] ?? Infinity)) low = i
    if (v > (values[high] ?? -Infinity)) high = i
  }
  return [low, high]
}

import type { Comparison } from '../studies/proof.ts'
import type { Losses, Weights } from '../types.ts'
import type { Numbers } from './numbers.ts'

/** Two numbers and what they are called. */
type Pair = readonly [before: number, again: number, where: () => string]

/**
 * Holds numbers against each other bit for bit, in order: 0 and −0 differ, NaN and NaN do not.
 * A number that only one side has differs, and is NaN on the other.
 */
export function firstDifference(
  before: Numbers,
  again: Numbers,
  where: (index: number) => string
): Comparison {
  return compare(pairsOf(before, again, where))
}

function* pairsOf(
  before: Numbers,
  again: Numbers,
  where: (index: number) => string
): Generator<Pair> {
  const shared = Math.min(before.length, again.length)
  for (let i = 0; i < shared; i++) yield [before[i]!, again[i]!, () => where(i)]
  for (let i = shared; i < before.length; i++) yield [before[i]!, Number.NaN, () => where(i)]
  for (let i = shared; i < again.length; i++) yield [Number.NaN, again[i]!, () => where(i)]
}

/** Tensor by tensor in the order of their names; one that only one side has differs as a whole. */
export function firstWeightDifference(before: Weights, again: Weights): Comparison {
  const names = [...new Set([...Object.keys(before), ...Object.keys(again)])].sort()
  return compare(
    names.values().flatMap(name => {
      const shape = (before[name] ?? again[name])?.shape ?? []
      const data = [before[name]?.data ?? [], again[name]?.data ?? []] as const
      return pairsOf(...data, i => `${name}[${placeOf(i, shape).join(', ')}]`)
    })
  )
}

/** Row-major: the place of the `index`th value along each axis. */
function placeOf(index: number, shape: readonly number[]): number[] {
  const place: number[] = []
  let rest = index
  for (const size of shape.toReversed()) {
    place.unshift(rest % size)
    rest = Math.floor(rest / size)
  }
  return place
}

const lossNames = [
  ['train', 'train loss'],
  ['validation', 'validation loss'],
  ['test', 'test loss'],
  ['gradientNorm', 'gradient norm'],
] as const

/** Epoch by epoch, as they were lived through; within one the losses before the gradient. */
export function firstLossDifference(before: Losses, again: Losses): Comparison {
  return compare(lossPairs(before, again))
}

function* lossPairs(before: Losses, again: Losses): Generator<Pair> {
  const epochs = Math.max(before.epoch.length, again.epoch.length)
  for (let i = 0; i < epochs; i++) {
    for (const [column, name] of lossNames) {
      const pair = [before[column][i] ?? Number.NaN, again[column][i] ?? Number.NaN] as const
      yield [...pair, () => `epoch ${i + 1}, ${name}`]
    }
  }
}

function compare(pairs: Iterable<Pair>): Comparison {
  let [values, count, largest] = [0, 0, 0]
  let first: Pair | null = null
  for (const pair of pairs) {
    const [before, again] = pair
    if (Number.isNaN(before) && Number.isNaN(again)) continue // a part that nobody watched
    values++
    if (Object.is(before, again)) continue
    first ??= pair
    count++
    largest = Math.max(largest, Math.abs(before - again) || 0)
  }
  if (first === null) return { values, difference: null }
  const [before, again, where] = first
  const difference = {
    before: finite(before),
    again: finite(again),
    count,
    largest: finite(largest),
  }
  return { values, difference: { where: where(), ...difference } }
}

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null)

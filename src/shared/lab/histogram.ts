/** Values counted by equal bins, from the lowest to the highest. */
export interface Bins {
  /** Bin k reaches from (first + k) · step to the next; `first` is whole. */
  readonly first: number
  readonly step: number
  readonly counts: readonly number[]
  /** The first bin also holds values that lie far below it. */
  readonly isOpen: boolean
}

interface BinOptions {
  /** Values that the bins reach without counting them. */
  readonly reach?: readonly number[]
  /** Bins, at most. */
  readonly most?: number
}

/**
 * Bins whose edges are round numbers, 0 among them where it is reached: the step is 1, 2 or 5 times a
 * power of ten. A value on an edge belongs to the bin at its right; missing values are left out. What
 * lies more than three quartile distances below the lower quartile (Tukey's “far out”) would flatten all
 * the rest: it is counted in the first bin.
 */
export function makeBins(
  values: readonly number[],
  { reach = [], most = 20 }: BinOptions = {}
): Bins {
  const known = values.filter(Number.isFinite)
  const held = [...known.filter(value => value >= fenceOf(known)), ...reach.filter(Number.isFinite)]
  if (held.length === 0) return { first: 0, step: 1, counts: [], isOpen: false }
  const [low, high] = [Math.min(...held), Math.max(...held)]
  const step = roundStep(low, high, most)
  const first = cell(low, step)
  const counts = new Array<number>(cell(high, step) - first + 1).fill(0)
  for (const value of known) counts[binOf({ first, step }, value)]! += 1
  return { first, step, counts, isOpen: known.some(value => cell(value, step) < first) }
}

function fenceOf(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const at = (share: number) => sorted[Math.floor(share * (sorted.length - 1))] ?? Number.NaN
  return at(0.25) - 3 * (at(0.75) - at(0.25))
}

function roundStep(low: number, high: number, most: number): number {
  const range = Math.max(high - low, 1e-3 * Math.abs(high), 1e-6) // all alike still have a bin
  const power = 10 ** Math.floor(Math.log10(range / most))
  const steps = [1, 2, 5, 10, 20, 50].map(factor => factor * power)
  const bins = (step: number) => cell(high, step) - cell(low, step) + 1
  return steps.find(step => bins(step) <= most) ?? steps.at(-1)!
}

/** Which multiple of the step is at its left; 0.15 / 0.05 is a little less than 3 in floating point. */
const cell = (value: number, step: number): number => Math.floor(value / step + 1e-9)

/** Which bin holds a value; the first one also what lies below it. */
export const binOf = ({ first, step }: Pick<Bins, 'first' | 'step'>, value: number): number =>
  Math.max(0, cell(value, step) - first)

/** Where a value lies, counted in bins from the left edge: 1.5 is the middle of the second one. */
export const placeInBins = ({ first, step }: Pick<Bins, 'first' | 'step'>, value: number): number =>
  Math.max(0, value / step - first)

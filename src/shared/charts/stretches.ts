import type { Range } from '../types.ts'

/** Bars in view, both ends included. */
export interface View {
  readonly start: number
  readonly end: number
}

const sizes = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000]

/** The smallest round number of bars to a stretch with which the view has at most `most` of them. */
export const stretchSize = ({ start, end }: View, most: number): number =>
  sizes.find(size => (end - start + 1) / size <= most) ?? 2000

/**
 * Stretches of `size` bars that cover the view, and one more on each side, so that lines leave the
 * plot at its edge. They begin at multiples of `size`: what is drawn does not flicker when panned.
 */
export function makeStretches({ start, end }: View, size: number, count: number): Range[] {
  const first = Math.max(0, Math.floor(start / size) - 1)
  const stretches: Range[] = []
  for (let s = first; s * size < count && (s - 1) * size <= end; s++)
    stretches.push({ start: s * size, end: Math.min(count, (s + 1) * size) })
  return stretches
}

/** The lowest and the highest of each stretch as (bar, value), in time order; a stretch of none is a gap. */
export function lineThrough(
  values: ArrayLike<number>,
  stretches: readonly Range[]
): (readonly [number, number | null])[] {
  return stretches.flatMap(stretch => {
    const [low, high] = extremesOf(values, stretch)
    if (low < 0) return [[stretch.start, null] as const]
    const ends = low === high ? [low] : [Math.min(low, high), Math.max(low, high)]
    return ends.map(bar => [bar, values[bar] ?? null] as const)
  })
}

function extremesOf(values: ArrayLike<number>, { start, end }: Range): [number, number] {
  let [low, high] = [-1, -1]
  for (let bar = start; bar < end; bar++) {
    const value = values[bar]
    if (value === undefined || !Number.isFinite(value)) continue
    if (low < 0 || value < (values[low] ?? 0)) low = bar
    if (high < 0 || value > (values[high] ?? 0)) high = bar
  }
  return [low, high]
}

/** The mean of each stretch's finite values as (middle, mean). */
export const meansOf = (
  values: ArrayLike<number>,
  stretches: readonly Range[]
): (readonly [number, number | null])[] =>
  stretches.map(stretch => [middleOf(stretch), meanOf(values, stretch)] as const)

export const middleOf = ({ start, end }: Range): number => (start + end - 1) / 2

function meanOf(values: ArrayLike<number>, { start, end }: Range): number | null {
  let [sum, count] = [0, 0]
  for (let bar = start; bar < end; bar++) {
    const value = values[bar]
    if (value === undefined || !Number.isFinite(value)) continue
    sum += value
    count++
  }
  return count > 0 ? sum / count : null
}

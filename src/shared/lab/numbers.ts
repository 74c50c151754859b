/** Sums over typed arrays and plain ones alike. An empty range has no mean: NaN, never 0. */
export type Numbers = ArrayLike<number>

/** `value(0) … value(count−1)`; `Float64Array.from` of a length takes ten times as long. [count] */
export function fill(count: number, value: (i: number) => number): Float64Array {
  const values = new Float64Array(count)
  for (let i = 0; i < count; i++) values[i] = value(i)
  return values
}

/** Mean of `values[start … end−1]`. */
export function mean(values: Numbers, start = 0, end = values.length): number {
  let sum = 0
  for (let i = start; i < end; i++) sum += values[i]!
  return sum / (end - start)
}

/** Mean of `(values[i] − centre)²` over `[start, end)`: with the mean as centre, the population variance. */
export function meanSquare(values: Numbers, centre = 0, start = 0, end = values.length): number {
  let sum = 0
  for (let i = start; i < end; i++) sum += (values[i]! - centre) ** 2
  return sum / (end - start)
}

/** Mean of `|values[i] − values[i−1]|` over `[start, end)`; the first difference is that of `start + 1`. */
export function meanAbsoluteChange(values: Numbers, start = 0, end = values.length): number {
  let sum = 0
  for (let i = start + 1; i < end; i++) sum += Math.abs(values[i]! - values[i - 1]!)
  return sum / (end - start - 1)
}

/** A number that can be shown, or null: `Results` says null where there is none. */
export const orNull = (value: number): number | null => (Number.isFinite(value) ? value : null)

/** Pearson's. NaN where one of the two does not vary. */
export function correlation(a: Numbers, b: Numbers): number {
  const meanA = mean(a)
  const meanB = mean(b)
  let ab = 0
  let aa = 0
  let bb = 0
  for (let i = 0; i < a.length; i++) {
    ab += (a[i]! - meanA) * (b[i]! - meanB)
    aa += (a[i]! - meanA) ** 2
    bb += (b[i]! - meanB) ** 2
  }
  return ab / Math.sqrt(aa * bb)
}

/** Kolmogorov's largest distance from the uniform law on 1/m, 2/m … 1, and how often chance gives as much. */
export interface Uniformity {
  /** D = max_k |F_n(k/m) − k/m|. */
  readonly statistic: number
  /** P(D ≥ observed) when each of the m values is as likely: exact. */
  readonly p: number
}

/**
 * Kolmogorov–Smirnov against the discrete uniform law, which p-values of a permutation test follow; the
 * usual tables are for continuous laws and too lenient here. Of n values, N_k are at most k/m. The paths
 * N_1 … N_m that stay within D are counted one atom at a time (a multinomial law as conditioned Poisson
 * increments, as Conover 1972 does for discontinuous laws): P = n!/nⁿ Σ ∏ (n/m)^i / i! with i = N_k − N_{k−1}.
 * @param counts how many values there are of each atom, from the least  [m]
 */
export function discreteUniformity(counts: readonly number[]): Uniformity {
  const m = counts.length
  const n = counts.reduce((sum, count) => sum + count, 0)
  const within = runningSums(counts).map((sum, k) => Math.abs(m * sum - n * (k + 1))) // in 1/(m n)
  const largest = Math.max(...within)
  return { statistic: largest / (m * n), p: asShare(1 - shareOfPathsWithin(n, m, largest)) }
}

/** Sums are rounded: 0 is not −1e-14. */
const asShare = (p: number) => Math.min(1, Math.max(0, p))

function runningSums(counts: readonly number[]): number[] {
  let sum = 0
  return counts.map(count => {
    sum += count
    return sum
  })
}

/** P(|m N_k − n k| < limit for all k). All in integers but the weights, so ties are exact. */
function shareOfPathsWithin(n: number, m: number, limit: number): number {
  if (limit === 0) return 0
  const step = increments(n, n / m)
  let paths = new Float64Array(n + 1) // weight of all that have come to N_k = j
  paths[0] = 1
  let log = 0 // what the weights were divided by, so that none overflows
  for (let k = 1; k <= m; k++) {
    const next = oneAtomOn(paths, step, j => Math.abs(m * j - n * k) < limit)
    const most = Math.max(...next)
    if (most === 0) return 0
    paths = next.map(weight => weight / most)
    log += Math.log(most)
  }
  return Math.exp(log + Math.log(paths[n]!) - Math.log(n) * n + logFactorial(n))
}

function oneAtomOn(
  paths: Float64Array,
  step: Float64Array,
  isWithin: (j: number) => boolean
): Float64Array<ArrayBuffer> {
  const next = new Float64Array(paths.length)
  for (let j = 0; j < paths.length; j++)
    if (isWithin(j)) for (let i = 0; i <= j; i++) next[j]! += paths[i]! * step[j - i]!
  return next
}

/** λ^i / i! for i = 0 … n. */
function increments(n: number, mean: number): Float64Array {
  const weights = new Float64Array(n + 1)
  weights[0] = 1
  for (let i = 1; i <= n; i++) weights[i] = (weights[i - 1]! * mean) / i
  return weights
}

function logFactorial(n: number): number {
  let log = 0
  for (let i = 2; i <= n; i++) log += Math.log(i)
  return log
}

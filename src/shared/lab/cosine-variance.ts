import tCdf from '@stdlib/stats-base-dists-t-cdf'
import { fill, mean, type Numbers } from './numbers.ts'

/**
 * Is the mean of a row of numbers that resemble their neighbours zero? Student's t with a long-run
 * variance from equally weighted cosines (“EWC”): Lazarus, Lewis, Stock & Watson 2018, “HAR
 * Inference: Recommendations for Practice”, J. Business & Economic Statistics 36(4), eq. 2–4 and
 * 10; for forecasts Coroneo & Iacone 2020, J. Applied Econometrics 35(4). With ν cosines the
 * variance is never negative, and the statistic has a t distribution with ν degrees of freedom.
 */

/** The variance may lose at most this share by averaging frequencies at which it is smaller already. */
const mostLost = 0.03

/** What a test of a mean found. */
export interface MeanTest {
  /** √n · mean / √V. */
  readonly statistic: number
  /** Two-sided, Student's t with `freedom` degrees of freedom. */
  readonly p: number
  /** ν: cosines that the variance was averaged from. */
  readonly freedom: number
}

/**
 * Tests the mean of `values`, n of them in time order; from one to the next that shares no day with
 * it are `apart` steps (1: neighbours share none).
 *
 * Null where no honest p exists: a mean that is no number, or a variance that is none.
 */
export function testMean(values: Numbers, apart = 1): MeanTest | null {
  const n = values.length
  const centre = mean(values)
  const freedom = cosineCount(n, { apart, lag1: lagOne(values) })
  if (!Number.isFinite(centre)) return null
  const variance = cosineVariance(values, freedom)
  if (!(variance > (1e-12 * centre) ** 2) || !(variance > 0)) return null
  const statistic = centre / Math.sqrt(variance / n)
  return { statistic, p: Math.min(1, 2 * tCdf(-Math.abs(statistic), freedom)), freedom }
}

/**
 * Long-run variance V of n values: the mean of ν squared cosine coefficients,
 * Λ_j = √(2/n) Σ_t x_t cos(π j (t − ½) / n), j = 1 … ν. A constant has none, so no mean is taken off.
 */
export function cosineVariance(values: Numbers, count: number): number {
  const n = values.length
  const squares = fill(count, k => {
    let sum = 0
    for (let t = 0; t < n; t++) sum += values[t]! * Math.cos((Math.PI * (k + 1) * (t + 0.5)) / n)
    return (2 / n) * sum * sum
  })
  return mean(squares)
}

/**
 * ν, the least of three, rounded down:
 *
 * - 0.41 n^⅔, the paper's rule (eq. 4)
 * - where neighbours share days: a moving sum of k = `apart` shocks has a spectrum that falls as
 *   1 − (k² − 1) ω² / 12, so ν cosines lose (k² − 1) π² ν² / 36 n² of it on average; at most `mostLost`
 * - where they share none but resemble each other: an AR(1) with that ρ falls as 1 − ρ ω² / (1 − ρ)²,
 *   so ν cosines lose ρ π² ν² / 3 (1 − ρ)² n²; at most `mostLost`. ρ̂ is too small on average by
 *   (1 + 3ρ) / n (Kendall 1954, Biometrika 41), which is put back
 *
 * One at least: t₁ has tails that wide.
 */
export function cosineCount(
  n: number,
  { apart, lag1 }: { readonly apart: number; readonly lag1: number }
): number {
  const rule = 0.41 * n ** (2 / 3)
  return Math.max(1, Math.floor(Math.min(rule, apart > 1 ? ofOverlap(n, apart) : ofOwn(n, lag1))))
}

const ofOverlap = (n: number, apart: number) =>
  ((6 * n) / Math.PI) * Math.sqrt(mostLost / (apart * apart - 1))

function ofOwn(n: number, lag1: number): number {
  const rho = Math.min(1, lag1 + (1 + 3 * lag1) / n)
  return rho > 0
    ? (n / Math.PI) * (1 - rho) * Math.sqrt((3 * mostLost) / rho)
    : Number.POSITIVE_INFINITY
}

/** Lag-1 autocorrelation ρ̂ = Σ c_t c_{t−1} / Σ c_t², c the values less their mean; 0 where nothing varies. */
export function lagOne(values: Numbers): number {
  const centre = mean(values)
  let [product, square] = [0, 0]
  for (let t = 0; t < values.length; t++) {
    const own = values[t]! - centre
    square += own * own
    if (t > 0) product += own * (values[t - 1]! - centre)
  }
  return square > 0 ? product / square : 0
}

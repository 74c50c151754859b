import tCdf from '@stdlib/stats-base-dists-t-cdf'
import type { DieboldMariano } from './diebold-mariano.ts'
import { fill, mean, type Numbers } from './numbers.ts'

/** Fewer origins than this that share no day say nothing: their overlapping neighbours only seem to be more. */
export const fewestApart = 8

/**
 * Are two forecasters' losses `steps` ahead equal on average, over origins that lie `stride` days apart?
 *
 * Errors several steps ahead overlap: neighbouring origins share days, so their losses are alike. With
 * k = ⌈steps / stride⌉ origins from one to the next that shares no day, the variance of the mean
 * difference d̄ is estimated with Bartlett's weights over the k − 1 lags of the overlap,
 * V = γ₀ + 2 Σ_{j<k} (1 − j/k) γ_j (Newey & West 1987, with as many lags as overlap), and
 * DM = d̄ / √(V/n) (Diebold & Mariano 1995) is corrected for small samples by
 * √((n + 1 − 2k + k(k−1)/n) / n) and held against t_{n−1} (Harvey, Leybourne & Newbold 1997).
 *
 * Null, which is said as “too few”, where no honest p exists: fewer than `fewestApart` origins that
 * share no day, a variance that is not positive, a correction that is none, or a loss that is no number.
 * @param losses one for each origin, in time order  @param others the same origins'
 */
export function horizonTest(
  losses: Numbers,
  others: Numbers,
  { steps, stride = 1 }: { readonly steps: number; readonly stride?: number }
): DieboldMariano | null {
  const n = losses.length
  const apart = Math.ceil(steps / stride)
  const differences = fill(n, t => losses[t]! - others[t]!)
  const centre = mean(differences)
  if (Math.floor(n / apart) < fewestApart || !Number.isFinite(centre)) return null
  const variance = bartlettVariance(differences, centre, apart)
  const correction = (n + 1 - 2 * apart + (apart * (apart - 1)) / n) / n
  if (!(variance > (1e-12 * centre) ** 2) || !(variance > 0) || correction <= 0) return null
  const statistic = (centre / Math.sqrt(variance / n)) * Math.sqrt(correction)
  return { statistic, p: Math.min(1, 2 * tCdf(-Math.abs(statistic), n - 1)) }
}

/** Long-run variance of the mean of `values`, times their number; lags 1 … apart − 1. */
function bartlettVariance(values: Numbers, centre: number, apart: number): number {
  let variance = autocovariance(values, centre, 0)
  for (let lag = 1; lag < apart; lag++)
    variance += 2 * (1 - lag / apart) * autocovariance(values, centre, lag)
  return variance
}

/** γ_lag, over n as the estimator wants it. */
function autocovariance(values: Numbers, centre: number, lag: number): number {
  let sum = 0
  for (let t = lag; t < values.length; t++)
    sum += (values[t]! - centre) * (values[t - lag]! - centre)
  return sum / values.length
}

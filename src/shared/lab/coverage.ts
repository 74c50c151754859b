import { uniformInt } from 'pure-rand/distribution/uniformInt'
import { mersenne } from 'pure-rand/generator/mersenne'
import { mean } from './numbers.ts'

/** How often bands held what came, and how sure that is. */
export interface Coverage {
  /** Share of days within. */
  readonly share: number
  /** 95 % interval by the moving-block bootstrap. */
  readonly low: number
  readonly high: number
  /** Independent days that would tell as much: overlapping targets tell less than their number. */
  readonly effective: number
  readonly days: number
}

const draws = 2000 // the interval's ends are then steady to about half a point

/**
 * Measured coverage of bands in time order. Targets several days ahead overlap, so hits come in runs:
 * the interval resamples blocks of neighbours (Künsch 1989), as long as the overlap and at least n^{1/3},
 * and the effective size is n / (1 + 2 Σ (1 − j/k) ρ_j) over the k − 1 lags of the overlap.
 * Null without a day.
 */
export function coverageOf(
  covered: readonly boolean[],
  { steps, seed = 1 }: { readonly steps: number; readonly seed?: number }
): Coverage | null {
  const n = covered.length
  if (n === 0) return null
  const hits = covered.map(Number)
  const shares = bootstrapMeans(hits, Math.min(n, Math.max(steps, Math.ceil(n ** (1 / 3)))), seed)
  return {
    share: mean(hits),
    low: shares[Math.floor(0.025 * draws)] ?? Number.NaN,
    high: shares[Math.ceil(0.975 * draws) - 1] ?? Number.NaN,
    effective: effectiveSize(hits, steps),
    days: n,
  }
}

/** Means of resampled rows of the same length, sorted. */
function bootstrapMeans(hits: readonly number[], block: number, seed: number): number[] {
  const n = hits.length
  const generator = mersenne(seed)
  const sums = [0]
  for (const hit of hits) sums.push((sums.at(-1) ?? 0) + hit)
  const means = Array.from({ length: draws }, () => {
    let sum = 0
    for (let taken = 0; taken < n; taken += block) {
      const length = Math.min(block, n - taken)
      const start = uniformInt(generator, 0, n - block)
      sum += (sums[start + length] ?? 0) - (sums[start] ?? 0)
    }
    return sum / n
  })
  return means.sort((a, b) => a - b)
}

function effectiveSize(hits: readonly number[], steps: number): number {
  const n = hits.length
  const centre = mean(hits)
  const covariance = (lag: number) =>
    hits.slice(lag).reduce((sum, hit, t) => sum + (hit - centre) * ((hits[t] ?? 0) - centre), 0) / n
  const variance = covariance(0)
  if (variance === 0) return n / Math.max(1, Math.min(steps, n))
  let inflation = 1
  for (let lag = 1; lag < Math.min(steps, n); lag++)
    inflation += 2 * (1 - lag / steps) * (covariance(lag) / variance)
  return Math.min(n, n / Math.max(inflation, 1 / n))
}

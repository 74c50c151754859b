import { uniformInt } from 'pure-rand/distribution/uniformInt'
import { mersenne } from 'pure-rand/generator/mersenne'
import { binomialInterval } from './binomial-interval.ts'
import { mean } from './numbers.ts'

/** How often bands held what came, and how sure that is. */
export interface Coverage {
  /** Share of days within. */
  readonly share: number
  /** 95 % interval by the moving-block bootstrap; null where days are too few for two blocks. */
  readonly low: number | null
  readonly high: number | null
  /** Independent days that would tell as much: overlapping targets tell less than their number. */
  readonly effective: number
  readonly days: number
}

const draws = 2000 // the interval's ends are then steady to about half a point

/**
 * Measured coverage of bands in time order. Targets several days ahead overlap, so hits come in runs:
 * the interval resamples blocks of k neighbours (Künsch 1989), k the overlap and at least n^{1/3}, and the
 * effective size is n / (1 + 2 Σ (1 − j/k) ρ_j) over the lags below k, as far as ρ is positive (Geyer 1992:
 * beyond that it is noise, and would make overlapping days look independent).
 * Days that all hit, or all missed, have nothing to resample: their interval is Clopper & Pearson's of
 * the effective size. Null without a day.
 */
export function coverageOf(
  covered: readonly boolean[],
  { steps, seed = 1 }: { readonly steps: number; readonly seed?: number }
): Coverage | null {
  const n = covered.length
  if (n === 0) return null
  const hits = covered.map(Number)
  const block = Math.max(steps, Math.ceil(n ** (1 / 3)))
  const effective = effectiveSize(hits, steps, block)
  const { low, high } = intervalOf(hits, { block, effective, seed })
  return { share: mean(hits), low, high, effective, days: n }
}

function intervalOf(
  hits: readonly number[],
  { block, effective, seed }: { block: number; effective: number; seed: number }
): Pick<Coverage, 'low' | 'high'> {
  if (hits.length < 2 * block) return { low: null, high: null }
  if (hits.every(hit => hit === hits[0])) return binomialInterval(hits[0]! * effective, effective)
  const shares = bootstrapMeans(hits, block, seed)
  return {
    low: shares[Math.floor(0.025 * draws)] ?? null,
    high: shares[Math.ceil(0.975 * draws) - 1] ?? null,
  }
}

/** Means of resampled rows of the same length, sorted. */
function bootstrapMeans(hits: readonly number[], block: number, seed: number): Float64Array {
  const n = hits.length
  const generator = mersenne(seed)
  const sums = new Float64Array(n + 1)
  for (const [t, hit] of hits.entries()) sums[t + 1] = sums[t]! + hit
  const means = new Float64Array(draws)
  for (let draw = 0; draw < draws; draw++) {
    let sum = 0
    for (let taken = 0; taken < n; taken += block) {
      const length = Math.min(block, n - taken)
      const start = uniformInt(generator, 0, n - block)
      sum += sums[start + length]! - sums[start]!
    }
    means[draw] = sum / n
  }
  return means.sort()
}

function effectiveSize(hits: readonly number[], steps: number, block: number): number {
  const n = hits.length
  const centre = mean(hits)
  const covariance = (lag: number) => {
    let sum = 0
    for (let t = lag; t < n; t++) sum += (hits[t]! - centre) * (hits[t - lag]! - centre)
    return sum / n
  }
  const variance = covariance(0)
  // nothing varies, nothing can be estimated: the targets that do not overlap
  if (variance < 1e-12) return n / Math.max(1, Math.min(steps, n))
  let inflation = 1
  for (let lag = 1; lag < Math.min(block, n); lag++) {
    const correlation = covariance(lag) / variance
    if (correlation <= 0) break
    inflation += 2 * (1 - lag / block) * correlation
  }
  return n / inflation
}

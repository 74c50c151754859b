import betaQuantile from '@stdlib/stats-base-dists-beta-quantile'
import type { Verdict } from '../results.ts'

/**
 * 95 % interval of the skill, from the test that gave the verdict.
 *
 * With d_t the difference of the squared errors of network and persistence, d̄ its mean, γ₀ its
 * variance (over n) and m the mean squared error of persistence, the Harvey–Leybourne–Newbold
 * statistic for one step ahead is S = d̄ / s with s = √(γ₀ / (n − 1)) (Harvey, Leybourne & Newbold
 * 1997; see `diebold-mariano.ts`), and skill = −d̄ / m. The interval of d̄ is d̄ ± t_{n−1} s; divided
 * by −m it is skill ± t_{n−1} |skill / S|. m is taken as known, so the interval excludes 0 exactly
 * when the test's own p, before Holm, is under 0.05.
 *
 * Null where nothing was tested, or where S = 0 hides the spread.
 */
export function skillInterval(
  { skill, statistic, days }: Pick<Verdict, 'skill' | 'statistic' | 'days'>,
  level = 0.95
): { readonly low: number; readonly high: number } | null {
  if (skill === null || statistic === null || statistic === 0 || days < 2) return null
  const half = studentQuantile((1 + level) / 2, days - 1) * Math.abs(skill / statistic)
  return { low: skill - half, high: skill + half }
}

/**
 * Quantile of Student's t for `p` above one half: ν / (ν + t²) is Beta(ν/2, 1/2) distributed
 * (Abramowitz & Stegun 26.7.1 and 26.5.27).
 */
export function studentQuantile(p: number, freedom: number): number {
  const x = betaQuantile(2 * (1 - p), freedom / 2, 0.5)
  return Math.sqrt(freedom * (1 / x - 1))
}

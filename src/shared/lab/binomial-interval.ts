import betaQuantile from '@stdlib/stats-base-dists-beta-quantile'

/**
 * Clopper–Pearson interval of a binomial share: [B(α/2; k, n−k+1), B(1−α/2; k+1, n−k)], B the
 * quantile of the beta distribution (Clopper & Pearson 1934; Brown, Cai & DasGupta 2001, eq. 4).
 * Chosen over Wilson's because it never covers less than it promises; a lab that doubts should
 * rather be too wide. `successes` k of `trials` n ≥ 1.
 */
export function binomialInterval(
  successes: number,
  trials: number,
  level = 0.95
): { low: number; high: number } {
  const tail = (1 - level) / 2
  return {
    low: successes === 0 ? 0 : betaQuantile(tail, successes, trials - successes + 1),
    high: successes === trials ? 1 : betaQuantile(1 - tail, successes + 1, trials - successes),
  }
}

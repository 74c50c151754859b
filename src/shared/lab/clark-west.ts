import tCdf from '@stdlib/stats-base-dists-t-cdf'
import { testMean } from './cosine-variance.ts'
import { fewestDays } from './diebold-mariano.ts'
import { fill, type Numbers } from './numbers.ts'

/** `statistic` > 0: the network knows something that persistence does not. */
export interface ClarkWest {
  readonly statistic: number
  /** One-sided. */
  readonly p: number
}

/**
 * Is there anything in a network's forecasts that persistence lacks? Clark & West 2007, “Approximately
 * normal tests for equal predictive accuracy in nested models”, J. Econometrics 138(1), eq. 3.
 *
 * Persistence is the network with all its weights at zero, and a larger model pays for estimating
 * weights that are worth nothing: in truth equal, it still loses more, so Diebold–Mariano finds too
 * little. f_t = e²_pers − (e²_net − (ŷ_pers − ŷ_net)²) takes that price off; is its mean above 0?
 * The variance is that of `cosine-variance.ts`. It does not say that the network's errors are smaller.
 *
 * Null where no honest p exists, as in `dieboldMariano`; two forecasts that never differ: p 1.
 * @param gaps (ŷ_pers − ŷ_net)² of each day, in the losses' unit
 */
export function clarkWest(losses: Numbers, persistence: Numbers, gaps: Numbers): ClarkWest | null {
  const n = losses.length
  if (n < fewestDays) return null
  const adjusted = fill(n, t => persistence[t]! - losses[t]! + gaps[t]!)
  if (adjusted.every(f => f === 0)) return { statistic: 0, p: 1 }
  const test = testMean(adjusted)
  return test && { statistic: test.statistic, p: tCdf(-test.statistic, test.freedom) }
}

import tCdf from '@stdlib/stats-base-dists-t-cdf'
import { mean, meanSquare, type Numbers } from './numbers.ts'

/** Below this many days nothing is tested: Student's t on a handful of heavy-tailed losses says little. */
export const fewestDays = 8

/** `statistic` > 0: the first forecaster loses more. */
export interface DieboldMariano {
  readonly statistic: number
  /** Two-sided, Student's t with n − 1 degrees of freedom. */
  readonly p: number
}

/**
 * Are two forecasters' losses of the same n days equal on average? One step ahead (h = 1).
 *
 * With d_t the difference of losses, d̄ its mean and γ₀ its variance (over n): DM = d̄ / √(γ₀/n)
 * (Diebold & Mariano 1995); times √((n + 1 − 2h + h(h−1)/n) / n), here √((n−1)/n), and held
 * against t_{n−1} (Harvey, Leybourne & Newbold 1997). For h = 1 this is the paired t-test.
 *
 * Null where no honest p exists: fewer than `fewestDays` days, a loss that is not a number, or
 * differences that are all alike but not zero. Equal losses throughout: statistic 0, p 1.
 */
export function dieboldMariano(losses: Numbers, others: Numbers): DieboldMariano | null {
  const n = losses.length
  const differences = Float64Array.from(losses, (loss, t) => loss - others[t]!)
  const centre = mean(differences)
  if (n < fewestDays || !Number.isFinite(centre)) return null
  if (differences.every(d => d === 0)) return { statistic: 0, p: 1 }
  const variance = meanSquare(differences, centre)
  if (!(variance > (1e-12 * centre) ** 2)) return null
  const statistic = (centre / Math.sqrt(variance / n)) * Math.sqrt((n - 1) / n)
  return { statistic, p: Math.min(1, 2 * tCdf(-Math.abs(statistic), n - 1)) }
}

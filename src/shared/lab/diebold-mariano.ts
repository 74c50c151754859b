import { lagOne, type MeanTest, testMean } from './cosine-variance.ts'
import { fill, type Numbers } from './numbers.ts'

/** Below this many days nothing is tested: one cosine of heavy-tailed losses say little. */
export const fewestDays = 8

/** `statistic` > 0: the first forecaster loses more. */
export interface DieboldMariano extends MeanTest {
  /** Lag-1 autocorrelation of the differences: how far a day's difference resembles the day before's. */
  readonly lag1: number
}

/**
 * Are two forecasters' losses of the same n days equal on average? One step ahead.
 *
 * With d_t the difference of losses and d̄ its mean, DM = d̄ / √(V/n) (Diebold & Mariano 1995). Losses
 * one step ahead share no day, but calm and wild days come in stretches and so do differences: V is a
 * long-run variance from ν cosines, held against t_ν (see `cosine-variance.ts`).
 *
 * Null where no honest p exists: fewer than `fewestDays` days, a loss that is not a number, or
 * differences that are all alike but not zero. Equal losses throughout: statistic 0, p 1.
 */
export function dieboldMariano(losses: Numbers, others: Numbers): DieboldMariano | null {
  const n = losses.length
  if (n < fewestDays) return null
  const differences = fill(n, t => losses[t]! - others[t]!)
  if (differences.every(d => d === 0)) return { statistic: 0, p: 1, freedom: n - 1, lag1: 0 }
  const test = testMean(differences)
  return test && { ...test, lag1: lagOne(differences) }
}

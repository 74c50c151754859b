import { lagCurve } from './lag.ts'
import { correlation, fill, type Numbers } from './numbers.ts'

/** How much of a forecaster is yesterday's price. */
export interface Copycat {
  /** The shift at which the prediction fits best; −1 repeats yesterday. */
  readonly bestLag: number | null
  /**
   * Correlation of the predicted change with the last change that was known, p̂_t − y_{t−1} with
   * y_{t−1} − y_{t−2}: near 1 or −1, the forecaster says nothing but a multiple of yesterday's move.
   */
  readonly withLastChange: number | null
  /** Correlation of the predicted change with the change that came, and its lower 95 % bound. */
  readonly withNextChange: number | null
  readonly lowerBound: number | null
  /** It fits yesterday best, and what it adds to yesterday does not follow what happened. */
  readonly isCopy: boolean
}

const quantile = 1.959963984540054 // of the standard normal, 97.5 %

/**
 * Is this one-step forecast a copy of yesterday? That it fits yesterday's price best is not enough:
 * on a trending series the best forecast there is does so too, because a day's move is small beside the
 * level. A copy also moves without regard to what comes: the correlation ρ of its predicted change with
 * the actual change is not above 0, by Fisher's interval tanh(artanh ρ − 1.96 / √(n − 3)) (Fisher 1921).
 * A predicted change that never varies adds nothing and is a copy.
 * @param predicted one step ahead, unit of tables  @param actual the truth of the same days
 * @param persistence the day before, which the forecaster knew
 */
export function copycat(predicted: Numbers, actual: Numbers, persistence: Numbers): Copycat {
  const n = actual.length
  const said = fill(n, t => predicted[t]! - persistence[t]!)
  const came = fill(n, t => actual[t]! - persistence[t]!)
  const bestLag = lagCurve(predicted, actual).best
  const withNextChange = correlation(said, came)
  // the move before day t is the one that came on day t − 1
  const withLastChange = correlation(said.subarray(1), came.subarray(0, Math.max(0, n - 1)))
  const lowerBound = fisherLower(withNextChange, n)
  const adds = lowerBound !== null && lowerBound > 0
  return {
    bestLag,
    withLastChange: finite(withLastChange),
    withNextChange: finite(withNextChange),
    lowerBound,
    isCopy: bestLag === -1 && !adds,
  }
}

function fisherLower(rho: number, n: number): number | null {
  if (!Number.isFinite(rho) || n < 8) return null
  if (rho >= 1) return 1
  return Math.tanh(Math.atanh(Math.max(rho, -1 + 1e-15)) - quantile / Math.sqrt(n - 3))
}

const finite = (value: number) => (Number.isFinite(value) ? value : null)

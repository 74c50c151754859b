import { correlation, fill, mean, type Numbers, orNull } from './numbers.ts'

/** How well a prediction fits the truth when moved by `shift` days; null where it cannot be said. */
export interface LagFit {
  /** −1: every prediction is laid on the day before its own. */
  readonly shift: number
  /** In the unit given, over the days that still have both. At shift 0: over all days. */
  readonly rmse: number | null
  /** Pearson's, of the day-to-day changes: levels of a price correlate at any shift. */
  readonly correlation: number | null
  readonly days: number
}

export interface LagCurve {
  readonly fits: readonly LagFit[]
  /** The shift of least RMSE, the nearest to 0 among equals; null without one. −1 repeats yesterday. */
  readonly best: number | null
}

/**
 * Moves `predicted` against `actual` (same unit, same days, time order) by −`furthest` … +`furthest`
 * days: at shift s, day t's truth is compared with the prediction made for day t − s. A copy of
 * yesterday, predicted[t] = actual[t−1], fits perfectly at −1.
 */
export function lagCurve(predicted: Numbers, actual: Numbers, furthest = 10): LagCurve {
  const shifts = Array.from({ length: 2 * furthest + 1 }, (_, k) => k - furthest)
  const fits = shifts.map(shift => fitAt(predicted, actual, shift))
  return { fits, best: bestShift(fits) }
}

function fitAt(predicted: Numbers, actual: Numbers, shift: number): LagFit {
  const start = Math.max(0, shift)
  const end = Math.min(actual.length, predicted.length + shift)
  const days = Math.max(0, end - start)
  const truth = fill(days, k => actual[start + k]!)
  const moved = fill(days, k => predicted[start + k - shift]!)
  const rmse = orNull(Math.sqrt(mean(fill(days, k => (truth[k]! - moved[k]!) ** 2))))
  return { shift, rmse, correlation: orNull(correlation(changes(moved), changes(truth))), days }
}

const changes = (values: Float64Array) =>
  fill(Math.max(0, values.length - 1), t => values[t + 1]! - values[t]!)

/** With fewer than half the days left, a good fit is chance: such shifts are shown, never chosen. */
function bestShift(fits: readonly LagFit[]): number | null {
  const all = Math.max(...fits.map(fit => fit.days))
  const eligible = fits.filter(fit => fit.rmse !== null && fit.days >= all / 2)
  eligible.sort((a, b) => a.rmse! - b.rmse! || Math.abs(a.shift) - Math.abs(b.shift))
  return eligible[0]?.shift ?? null
}

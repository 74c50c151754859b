import type { Bars, IsoDate } from '../types.ts'
import type { Quality } from '../wire.ts'

/**
 * A series at a glance: what may be wrong with it, or only worth knowing. Pure; which days the
 * series should have is the caller's to say, since exchanges are known elsewhere.
 */

/**
 * Robust deviations from the median return beyond which a day is told. Daily returns have heavy
 * tails: at 3.5, the usual bound, one day in forty of an ordinary share would be an outlier; 10 leaves a
 * handful in ten years, the crashes and the results days that a person should know of.
 */
export const outlierThreshold = 10

/** 1 / Φ⁻¹(3/4): makes the median absolute deviation of a normal law its standard deviation. */
const madToDeviation = 1.4826

/** Gaps and outliers that are listed; their count is of all. */
const mostListed = 200

/** @param expected trading days of the series' own calendar from its first to its last bar, rising */
export function judgeQuality(bars: Bars, expected: readonly IsoDate[]): Quality {
  return {
    gaps: findGaps(bars.dates, expected),
    outliers: { threshold: outlierThreshold, days: findOutliers(bars) },
    splits: findSplits(bars),
    hasVolume: hasNumbers(bars.volume),
    hasCandles: [bars.open, bars.high, bars.low].every(hasNumbers),
    hasAdjusted: hasNumbers(bars.adjusted),
  }
}

/** Most of a column is there; a column of zeros is none, as Yahoo sends for the volume of an index. */
const hasNumbers = (values: Float64Array): boolean =>
  values.filter(value => Number.isFinite(value) && value !== 0).length > values.length / 2

function findGaps(dates: readonly IsoDate[], expected: readonly IsoDate[]): Quality['gaps'] {
  const known = new Set(dates)
  const days = expected.filter(date => !known.has(date))
  return { count: days.length, days: days.slice(0, mostListed) }
}

/** The median of finite numbers, of which the sum of two is finite, too; NaN of none. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  const upper = sorted[middle] ?? Number.NaN
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2
}

/**
 * Days whose simple return lies more than `outlierThreshold` robust deviations (1.4826 · MAD) from
 * the median one, farthest first. By adjusted prices where there are any, so that a split or a
 * dividend is no outlier. None where more than half of the days do not move at all.
 */
function findOutliers(bars: Bars): Quality['outliers']['days'] {
  const prices = hasNumbers(bars.adjusted) ? bars.adjusted : bars.close
  const returns = Array.from(prices, (price, i) =>
    i === 0 ? Number.NaN : price / prices[i - 1]! - 1
  )
  const finite = returns.filter(Number.isFinite)
  const middle = median(finite)
  const deviation = madToDeviation * median(finite.map(r => Math.abs(r - middle)))
  if (!(deviation > 0)) return [] // most days alike: nothing to measure by
  return returns
    .map((r, i) => ({ date: bars.dates[i]!, return: r, deviations: (r - middle) / deviation }))
    .filter(({ deviations }) => Math.abs(deviations) > outlierThreshold)
    .toSorted((a, b) => Math.abs(b.deviations) - Math.abs(a.deviations))
    .slice(0, mostListed)
}

/** Splits that happen, as new shares for an old one; reverse ones are their inverses. */
const usualRatios = [
  1.25,
  4 / 3,
  1.5,
  2,
  2.5,
  3,
  4,
  5,
  6,
  7,
  8,
  10,
  12,
  15,
  20,
  25,
  30,
  40,
  50,
  100,
]

/** How far a step may lie from a usual ratio: prices move by some percent on the day itself. */
const near = 0.02

/** Steps below this are dividends, of which a special one may reach a quarter of the price. */
const leastByAdjusted = 1.4

/** Without adjusted prices a step may also be a crash: only a halving or more is told. */
const leastByClose = 1.9

/**
 * Guesses at splits. The adjusted close divides out every split and dividend after its day, so
 * adjusted / close steps up where one happened: by little for a dividend, by the split's ratio for a
 * split that the close itself still shows. A series without adjusted prices shows a split only as a
 * fall by about that ratio, which is told when it is close to a usual one and at least a halving.
 */
function findSplits({ dates, close, adjusted }: Bars): Quality['splits'] {
  const splits: { date: IsoDate; ratio: number }[] = []
  const byAdjusted = hasNumbers(adjusted)
  for (let i = 1; i < dates.length; i++) {
    const step = byAdjusted
      ? adjusted[i]! / close[i]! / (adjusted[i - 1]! / close[i - 1]!)
      : close[i - 1]! / close[i]!
    const ratio = usualRatio(step, byAdjusted ? leastByAdjusted : leastByClose)
    if (ratio !== null) splits.push({ date: dates[i]!, ratio })
  }
  return splits
}

/** The ratio of a split that this step is near to, or null; below 1 for a reverse split. */
function usualRatio(step: number, least: number): number | null {
  if (!Number.isFinite(step) || step <= 0) return null
  const size = Math.max(step, 1 / step)
  if (size < least) return null
  const ratio = usualRatios.find(usual => Math.abs(size / usual - 1) < near)
  if (ratio === undefined) return null
  return step > 1 ? ratio : 1 / ratio
}

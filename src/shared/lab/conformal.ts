/**
 * Conformal intervals: how wide a band must be to hold what comes, learned from errors that were made
 * before, without believing in any distribution.
 *
 * A score is the size of one error. With m scores of days as good as exchangeable with the next one, the
 * band of half-width q, the ⌈(m + 1)(1 − α)⌉-th smallest score, holds it with a probability of at least
 * 1 − α (Vovk, Gammerman & Shafer 2005; Lei and others 2018). Prices are not exchangeable: calm and wild
 * years follow each other. So α itself is steered by what the band just did, α_{t+1} = α_t + γ (α − miss_t)
 * (Gibbs & Candès 2021), a miss being known only once its day has come.
 */

/** The half-width for a level from past scores; Infinity when there are too few for it. */
export function conformalQuantile(scores: readonly number[], alpha: number): number {
  const rank = Math.ceil((scores.length + 1) * (1 - alpha))
  if (rank > scores.length) return Number.POSITIVE_INFINITY
  return scores.toSorted((a, b) => a - b)[Math.max(0, rank - 1)] ?? Number.POSITIVE_INFINITY
}

/** The fewest scores that give a finite band at this level. */
export const fewestScores = (alpha: number): number => Math.ceil(1 / alpha) - 1

export interface AdaptiveOptions {
  /** Share of days that may fall outside: 0.2 for an 80 % band. */
  readonly alpha: number
  /** Days from an origin to its target. What origin t misses is known at origin t + steps. */
  readonly steps: number
  /** γ, how fast the level follows: 0.02 halves a wrong level in about 35 days. */
  readonly rate?: number
}

/** A band at one origin: its half-width, and whether the truth, once known, lay within. */
export interface Band {
  readonly width: number
  readonly covered: boolean
}

/**
 * Bands for a row of origins, in time order and a day apart, each from what was known there: the
 * calibration scores, the scores of earlier origins whose targets had come, and a level steered by their
 * misses. Nothing of a target after the origin is read.
 * @param calibration scores of days before the first origin  @param scores one for each origin
 */
export function adaptiveBands(
  calibration: readonly number[],
  scores: readonly number[],
  { alpha, steps, rate = 0.02 }: AdaptiveOptions
): Band[] {
  const known = calibration.toSorted((a, b) => a - b)
  const bands: Band[] = []
  let level = alpha
  scores.forEach((score, t) => {
    const come = t - steps
    if (come >= 0) {
      insert(known, scores[come] ?? Number.NaN)
      level += rate * (alpha - (bands[come]?.covered === false ? 1 : 0))
    }
    const width = sortedQuantile(known, keepLevel(level, known.length))
    bands.push({ width, covered: score <= width })
  })
  return bands
}

/** A level beyond what the scores can give would be a band without end, or none at all. */
const keepLevel = (level: number, count: number) =>
  Math.min(1 - 1 / (count + 1), Math.max(1 / (count + 1), level))

function sortedQuantile(sorted: readonly number[], alpha: number): number {
  // the level's own rounding must not push the rank past the last score
  const rank = Math.ceil((sorted.length + 1) * (1 - alpha) - 1e-9)
  return sorted[Math.min(sorted.length, Math.max(1, rank)) - 1] ?? Number.POSITIVE_INFINITY
}

/** Keeps the row sorted. */
function insert(sorted: number[], value: number): void {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle] ?? 0) < value) low = middle + 1
    else high = middle
  }
  sorted.splice(low, 0, value)
}

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

/** The half-width for a level from past scores, sorted; Infinity when there are too few for it. */
export function conformalQuantile(sorted: readonly number[], alpha: number): number {
  // 1 − α is not exact: a rank that is whole in theory must not be rounded up to the next
  const rank = Math.ceil((sorted.length + 1) * (1 - alpha) - 1e-9)
  return sorted[Math.max(1, rank) - 1] ?? Number.POSITIVE_INFINITY
}

/** The fewest scores that give a finite band at this level. */
export const fewestScores = (alpha: number): number => Math.ceil(1 / alpha) - 1

/**
 * γ: a band that misses twice as often as it may is wider by a tenth of its ranks after some 200 days.
 * Targets of h days ahead overlap and are known h days late, so one surprise is counted h times: at 0.02
 * and more the level swings instead of following, and the 95 % bands of 20 days lose 2 to 6 points
 * (docs/lab.md has the trial, on seeds that no control uses).
 */
export const steeringRate = 0.01

/** Scores before the first band: then the 95 % band is the second largest of them, not one outlier. */
export const warmUp = 39

export interface AdaptiveOptions {
  /** Share of days that may fall outside: 0.2 for an 80 % band. */
  readonly alpha: number
  /** Days from an origin to its target. What origin t misses is known at origin t + steps. */
  readonly steps: number
  readonly rate?: number
  readonly warmUp?: number
  /** Half-widths by origin that these may not stay under: of a band that promises less. */
  readonly atLeast?: readonly (Band | null)[]
}

/** A band at one origin: its half-width, and whether the truth lay within; null where it has not come. */
export interface Band {
  readonly width: number
  readonly covered: boolean | null
}

/**
 * Bands for a row of origins, in time order and a day apart, each from what was known there: the scores of
 * earlier origins whose targets had come, and a level steered by their misses. Nothing of a target after
 * the origin is read. Null while fewer than `warmUp` scores are known.
 * @param scores one for each origin whose target is known
 * @returns one for each of these and for the `steps` origins after them: the last knows every score
 */
export function adaptiveBands(
  scores: readonly number[],
  { alpha, steps, rate = steeringRate, warmUp: fewest = warmUp, atLeast }: AdaptiveOptions
): (Band | null)[] {
  const known: number[] = []
  const bands: (Band | null)[] = []
  let level = alpha
  for (let t = 0; t < scores.length + steps; t++) {
    const come = t - steps
    if (come >= 0) {
      const before = bands[come]
      // held within [0, 1]: beyond it there is no wider band to ask for, only a debt that grows
      if (before) level = clamp(level + rate * (alpha - (before.covered ? 0 : 1)), 0, 1)
      insert(known, scores[come]!)
    }
    bands.push(known.length < fewest ? null : bandAt(known, level, scores[t], atLeast?.[t]?.width))
  }
  return bands
}

function bandAt(
  known: readonly number[],
  level: number,
  score: number | undefined,
  atLeast = 0
): Band {
  // a level beyond what the scores can give would be a band without end, or none at all
  const kept = clamp(level, 1 / (known.length + 1), 1 - 1 / (known.length + 1))
  const width = Math.max(atLeast, conformalQuantile(known, kept))
  return { width, covered: score === undefined ? null : score <= width }
}

const clamp = (value: number, low: number, high: number) => Math.min(high, Math.max(low, value))

/** Keeps the row sorted. */
function insert(sorted: number[], value: number): void {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (sorted[middle]! < value) low = middle + 1
    else high = middle
  }
  sorted.splice(low, 0, value)
}

import type { Spelling } from './spelling.ts'

/** Counts since 1970-01-01 00:00 UTC, as programs write instants: their unit by their length. */
const UNITS: readonly (readonly [Spelling, RegExp, number])[] = [
  ['seconds', /^\d{9,10}(?:\.\d{1,9})?$/, 1000],
  ['milliseconds', /^\d{12,13}(?:\.0{1,6})?$/, 1],
  ['microseconds', /^\d{15,16}$/, 1e-3],
  ['nanoseconds', /^\d{18,19}$/, 1e-6],
]

/** 1973 to 2096: a count outside is a price or a volume. */
const [least, most] = [1e11, 4e12]

export interface Epoch {
  readonly spelling: Spelling
  /** Milliseconds since the epoch. */
  readonly instant: number
}

export function readEpoch(text: string): Epoch | null {
  for (const [spelling, pattern, factor] of UNITS) {
    if (!pattern.test(text)) continue
    const instant = Number(text) * factor
    return instant >= least && instant <= most ? { spelling, instant } : null
  }
  return null
}

/**
 * Whether a column without a name is one of instants: every value in one unit, and rising or falling
 * throughout by at least 12 hours. Volumes have as many digits and do neither.
 */
export function isEpochColumn(values: readonly string[]): boolean {
  if (values.length < 2) return false
  const epochs = values.map(readEpoch)
  const [first] = epochs
  if (epochs.some(epoch => epoch === null || epoch.spelling !== first?.spelling)) return false
  const steps = epochs.slice(1).map((epoch, i) => (epoch?.instant ?? 0) - (epochs[i]?.instant ?? 0))
  const half = 43_200_000
  return steps.every(step => step >= half) || steps.every(step => step <= -half)
}

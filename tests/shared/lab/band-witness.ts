import { readFileSync } from 'node:fs'

interface BandWitness {
  readonly steps: number
  readonly scores: readonly number[]
  /** Half-widths at α = 0.2 and γ = 0.01, and at 0.05 and 0.02; null before 39 scores are known. */
  readonly narrow: readonly (number | null)[]
  readonly wide: readonly (number | null)[]
  /** Coverage of the narrow ones. */
  readonly share: number
  readonly low: number
  readonly high: number
  readonly effective: number
  readonly days: number
}

/** Numbers of an independent implementation: see `tests/fixtures/lab/bands.py`. */
export const bandWitness: readonly BandWitness[] = JSON.parse(
  readFileSync(new URL('../../fixtures/lab/bands.json', import.meta.url), 'utf8')
).cases

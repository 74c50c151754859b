import { isNumber } from '../charts/format.ts'
import type { Results, Verdict } from '../results.ts'
import type { Part } from '../types.ts'
import { adjustedWords, familyOf, pWords } from './words.ts'

/** The network with the least error on the verdict's part: the number behind the headline. */
export interface Closest {
  readonly verdict: Verdict
  readonly mse: number | null
  readonly persistence: number | null
  /** `no real difference (p = 0.62 after Holm)` */
  readonly meaning: string
  readonly isOnlyOne: boolean
}

const mseOn = ({ forecasters }: Results, name: string, part: Part) =>
  forecasters.find(f => f.name === name)?.parts[part]?.mse ?? null

/** Null when no network has a finite error. */
export function findClosest(results: Results): Closest | null {
  const { verdictPart: part, verdicts } = results
  const ranked = verdicts
    .filter(v => isNumber(mseOn(results, v.model, part)))
    .sort((a, b) => (mseOn(results, a.model, part) ?? 0) - (mseOn(results, b.model, part) ?? 0))
  const verdict = ranked[0]
  if (verdict === undefined) return null
  return {
    verdict,
    mse: mseOn(results, verdict.model, part),
    persistence: mseOn(results, 'persistence', part),
    meaning: meaningOf(verdict, familyOf(verdicts)),
    isOnlyOne: verdicts.length === 1,
  }
}

const meanings = {
  better: 'a real difference',
  worse: 'worse by more than chance',
  'not distinguishable': 'no real difference',
  'too few': 'too few days to tell',
  'not decidable': 'not decidable: ‘tomorrow = today’ made no error here',
} as const

function meaningOf({ outcome, p, adjustedP, days }: Verdict, family: number): string {
  const words = meanings[outcome]
  if (outcome === 'not decidable') return words
  if (outcome === 'too few' || p === null || adjustedP === null) return `${words} (${days})`
  const alone = family > 1 ? `DM ${pWords(p)}, ` : 'DM '
  return `${words} (${alone}${adjustedWords(adjustedP, family)})`
}

import { isNumber, nbsp } from '../../../../shared/charts/format.ts'
import { openingsSentence } from '../../../../shared/lab/opening-words.ts'
import { pWords } from '../../../../shared/lab/words.ts'
import type { Results, Verdict } from '../../../../shared/results.ts'
import type { Part } from '../../../../shared/types.ts'

/** The network with the least error on the verdict's part, with the numbers behind the headline. */
export interface Closest {
  readonly verdict: Verdict
  readonly mse: number | null
  readonly persistence: number | null
  readonly meaning: string
  readonly isOnlyOne: boolean
}

const mseOn = ({ forecasters }: Results, name: string, part: Part) =>
  forecasters.find(f => f.name === name)?.parts[part]?.mse ?? null

/** Null when no network has a finite error. */
export function findClosest(results: Results): Closest | null {
  const part = results.verdictPart
  const ranked = results.verdicts
    .filter(v => isNumber(mseOn(results, v.model, part)))
    .sort((a, b) => (mseOn(results, a.model, part) ?? 0) - (mseOn(results, b.model, part) ?? 0))
  const verdict = ranked[0]
  if (verdict === undefined) return null
  return {
    verdict,
    mse: mseOn(results, verdict.model, part),
    persistence: mseOn(results, 'persistence', part),
    meaning: meaningOf(verdict),
    isOnlyOne: results.verdicts.length === 1,
  }
}

/** `no real difference (p = 0.62)` */
function meaningOf({ outcome, adjustedP, days }: Verdict): string {
  const words = {
    better: 'a real difference',
    worse: 'worse by more than chance',
    'not distinguishable': 'no real difference',
    'too few': `too few days to tell (${days})`,
  }[outcome]
  return outcome === 'too few' || adjustedP === null
    ? words
    : `${words} (${pWords(adjustedP).replaceAll(' ', nbsp)})`
}

/** Tries, a watched test curve, openings: what weakens the verdict. */
export function caveats(results: Results): readonly string[] {
  const { tries, experiment } = results
  const tried =
    tries === 1
      ? 'First specification tried on this series.'
      : `${tries} tries on this series: the more, the likelier a lucky one.`
  return [
    tried,
    ...(experiment.protocol === 'tutorial' ? ['The test curve was watched while training.'] : []),
    ...[openingsSentence(results)].filter(Boolean),
  ]
}

/** “tomorrow = today” never breaks within. */
export const keepTogether = (text: string): string =>
  text.replaceAll('tomorrow = today', `tomorrow${nbsp}=${nbsp}today`)

/** Four significant digits, without an exponent. */
export function significant(value: number | null): string {
  if (!isNumber(value)) return '–'
  if (value === 0) return '0'
  const decimals = Math.min(12, Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value)))))
  return value.toFixed(decimals)
}

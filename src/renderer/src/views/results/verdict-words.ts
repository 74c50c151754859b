import { nbsp } from '../../../../shared/charts/format.ts'
import { openingsSentence } from '../../../../shared/lab/opening-words.ts'
import { triesSentence } from '../../../../shared/lab/tries-words.ts'
import type { Results } from '../../../../shared/results.ts'

/** Tries, a watched test curve, openings: what weakens the verdict. */
export function caveats(results: Results): readonly string[] {
  const { tries, experiment } = results
  return [
    triesSentence(tries),
    ...(experiment.protocol === 'tutorial' ? ['The test curve was watched while training.'] : []),
    ...[openingsSentence(results)].filter(Boolean),
  ]
}

/** “tomorrow = today” never breaks within. */
export const keepTogether = (text: string): string =>
  text.replaceAll('tomorrow = today', `tomorrow${nbsp}=${nbsp}today`)

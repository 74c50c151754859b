import type { Forecaster, Measures, Results } from '../results.ts'
import { listWords, modelWords } from './words.ts'

/** The copy-cat detector in words, the same in report, command line and window. */

/** On the flag. */
export const repeatsYesterday = 'repeats yesterday'

/** What the flag means, in a sentence. */
export const copyMeaning =
  'Shifted by one day it fits best, and the change it predicts does not follow the change that came: it says yesterday’s price and adds nothing.'

/** What the two correlations are, a sentence each. */
export const lastChangeMeaning =
  'Correlation of the predicted change with the last change that was known: near 1 or −1, it says a multiple of yesterday’s move.'
export const nextChangeMeaning =
  'Correlation of the predicted change with the change that came: above 0, it says something of the day it predicts.'

export const isFlagged = (measures: Measures | undefined): boolean =>
  measures?.copy?.isCopy === true

/** Networks that repeat yesterday on the part that the verdict speaks of. */
export const copyingNetworks = ({ forecasters, verdictPart }: CopyResults): string[] =>
  forecasters
    .filter(({ kind, parts }) => kind === 'network' && isFlagged(parts[verdictPart]))
    .map(({ name }) => name)

interface CopyResults extends Pick<Results, 'verdictPart'> {
  readonly forecasters: readonly Pick<Forecaster, 'name' | 'kind' | 'parts'>[]
}

/** Which networks repeat yesterday, in a sentence; empty when none does. */
export function copiesSentence(results: CopyResults): string {
  const names = copyingNetworks(results)
  if (names.length === 0) return ''
  const who = listWords(names.map(modelWords))
  return names.length === 1
    ? `${who} repeats yesterday: the change it predicts does not follow the change that came.`
    : `${who} repeat yesterday: the changes they predict do not follow the changes that came.`
}

import { formatDate } from '../charts/format.ts'
import type { Results } from '../results.ts'
import { listWords } from './words.ts'

/** How often a test part of the series was looked at, by whatever run, and who saw these days; empty for nobody. */
export const openingsSentence = ({ seal }: Pick<Results, 'seal'>): string =>
  [openedWords(seal.openingsOfSeries), seenSentence(seal)].filter(Boolean).join(' ')

function openedWords(times: number): string {
  if (times === 0) return ''
  return times === 1
    ? 'A test part of this series has been opened once.'
    : `Test parts of this series have been opened ${times} times.`
}

/**
 * `Days of this test part, 5 Jul 2023 to 1 May 2024, were shown by run abc123 (tutorial).` Who chose a
 * specification after that run has not chosen blindly.
 */
export function seenSentence({ seenBy = [] }: Results['seal']): string {
  const first = seenBy.map(one => one.first).toSorted()[0]
  const last = seenBy
    .map(one => one.last)
    .toSorted()
    .at(-1)
  if (first === undefined || last === undefined) return ''
  const told = seenBy.slice(0, mostNamed).map(({ run, protocol }) => `${run} (${protocol})`)
  const more = seenBy.length - told.length
  const names = listWords(more > 0 ? [...told, `${more} more`] : told)
  const runs = seenBy.length === 1 ? 'run' : 'runs'
  return `Days of this test part, ${formatDate(first)} to ${formatDate(last)}, were shown by ${runs} ${names}: it is not unseen.`
}

const mostNamed = 3

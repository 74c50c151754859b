import type { Results } from '../results.ts'

/** How often a test part of the series was looked at, by whatever run; empty for never. */
export function openingsSentence({
  seal: { openingsOfSeries: times },
}: Pick<Results, 'seal'>): string {
  if (times === 0) return ''
  return times === 1
    ? 'A test part of this series has been opened once.'
    : `Test parts of this series have been opened ${times} times.`
}

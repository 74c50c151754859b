import type { IsoDate } from '../../../shared/types.ts'
import { dayNumber } from '../days.ts'
import type { Spelling } from './spelling.ts'

/** A day this far behind the one before it does not follow on it. */
const longestGap = 45

/**
 * Days after today that are refused. With two digits a year all of them are: the century was a guess.
 * With four, those that leap away, a slip of the hand or another calendar; a series that runs on past
 * today day by day is one that somebody planned or simulated, and that is said.
 */
export function futureDays(
  dates: readonly (IsoDate | null)[],
  spelling: Spelling,
  today: IsoDate
): ReadonlySet<IsoDate> {
  const later = new Set(dates.filter(date => date !== null && date > today) as IsoDate[])
  if (later.size === 0 || spelling === 'two-digit' || spelling === 'named') return later
  const sorted = [...later].sort()
  let last = dates.reduce<IsoDate>(
    (most, date) => (date !== null && date <= today && date > most ? date : most),
    ''
  )
  for (const date of sorted) {
    if (last === '' || dayNumber(date) - dayNumber(last) > longestGap) break
    later.delete(date)
    last = date
  }
  return later
}

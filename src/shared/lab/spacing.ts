import type { IsoDate } from '../types.ts'

/** How far a series' rows lie apart. */
export type Spacing = 'daily' | 'weekly' | 'monthly' | 'quarterly' | 'yearly' | 'uneven'

const msADay = 86_400_000

/** Days between two rows, at least and at most; the middle gap of the series decides. */
const ranges: readonly (readonly [Spacing, number, number])[] = [
  ['daily', 1, 4],
  ['weekly', 5, 9],
  ['monthly', 27, 33],
  ['quarterly', 85, 95],
  ['yearly', 355, 375],
]

/** Fewer rows show no rhythm. */
const few = 4

/** By the middle one of the gaps, so that holidays and holes change nothing; few rows count as days. */
export function spacingOf(dates: readonly IsoDate[]): Spacing {
  if (dates.length < few) return 'daily'
  const recent = dates.slice(-500)
  const gaps = recent
    .slice(1)
    .map((date, i) => (Date.parse(date) - Date.parse(recent[i]!)) / msADay)
    .sort((a, b) => a - b)
  const middle = gaps[gaps.length >> 1]!
  return ranges.find(([, least, most]) => middle >= least && middle <= most)?.[0] ?? 'uneven'
}

/** What one row stands for: a step of a forecast. */
export const stepNames: Readonly<Record<Spacing, string>> = {
  daily: 'day',
  weekly: 'week',
  monthly: 'month',
  quarterly: 'quarter',
  yearly: 'year',
  uneven: 'step',
}

/** What follows for a forecast, or null where its steps are days as everywhere. */
export function spacingNotice(spacing: Spacing): string | null {
  if (spacing === 'daily') return null
  if (spacing === 'uneven')
    return 'Its rows lie unevenly apart; a forecast steps by the gap in the middle of theirs.'
  return `One row a ${stepNames[spacing]}: a step of a forecast is a ${stepNames[spacing]}, and so is every “day” in window lengths and horizons.`
}

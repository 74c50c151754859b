import type { Bars, IsoDate } from '../types.ts'

/** Columns in the order in which a table has them. */
export const barColumns = ['open', 'high', 'low', 'close', 'adjusted', 'volume'] as const
export type BarColumn = (typeof barColumns)[number]

/** A value of a known day that is told differently; NaN where it was or is missing. */
export interface MovedBar {
  readonly date: IsoDate
  readonly column: BarColumn
  readonly before: number
  readonly after: number
}

/** What differs between two states of a series. */
export interface BarChanges {
  /** By day, then by column. */
  readonly moved: readonly MovedBar[]
  /** Values that differ by less than a millionth: Yahoo's last digits are not the same twice. */
  readonly jitter: number
  /** Days that only the later state has, and only the earlier one. */
  readonly added: readonly IsoDate[]
  readonly removed: readonly IsoDate[]
}

/**
 * Relative. Yahoo computes in 32-bit floats (6e-8) and its adjusted close jitters in the last
 * digit from request to request; the smallest real change, a cent of dividend on a price of 500,
 * is 2e-5.
 */
const tolerance = 1e-6

/** Whether a value was told anew, beyond jitter. Missing is a value of its own. */
export function hasMoved(before: number, after: number): boolean {
  if (Number.isNaN(before) || Number.isNaN(after))
    return Number.isNaN(before) !== Number.isNaN(after)
  return Math.abs(after - before) > tolerance * Math.max(Math.abs(before), Math.abs(after))
}

/** Every value of every day that both states know, and the days that only one of them knows. */
export function compareBars(before: Bars, after: Bars): BarChanges {
  const places = new Map(before.dates.map((date, i) => [date, i]))
  const known = new Set(after.dates)
  const moved: MovedBar[] = []
  let jitter = 0
  for (const [i, date] of after.dates.entries()) {
    const at = places.get(date)
    if (at === undefined) continue
    for (const column of barColumns) {
      const [was, is] = [before[column][at]!, after[column][i]!]
      if (hasMoved(was, is)) moved.push({ date, column, before: was, after: is })
      else if (!Object.is(was + 0, is + 0)) jitter++ // −0 is 0
    }
  }
  return {
    moved,
    jitter,
    added: after.dates.filter(date => !places.has(date)),
    removed: before.dates.filter(date => !known.has(date)),
  }
}

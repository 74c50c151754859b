import { looksLikeDate } from './dates.ts'
import { readEpoch } from './epoch.ts'
import { isMissing, looksLikeNumber } from './numbers.ts'
import type { Row } from './split-rows.ts'

/** Cells looked at for a date: a bar's stands near the front. */
const front = 64

const isValue = (cell: string) => cell !== '' && (looksLikeNumber(cell) || isMissing(cell))

/**
 * A row of data holds a date and, in another cell, a number or a word for none; or it is all numbers
 * and one of them an instant. Empty cells prove nothing: a spreadsheet pads its preamble with them.
 */
export function isData({ cells }: Row): boolean {
  const few = cells.length > front ? cells.slice(0, front) : cells
  const at = few.findIndex(looksLikeDate)
  if (at >= 0) return few.some((cell, i) => i !== at && isValue(cell))
  return few.length > 1 && few.some(cell => readEpoch(cell) !== null) && few.every(isCount)
}

const isCount = (cell: string) => cell === '' || isValue(cell)

import type { Direction } from '../results.ts'
import type { Prepared, Range } from '../types.ts'
import { binomialInterval } from './binomial-interval.ts'
import type { Numbers } from './numbers.ts'
import { inUnit, lastKnownPrice, persistenceInUnit, targetPrice } from './units.ts'

/**
 * Share of days whose direction was called right, with its 95 % interval.
 * Days on which the price did not move have no direction and are left out; a prediction of no
 * change calls nothing and counts as wrong. `predictions`: model space, one for each window of `range`.
 */
export function directionOf(
  prepared: Prepared,
  predictions: Numbers,
  range: Range
): Direction | null {
  return shareRight(prepared, range, i => {
    const predicted = inUnit(prepared, i, predictions[i - range.start]!)
    return Math.sign(predicted - persistenceInUnit(prepared, i))
  })
}

/** What “it goes up” would have got on the same days: the reference beside every direction. */
export const alwaysUp = (prepared: Prepared, range: Range): Direction | null =>
  shareRight(prepared, range, () => 1)

/** Null where no day moved or a call is not a number. */
function shareRight(
  prepared: Prepared,
  range: Range,
  call: (i: number) => number
): Direction | null {
  let right = 0
  let days = 0
  for (let i = range.start; i < range.end; i++) {
    const called = call(i)
    if (Number.isNaN(called)) return null
    const moved = Math.sign(targetPrice(prepared, i) - lastKnownPrice(prepared, i))
    if (moved === 0) continue
    days++
    if (called === moved) right++
  }
  return days === 0 ? null : { share: right / days, ...binomialInterval(right, days), days }
}

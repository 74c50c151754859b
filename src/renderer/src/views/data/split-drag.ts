import type { Experiment } from '../../../../shared/experiment.ts'
import { floorShare, MILLION, millionths } from '../../../../shared/lab/shares.ts'
import type { SplitSpec } from '../../../../shared/lab/split.ts'
import type { IsoDate, Range, Split } from '../../../../shared/types.ts'

/**
 * From where a handle was put to the fields of the experiment. All counts are of windows; `bars` is
 * how many bars are used. What comes out splits again at exactly the window that was asked for.
 */

type Shares = Pick<Experiment, 'trainShare' | 'validationShare'>

/** Where a part may begin, first and last window. */
export interface Room {
  readonly least: number
  readonly most: number
}

/** Where the test part may begin: every part keeps a window. */
export const roomForTest = ({ windows, train, validation }: Split): Room => ({
  least: validation === null ? 1 : train.end + 1,
  most: windows - 1,
})

/** Where the validation part may begin, the test part staying. */
export const roomForValidation = ({ test }: Split): Room => ({ least: 1, most: test.start - 1 })

/** Lets the test part begin at window `start`; the train part stays under sealed. */
export function placeTest(bars: number, spec: SplitSpec, split: Split, start: number): Shares {
  const at = clampTo(start, roomForTest(split))
  if (spec.protocol === 'tutorial')
    return { trainShare: shareFor(at, bars), validationShare: spec.validationShare }
  const { end } = split.train
  return sealedShares(split.windows, end, at - end)
}

/** Lets the validation part begin at window `start`; the test part stays. */
export function placeValidation(split: Split, start: number): Shares {
  const at = clampTo(start, roomForValidation(split))
  return sealedShares(split.windows, at, split.test.start - at)
}

export const clampTo = (value: number, { least, most }: Room): number =>
  Math.min(most, Math.max(least, value))

/** The share with the fewest digits whose ⌊share · n⌋ is `count`; 0 < count < n ≤ a million. */
function shareFor(count: number, n: number): number {
  for (const unit of [100, 1000, 10_000]) {
    const share = Math.ceil((count * unit) / n) / unit
    if (share < 1 && floorShare(n, share) === count) return share
  }
  return exactShare(count, n)
}

const exactShare = (count: number, n: number) => Math.ceil((count * MILLION) / n) / MILLION

/** Rounded shares may leave nothing to the test part; the exact ones never do. */
function sealedShares(windows: number, train: number, validation: number): Shares {
  const round = {
    trainShare: shareFor(train, windows),
    validationShare: shareFor(validation, windows),
  }
  if (millionths(round.trainShare) + millionths(round.validationShare) < MILLION) return round
  return {
    trainShare: exactShare(train, windows),
    validationShare: exactShare(validation, windows),
  }
}

type Choice = Pick<Experiment, 'days' | 'from' | 'to'>

/**
 * The fields that choose exactly these bars. A range that ends with the series stays open, so that
 * it moves on when bars are added.
 */
export const chooseRange = (dates: readonly IsoDate[], { start, end }: Range): Choice => ({
  days: end - start,
  from: null,
  to: end >= dates.length ? null : (dates[end - 1] ?? null),
})

/** The schema's own least. */
const fewestDays = 3

/** Moves one end of a range, the other staying; the ends keep three days between them. */
export function moveEnd(range: Range, end: 'start' | 'end', bar: number, count: number): Range {
  if (end === 'start')
    return { ...range, start: clampTo(bar, { least: 0, most: range.end - fewestDays }) }
  return { ...range, end: clampTo(bar + 1, { least: range.start + fewestDays, most: count }) }
}

import type { Experiment } from '../experiment.ts'
import { done, type Failure, failed, type Result } from '../failure.ts'
import type { PartRange } from '../results.ts'
import type { Part, Prepared, Range, Split } from '../types.ts'
import { floorShare, MILLION, millionths } from './shares.ts'

/**
 * Which windows train, validate and test. Parts follow each other in time, by target date;
 * every window belongs to exactly one.
 */

export type SplitSpec = Pick<Experiment, 'protocol' | 'window' | 'trainShare' | 'validationShare'>

/** Splits the windows of `bars` bars. Fails with `too-few-rows` where a part would be empty. */
export function makeSplit(bars: number, spec: SplitSpec): Result<Split> {
  const refusal = refuseSplit(bars, spec)
  if (refusal) return failed(refusal)
  return done(spec.protocol === 'tutorial' ? tutorialSplit(bars, spec) : sealedSplit(bars, spec))
}

/**
 * The tutorial's: N = n − T windows, the first ⌊0.7 n⌋ train (of the n bars, not of the N
 * windows, as published), the rest test. n = 800, T = 30: 770 windows, 560 and 210.
 */
function tutorialSplit(bars: number, spec: SplitSpec): Split {
  const windows = bars - spec.window
  const cut = floorShare(bars, spec.trainShare)
  return {
    windows,
    train: { start: 0, end: cut },
    validation: null,
    test: { start: cut, end: windows },
  }
}

/**
 * Sealed: n − 1 returns, N = n − 1 − T windows, shares of N: floor, floor, rest.
 * n = 800, T = 30: 769 windows, 538, 115 and 116.
 */
function sealedSplit(bars: number, spec: SplitSpec): Split {
  const windows = bars - 1 - spec.window
  const trained = floorShare(windows, spec.trainShare)
  const watched = trained + floorShare(windows, spec.validationShare)
  return {
    windows,
    train: { start: 0, end: trained },
    validation: { start: trained, end: watched },
    test: { start: watched, end: windows },
  }
}

function refuseSplit(bars: number, spec: SplitSpec): Failure | null {
  if (spec.protocol === 'sealed' && sealedRest(spec) <= 0) {
    return {
      kind: 'bad-experiment',
      field: 'validationShare',
      reason: `train ${spec.trainShare} and validation ${spec.validationShare} leave nothing to test`,
    }
  }
  const needed = fewestBars(spec)
  return bars < needed
    ? { kind: 'too-few-rows', what: splitName[spec.protocol], needed, got: bars }
    : null
}

const splitName = { tutorial: 'The tutorial split', sealed: 'The sealed split' } as const

/** Millionths left for the test part under sealed. */
const sealedRest = (spec: SplitSpec) =>
  MILLION - millionths(spec.trainShare) - millionths(spec.validationShare)

/**
 * The fewest bars with which no part is empty.
 * Tutorial: ⌊s·n⌋ ≥ 1 needs n ≥ 1/s; n − T − ⌊s·n⌋ ≥ 1 needs (1 − s)·n > T.
 * Sealed: both floors at least 1; the rest then is, because the shares leave some.
 */
export function fewestBars(spec: SplitSpec): number {
  const train = millionths(spec.trainShare)
  if (spec.protocol === 'tutorial') {
    const forTest = Math.floor((spec.window * MILLION) / (MILLION - train)) + 1
    return Math.max(forTest, Math.ceil(MILLION / train))
  }
  const scarcest = Math.min(train, millionths(spec.validationShare))
  return 1 + spec.window + Math.ceil(MILLION / scarcest)
}

/** The bar whose value is the target of window `i`. */
export const targetBar = (prepared: Prepared, i: number): number =>
  i + prepared.window + prepared.offset

/** The parts there are, in time order. */
export function partsOf(split: Split): { part: Part; range: Range }[] {
  const { train, validation, test } = split
  const middle = validation ? [{ part: 'validation' as const, range: validation }] : []
  return [{ part: 'train', range: train }, ...middle, { part: 'test', range: test }]
}

/**
 * Where the open parts after train begin. Predictions are made a part at a time, in training as
 * later: a native call on other windows at once may differ in the last bit.
 */
export const partStarts = ({ split }: Prepared, testOpen: boolean): number[] =>
  partsOf(split)
    .filter(({ part }) => part !== 'train' && (part !== 'test' || testOpen))
    .map(({ range }) => range.start)

/** Count, first and last target date of every part. Dates are no secret: the test part is listed too. */
export function describeSplit(prepared: Prepared): PartRange[] {
  const dateOf = (window: number) => prepared.dates[targetBar(prepared, window)]!
  return partsOf(prepared.split).map(({ part, range }) => ({
    part,
    count: range.end - range.start,
    first: dateOf(range.start),
    last: dateOf(range.end - 1),
  }))
}

/** How many windows, counted from the first, may be predicted: all, or those before a closed test part. */
export function openWindows(prepared: Prepared, testOpen: boolean): number {
  return testOpen ? prepared.split.windows : prepared.split.test.start
}

/** Tutorial test parts are never closed; sealed ones until they are opened. */
export const isTestOpen = ({ protocol }: Pick<Prepared, 'protocol'>, opened: boolean): boolean =>
  protocol === 'tutorial' || opened

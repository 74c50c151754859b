import type { CountedSpan } from '../../../../shared/charts/price-input.ts'
import type { Experiment } from '../../../../shared/experiment.ts'
import type { Failure } from '../../../../shared/failure.ts'
import { type ChosenBars, chooseBars } from '../../../../shared/lab/choose-bars.ts'
import { prepareChosen } from '../../../../shared/lab/prepare.ts'
import { makeSplit, partsOf } from '../../../../shared/lab/split.ts'
import type { Bars, Range, Split } from '../../../../shared/types.ts'

/** What an experiment would do with a series. */
export interface UseOfBars {
  readonly chosen: ChosenBars | null
  /** Bars it uses, of the whole series; null when it cannot choose any. */
  readonly used: Range | null
  readonly split: Split | null
  /** Its parts by target day, as bars of the whole series. */
  readonly parts: readonly CountedSpan[]
  /** Why the run would not start; null when it would. */
  readonly failure: Failure | null
}

/** Chooses and splits as a run would. What can be shown is shown even where the run would refuse. */
export function readUse(bars: Bars, experiment: Experiment): UseOfBars {
  const chosen = chooseBars(bars, experiment)
  const nothing = { chosen: null, used: null, split: null, parts: [] }
  if (!chosen.ok) return { ...nothing, failure: chosen.failure }
  const start = bars.dates.indexOf(chosen.value.dates[0] ?? '')
  const used = { start, end: start + chosen.value.dates.length }
  const split = makeSplit(chosen.value.dates.length, experiment)
  const prepared = prepareChosen(chosen.value, experiment)
  return {
    chosen: chosen.value,
    used,
    split: split.ok ? split.value : null,
    parts: split.ok ? spansOf(split.value, start + firstTarget(experiment)) : [],
    failure: prepared.ok ? null : prepared.failure,
  }
}

/** Bars before the first target: the window, and under sealed the bar that has no return. */
export const firstTarget = ({ window, protocol }: Pick<Experiment, 'window' | 'protocol'>) =>
  window + (protocol === 'sealed' ? 1 : 0)

const spansOf = (split: Split, first: number): CountedSpan[] =>
  partsOf(split).map(({ part, range }) => ({
    part,
    start: first + range.start,
    end: first + range.end - 1,
    windows: range.end - range.start,
  }))

import type { Experiment } from '../../shared/experiment.ts'
import { done, type Result } from '../../shared/failure.ts'
import { persistenceLoss } from '../../shared/lab/metrics.ts'
import { prepare } from '../../shared/lab/prepare.ts'
import { describeSplit } from '../../shared/lab/split.ts'
import type { PartRange } from '../../shared/results.ts'
import type { IsoDate, Revision, SeriesInfo } from '../../shared/types.ts'
import type { Hindcast } from '../api/hindcast.ts'
import { readBars } from '../store/revisions.ts'

/** What can be said of a run before its first epoch. */
export interface RunFacts {
  readonly series: SeriesInfo
  readonly experiment: Experiment
  readonly quickLook: boolean
  readonly bars: number
  readonly first: IsoDate
  readonly last: IsoDate
  readonly split: readonly PartRange[]
  /** The part beside train in every line. */
  readonly watched: 'test' | 'validation'
  /** Persistence's loss as the lines count theirs: what a network has to get below. */
  readonly toBeat: { readonly train: number; readonly watched: number }
}

/** Fails where the series and the experiment do not fit together. */
export function readRunFacts(
  { store }: Hindcast,
  revision: Revision,
  experiment: Experiment,
  quickLook: boolean
): Result<RunFacts> {
  const prepared = prepare(readBars(store, revision.id), experiment)
  if (!prepared.ok) return prepared
  const { dates } = prepared.value
  const sealed = experiment.protocol === 'sealed'
  // sealed lines are true means over windows: one batch of all
  const batch = sealed ? Number.POSITIVE_INFINITY : experiment.batch
  const loss = persistenceLoss(prepared.value, batch, !sealed)
  return done({
    series: revision.series,
    experiment,
    quickLook,
    bars: dates.length,
    first: dates[0] ?? '',
    last: dates.at(-1) ?? '',
    split: describeSplit(prepared.value),
    watched: sealed ? 'validation' : 'test',
    toBeat: { train: loss.train, watched: sealed ? loss.validation : loss.test },
  })
}

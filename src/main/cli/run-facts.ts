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
  /** Persistence's loss, what a network has to get below: as figures count it, and as the lines do. */
  readonly toBeat: ToBeat & { readonly lines: ToBeat }
}

interface ToBeat {
  readonly train: number
  readonly watched: number
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
  // the tutorial prints means over batches; all else here is a mean over windows
  const train = sealed ? Infinity : experiment.batch
  const toBeat = (watched: number): ToBeat => {
    const loss = persistenceLoss(prepared.value, { train, watched }, !sealed)
    return { train: loss.train, watched: sealed ? loss.validation : loss.test }
  }
  return done({
    series: revision.series,
    experiment,
    quickLook,
    bars: dates.length,
    first: dates[0] ?? '',
    last: dates.at(-1) ?? '',
    split: describeSplit(prepared.value),
    watched: sealed ? 'validation' : 'test',
    toBeat: { ...toBeat(Infinity), lines: toBeat(train) },
  })
}

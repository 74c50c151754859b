import type { Diary, Provenance, Replay } from './lab-wire.ts'
import type { Results } from './results.ts'
import type { StudyResults, StudySummary } from './studies/study.ts'
import type {
  GradientProfile,
  IsoDate,
  Losses,
  PathTable,
  PredictionTable,
  Weights,
} from './types.ts'

/** Everything one finished run leaves behind: what `report` writes to files and the app draws. */
export interface RunBundle {
  readonly results: Results
  /** The chosen bars: dates and price, and cumulative return, length n. */
  readonly series: {
    readonly dates: readonly IsoDate[]
    readonly price: readonly number[]
    readonly cumulativeReturn: readonly number[]
  }
  readonly losses: Readonly<Record<string, Losses>>
  readonly predictions: PredictionTable
  readonly hindcast: PathTable
  readonly forecast: PathTable
  readonly gradients: readonly GradientProfile[]
  readonly weights: Readonly<Record<string, Weights>>
  /** Persistence's loss on each open part as the loss chart shows it (mean over batches, model space). */
  readonly persistenceLoss: {
    readonly train: number
    readonly validation: number
    readonly test: number
  }
  /** What was asked of the run since. */
  readonly lab: LabBundle
}

/** Everything the lab knows of one run. */
export interface LabBundle {
  /** Finished ones: of each kind the newest. */
  readonly studies: readonly FinishedStudy[]
  /** Where its numbers come from, and what moved in its series since. */
  readonly provenance?: Provenance
  /** Frozen forecasts of its series. */
  readonly diary?: Diary
  /** How each network learned. */
  readonly replays?: readonly Replay[]
}

export interface FinishedStudy {
  readonly summary: StudySummary
  readonly results: StudyResults
}

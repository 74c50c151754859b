import type { BarChanges } from './lab/compare-revisions.ts'
import type { ChainState } from './lab/diary-chain.ts'
import type { DiaryNote } from './lab/diary-entry.ts'
import type { RunningScore, ScoredEntry } from './lab/diary-score.ts'
import type { PartRange, Results } from './results.ts'
import type { Machine } from './studies/proof.ts'
import type {
  Cell,
  IsoDate,
  PathTable,
  PredictionTable,
  PriceColumn,
  Protocol,
  Range,
  SeriesInfo,
  Source,
} from './types.ts'

/**
 * What crosses between main and a window about the lab, beside studies: plain values, as in
 * `wire.ts`. Each noun belongs to one request of `api.ts`.
 */

/** One origin of a backtest, in the unit of its results. */
export interface Fold {
  readonly study: string
  /** Its place among all origins, 0 the first. */
  readonly fold: number
  /** The last day that it knew. */
  readonly origin: IsoDate
  /** The days ahead. */
  readonly dates: readonly IsoDate[]
  readonly actual: readonly number[]
  /** By forecaster, persistence first. NaN and infinities where a path ran off. */
  readonly paths: Readonly<Record<string, readonly number[]>>
}

/**
 * How one network came to what it says, epoch by epoch, from what was kept while it learned. Values
 * in the unit of tables, losses in model space.
 */
export interface Replay {
  readonly run: string
  readonly model: string
  readonly cell: Cell
  readonly unit: Results['unit']
  /** The part that was watched while it learned. */
  readonly watched: 'validation' | 'test'
  readonly testOpen: boolean
  /** A second training on all known days makes the forecast. */
  readonly retrained: boolean
  /**
   * The first as the experiment says; the second, if there was one, only while no test part is
   * closed, since it reads that part too.
   */
  readonly trainings: readonly ReplayTraining[]
}

export interface ReplayTraining {
  readonly phase: 'train' | 'retrain'
  /** Thinned to what can be seen, with every epoch of a frame. `watched` is NaN where nothing is. */
  readonly losses: {
    readonly epoch: readonly number[]
    readonly train: readonly number[]
    readonly watched: readonly number[]
  }
  readonly persistenceLoss: { readonly train: number; readonly watched: number }
  /** The days that were watched, one step ahead; null in the second training. */
  readonly fit: Pick<PredictionTable, 'dates' | 'actual' | 'persistence'> | null
  /** What paths are held against; its `models` are empty. Null where no path was kept. */
  readonly hindcast: PathTable | null
  readonly forecast: PathTable | null
  /** In the order of their epochs. */
  readonly frames: readonly ReplayFrame[]
  /** Which frame has the lowest watched loss, and which the weights that were kept in the end. */
  readonly best: number | null
  readonly chosen: number | null
  /** Is the chosen frame, bit for bit, what the run stored? Null where there is nothing to compare. */
  readonly equal: {
    readonly fit: boolean | null
    readonly hindcast: boolean | null
    readonly forecast: boolean | null
  }
}

/** What a network said after one epoch. A list is empty where nothing was kept. */
export interface ReplayFrame {
  readonly epoch: number
  /** False where training was ended within this epoch. */
  readonly isWhole: boolean
  readonly train: number | null
  readonly watched: number | null
  /** On the watched part, of the squared error in the protocol's own unit. */
  readonly skill: number | null
  readonly fit: readonly number[]
  readonly hindcast: readonly number[]
  readonly hindcastRmse: number | null
  readonly forecast: readonly number[]
}

/** What a run does with days, each looked at apart. */
export type StageId =
  | 'scaler'
  | 'train-inputs'
  | 'train-targets'
  | 'watched-inputs'
  | 'watched-targets'
  | 'baselines'
  | 'bands'
  | 'measures'
  | 'verdict'
  | 'hindcast-input'
  | 'hindcast-truth'
  | 'retrain-scaler'
  | 'retrain'
  | 'forecast-input'

/** One stage of a run, and the days it touched as instrumented readers saw it. */
export interface LeakageStage {
  readonly id: StageId
  readonly name: string
  /** What it reads them for. */
  readonly about: string
  /** Bars, by index into the map's `dates`, in time order. */
  readonly rows: readonly Range[]
  readonly first: IsoDate | null
  readonly last: IsoDate | null
  /** Days, each counted once. */
  readonly count: number
  /** The last day that it may see. */
  readonly limit: IsoDate
  /** The last day after the limit whose altering changed what came out; null: none does, as it must be. */
  readonly reach: IsoDate | null
}

/** A stage that saw what it may not see. */
export interface LeakageViolation {
  readonly stage: StageId
  /** `read`: the readers saw it read. `changed`: it was read unseen, but altering those days shows. */
  readonly how: 'read' | 'changed'
  /** The first and the last day that it should not have seen. */
  readonly first: IsoDate
  readonly last: IsoDate
  readonly limit: IsoDate
  readonly sentence: string
}

/** Which rows each stage of a run touched, as instrumented readers saw it. */
export interface LeakageMap {
  readonly run: string
  readonly protocol: Protocol
  readonly testOpen: boolean
  /** Of all bars that the run used. */
  readonly dates: readonly IsoDate[]
  readonly split: readonly PartRange[]
  /** Those that the run has, in the order it goes through them. */
  readonly stages: readonly LeakageStage[]
  readonly violations: readonly LeakageViolation[]
  /** All of it in a sentence or two. */
  readonly sentence: string
}

/** Frozen forecasts of one series and how they fared, oldest first. */
export interface Diary {
  readonly symbol: string
  readonly source: Source
  /** Of the whole database: the chain runs through all series. */
  readonly chain: ChainState
  readonly entries: readonly DiaryEntry[]
  /** What Hindcast itself wrote into the chain. */
  readonly notes: readonly DiaryNote[]
  readonly running: RunningScore
}

/** One frozen forecast, held against the newest state of its series. */
export interface DiaryEntry extends ScoredEntry {
  /** Its place in the chain, from 1. */
  readonly number: number
  readonly hash: string
  /** False where the chain names it: it is shown, and counts for nothing. */
  readonly isSound: boolean
}

/** Where a run's numbers come from, and what it takes to get them again. Hashes are SHA-256, hex. */
export interface Provenance {
  readonly run: string
  readonly series: SeriesInfo
  readonly price: PriceColumn
  /** The state of the series that the run read. */
  readonly revision: RevisionFacts
  /** The days the run read. */
  readonly used: { readonly bars: number; readonly first: IsoDate; readonly last: IsoDate }
  /** As recorded, and of the bars as they lie in the database now; null where they cannot be read. */
  readonly hashes: {
    readonly series: { readonly recorded: string; readonly now: string | null }
    readonly used: { readonly recorded: string; readonly now: string | null }
  }
  /** The last day at which adjusted ÷ close changes, as the bars show it; null for none. */
  readonly adjustment: { readonly date: IsoDate; readonly factor: number } | null
  readonly seed: number
  /** Of the specification; and without its seed, which is what counts as one try. */
  readonly experimentHash: string
  readonly tryHash: string
  readonly weights: readonly {
    readonly model: string
    readonly phase: 'train' | 'retrain'
    readonly hash: string | null
  }[]
  /** What trained the run, and what would train it now. */
  readonly before: Machine
  readonly now: Machine
  /** All states of the series, oldest first. */
  readonly revisions: readonly RevisionFacts[]
  /** What the newest state changed; null for a run that read the newest. */
  readonly since: RevisionsSince | null
}

/** One state of a series. */
export interface RevisionFacts {
  readonly id: number
  /** Its place among all of the series, 1 the oldest. */
  readonly number: number
  readonly hash: string
  readonly count: number
  readonly asOf: IsoDate
  readonly createdAt: string
  /** When these bars were first fetched; null for a file or a simulation. */
  readonly fetchedAt: string | null
  /** The newest dividend or split its source named; null where it named none. */
  readonly stamp: string | null
}

/** How the newest state of a series differs from the one that a run read. */
export interface RevisionsSince {
  readonly newest: RevisionFacts
  /** Days with a value that moved, came late or went, and days added after the last one. */
  readonly movedDays: number
  readonly addedDays: number
  /** Days of the run's own price, among the days it read, that moved, came or went. */
  readonly movedDaysInUse: number
  readonly words: readonly string[]
}

/** What differs between two states of one series. */
export interface RevisionChanges extends BarChanges {
  readonly before: number
  readonly after: number
  /** In sentences, and why if that can be known. */
  readonly words: readonly string[]
}

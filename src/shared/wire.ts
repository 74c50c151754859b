import type { RunBands } from './bands.ts'
import type { RunBundle } from './bundle.ts'
import type { Experiment } from './experiment.ts'
import type { BadRow, Failure } from './failure.ts'
import type { Forecaster, Results, Verdict } from './results.ts'
import type {
  Bars,
  Cell,
  IsoDate,
  Losses,
  PathTable,
  PredictionTable,
  Protocol,
  Revision,
  SampleName,
  Source,
} from './types.ts'

/**
 * What crosses between main and a window, as plain values: no class, no function, no cycle.
 * Requests and events are listed in `api.ts`; these are their nouns.
 */

// The program -----------------------------------------------------------------------------------

export type HostName = 'electron' | 'window host'

/** What a window has to know before it draws anything. */
export interface AppState {
  readonly host: HostName
  /** `darwin`, `win32`, `linux`: which key is ⌘ and where menus are. */
  readonly platform: string
  readonly versions: Readonly<Record<string, string>>
  readonly engine: EngineState
  /** Sentences a person should read once: a damaged database was set aside, a run was abandoned. */
  readonly notices: readonly string[]
  /** True when there is neither a series nor a run. */
  readonly isFirstStart: boolean
  readonly preferences: Preferences
}

/** Whether networks can be trained here, and if not why and what to do. */
export type EngineState =
  | { readonly ready: true; readonly tensorflow: string | null; readonly trainers: number }
  | { readonly ready: false; readonly reason: string; readonly remedy: string }

export type ViewName = 'data' | 'train' | 'results' | 'forecast' | 'lab' | 'learn'

/** Choices that outlive the window. Every field has a default in `schemas.ts`. */
export interface Preferences {
  readonly theme: 'system' | 'light' | 'dark'
  readonly view: ViewName
  readonly formOpen: boolean
  /** The form shows its seldom changed fields. */
  readonly formMore: boolean
  readonly selectedRun: string | null
  readonly selectedRevision: number | null
  /** The form as it was left; null for the default preset. */
  readonly draft: Experiment | null
  /** Name of the preset the draft began with. */
  readonly preset: string
  /** Most trainer processes at once; null: as many as cores and memory allow. */
  readonly trainers: number | null
  /** Ask before the window closes while something trains. */
  readonly askBeforeClose: boolean
}

export interface DiskUse {
  readonly folder: string
  readonly databaseBytes: number
  readonly checkpointBytes: number
  /** Checkpoints of finished runs and of runs deleted: nothing needs them. */
  readonly idleCheckpointBytes: number
  readonly runs: number
  readonly deletedRuns: number
  readonly series: number
  readonly bars: number
  readonly freeBytes: number
}

/** A file that was written where the person chose. The path is for reading; `token` reveals it. */
export interface SavedFile {
  readonly token: string
  readonly path: string
  readonly bytes: number
}

// Series ----------------------------------------------------------------------------------------

/** A series as the list shows it. */
export interface SeriesSummary {
  readonly revisionId: number
  readonly symbol: string
  readonly source: Source
  readonly name: string | null
  readonly currency: string | null
  readonly exchange: string | null
  readonly count: number
  readonly first: IsoDate
  readonly asOf: IsoDate
  readonly revisions: number
  /** Weekdays between `asOf` and the last closed session; 0 for a simulated series or a file. */
  readonly missingDays: number
  /** When it was last fetched, imported or taken. */
  readonly usedAt: string
}

export interface SeriesDetail {
  readonly summary: SeriesSummary
  readonly revision: Revision
  readonly bars: Bars
  readonly quality: Quality
  /** All states of the series, oldest first. */
  readonly revisions: readonly Revision[]
}

/** A series at a glance. Days are bars of the series. */
export interface Quality {
  /** Trading days of its own calendar that have no bar, first ones listed. */
  readonly gaps: { readonly count: number; readonly days: readonly IsoDate[] }
  /** Returns farther from the median than `threshold` robust deviations. */
  readonly outliers: {
    readonly threshold: number
    readonly days: readonly { date: IsoDate; return: number; deviations: number }[]
  }
  /** Days on which close and adjusted close part by a ratio no dividend explains; guesses. */
  readonly splits: readonly { date: IsoDate; ratio: number }[]
  readonly hasVolume: boolean
  readonly hasCandles: boolean
  readonly hasAdjusted: boolean
}

/** What Yahoo answered, or the cache in its place. */
export interface FetchedSeries {
  readonly revisionId: number
  readonly kind: 'first' | 'up-to-date' | 'appended' | 'revised' | 'cached'
  readonly asOf: IsoDate
  readonly added: number
  /** Values of known bars that Yahoo now tells differently. */
  readonly moved: readonly { date: IsoDate; column: string; before: number; after: number }[]
  /** Why the cache answered. */
  readonly failure: Failure | null
}

/** How a table is read: columns by name, and how their values are written. */
export interface ColumnMapping {
  readonly date: string | null
  /** Any column of numbers; it becomes the close. */
  readonly column: string | null
  readonly open: string | null
  readonly high: string | null
  readonly low: string | null
  readonly adjusted: string | null
  readonly volume: string | null
  readonly decimal: 'point' | 'comma' | null
  readonly dates: 'day-first' | 'month-first' | null
}

/** A file read but not stored: what the mapping dialog shows. */
export interface CsvPreview {
  /** Names the file's bytes, which main keeps until they are imported or forgotten. */
  readonly token: string
  readonly file: string
  readonly columns: readonly string[]
  readonly mapping: ColumnMapping
  /** Nothing needs to be asked and no row is bad. */
  readonly sure: boolean
  readonly doubt: Failure | null
  readonly candidates: { readonly date: readonly string[]; readonly column: readonly string[] }
  readonly sample: readonly (readonly string[])[]
  /** Under this mapping: rows that can be read, and those that cannot. */
  readonly good: number
  readonly bad: readonly BadRow[]
  readonly warnings: readonly string[]
}

export interface ImportedSeries {
  readonly revisionId: number
  readonly warnings: readonly string[]
  readonly leftOut: number
  /** False when these very bars were there already. */
  readonly isNew: boolean
}

// Runs ------------------------------------------------------------------------------------------

export type RunState =
  | 'queued'
  | 'training'
  | 'paused'
  | 'interrupted'
  | 'finished'
  | 'failed'
  | 'cancelled'

/** A run as the sidebar shows it: one row, cheap to read a thousand times. */
export interface RunSummary {
  readonly id: string
  /** The person's name for it; null for the series' own. */
  readonly name: string | null
  readonly note: string
  readonly starred: boolean
  readonly symbol: string
  readonly source: Source
  readonly revisionId: number
  readonly protocol: Protocol
  readonly quickLook: boolean
  readonly models: readonly { readonly name: string; readonly cell: Cell }[]
  /** What sets it apart from its preset, in words: “layer norm”, “64 × 2”. */
  readonly label: string
  readonly state: RunState
  readonly reason: string | null
  /** 0 … 1 of all epochs of all models and phases. */
  readonly progress: number
  readonly createdAt: string
  readonly finishedAt: string | null
  readonly seal: 'none' | 'closed' | 'open'
  /** Of the model with the best skill on the part the verdict speaks of; null before the end. */
  readonly best: {
    readonly model: string
    readonly skill: number | null
    readonly outcome: Verdict['outcome']
  } | null
  readonly seed: number
}

export type Phase = 'train' | 'retrain'

export interface RunDetail {
  readonly summary: RunSummary
  readonly experiment: Experiment
  readonly revision: Revision
  readonly results: Results | null
  readonly models: readonly ModelProgress[]
  /** Place in the queue, 1 is next; null when it does not wait. */
  readonly place: number | null
  /** So many seeds in all are studied once it is finished; null for none. */
  readonly seedsDue: number | null
}

/** Where one network of a run stands. */
export interface ModelProgress {
  readonly model: string
  readonly cell: Cell
  readonly phase: Phase
  readonly state: 'waiting' | 'training' | 'paused' | 'finished' | 'failed'
  readonly epoch: number
  readonly epochs: number
  readonly seconds: number
  readonly bestEpoch: number | null
  /** How it ended; null while it has not. */
  readonly stopped: 'finished' | 'early' | 'not finite' | 'cancelled' | null
  readonly trouble: string | null
}

/** All that a Train view draws of a run, whether it trains or has ended. */
export interface TrainingState {
  readonly models: readonly ModelProgress[]
  /** Of the first phase, by model. */
  readonly losses: Readonly<Record<string, Losses>>
  readonly persistenceLoss: RunBundle['persistenceLoss']
  readonly watched: 'validation' | 'test'
}

/** Epochs of one model, as an event: columns of equal length. Order and repetition as `RunListener`. */
export interface EpochsEvent {
  readonly run: string
  readonly model: string
  readonly phase: Phase
  readonly epoch: readonly number[]
  readonly train: readonly number[]
  readonly validation: readonly number[]
  readonly test: readonly number[]
  readonly gradientNorm: readonly number[]
  readonly best: { readonly epoch: number; readonly loss: number } | null
  readonly seconds: number
}

/** A finished run's numbers without its weights and what the lab found. */
export type RunFigures = Omit<RunBundle, 'weights' | 'lab'>

export interface StartRequest {
  readonly experiment: Experiment
  readonly revisionId: number
  readonly quickLook: boolean
  /** From so many first weights in all; one when absent. The others train once the run is finished. */
  readonly seeds?: number
}

/** How long an experiment will take here, measured by a short probe of the real engine. */
export interface Estimate {
  /** All models and phases, as the pool would run them, and the other seeds after them. */
  readonly seconds: number
  /** Of these, for the other seeds. */
  readonly seedSeconds: number
  /** Relative spread of the probe's steps: 0.15 is ± 15 %. */
  readonly spread: number
  /** Training may stop earlier, by patience. */
  readonly atMost: boolean
  readonly models: readonly {
    readonly model: string
    readonly millisecondsPerEpoch: number
    readonly seconds: number
    readonly parameters: number
  }[]
}

/** What a stored run says about bars it was not trained on. */
export interface AppliedRun {
  readonly run: string
  readonly revisionId: number
  readonly symbol: string
  readonly unit: Results['unit']
  /** Days whose truth is known and which the run never saw, first and last; null for none. */
  readonly days: { readonly count: number; readonly first: IsoDate; readonly last: IsoDate } | null
  readonly table: PredictionTable
  readonly forecasters: readonly Forecaster[]
  readonly verdicts: readonly Verdict[]
  /** Null when there are no new days to judge on. */
  readonly headline: string | null
  /** From the last bar given. */
  readonly forecast: PathTable
}

/** A recursive path with every baseline; lengths are the horizon. */
export interface FullPath extends PathTable {
  readonly baselines: Readonly<Record<'train-mean' | 'ridge', readonly number[]>>
}

/** A finished run's paths over a chosen number of days. */
export interface ForecastPaths {
  readonly run: string
  readonly horizon: number
  /** Whether the networks of `forecast` were trained again on all known days. */
  readonly retrained: boolean
  readonly forecast: FullPath
  readonly hindcast: FullPath
  readonly hindcastRmse: Readonly<Record<string, number>>
  /** Of the first training's errors, over the same steps; null where the engine to make them is missing. */
  readonly bands: RunBands | null
}

// Presets ---------------------------------------------------------------------------------------

/** Fields of an experiment that a preset may lock. */
export type ExperimentField = keyof Omit<Experiment, 'version'>

/** An experiment under a name; a teacher hands it out as a file with fields locked. */
export interface Preset {
  readonly name: string
  /** What it is for, in a sentence; empty for none. */
  readonly about: string
  readonly experiment: Experiment
  readonly locked: readonly ExperimentField[]
  readonly builtIn: boolean
}

// Learn -----------------------------------------------------------------------------------------

/** One gate or state over time: `values[t][unit]`. */
export interface Heat {
  /** As the equations call it: `h`, `f`, `i`, `Ĉ`, `C`, `o`, `z`, `r`, `h̃`. */
  readonly symbol: string
  readonly values: readonly (readonly number[])[]
}

/** One window through one trained network, step by step, by the equations of the design. */
export interface Trace {
  readonly run: string
  readonly model: string
  readonly cell: Cell
  /** Index of the window, and of how many that may be shown. */
  readonly window: number
  readonly windows: number
  readonly dates: readonly IsoDate[]
  readonly targetDate: IsoDate
  /** Model space: what the network reads, T values. */
  readonly inputs: readonly number[]
  /** By layer, in the order of the equations, the hidden state last. */
  readonly layers: readonly (readonly Heat[])[]
  readonly prediction: number
  readonly target: number
  readonly persistence: number
  /** Sizes and weights' norms, so that each symbol of an equation has its number. */
  readonly tensors: readonly {
    readonly name: string
    readonly shape: readonly number[]
    readonly norm: number
  }[]
}

export type { SampleName }

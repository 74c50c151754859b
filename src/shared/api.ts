import type { Experiment } from './experiment.ts'
import type { Result } from './failure.ts'
import type {
  Diary,
  DiaryEntry,
  Fold,
  LeakageMap,
  Provenance,
  Replay,
  RevisionChanges,
} from './lab-wire.ts'
import type { StudyDetail, StudySpec, StudySummary } from './studies/study.ts'
import type { IsoDate, SampleName } from './types.ts'
import type {
  AppliedRun,
  AppState,
  ColumnMapping,
  CsvPreview,
  DiskUse,
  EpochsEvent,
  Estimate,
  ExperimentField,
  FetchedSeries,
  ForecastPaths,
  ImportedSeries,
  ModelProgress,
  Preferences,
  Preset,
  RunDetail,
  RunFigures,
  RunSummary,
  SavedFile,
  SeriesDetail,
  SeriesSummary,
  StartRequest,
  Trace,
  TrainingState,
} from './wire.ts'

/**
 * Everything that crosses between main and a window, once. Types and names only, because the
 * preload imports this: no zod, no library. A request takes one argument (or none, `undefined`) and
 * answers a `Result`; null as a value means that the person closed a dialog.
 */
export interface Requests {
  // the program
  readApp(arg: undefined): AppState
  savePreferences(arg: Partial<Preferences>): Preferences
  readDiskUse(arg: undefined): DiskUse
  cleanUp(arg: { readonly purgeDeleted: boolean }): { readonly freedBytes: number }
  backUp(arg: undefined): SavedFile | null
  /** Puts a backup in the database's place; the one that was there is kept beside it. */
  restoreBackup(arg: undefined): { readonly keptAs: string } | null
  writeDiagnostics(arg: undefined): SavedFile | null
  openLink(arg: { readonly link: LinkName }): undefined
  /** Shows a file we wrote in the system's file manager. */
  revealFile(arg: { readonly token: string }): undefined
  /** Saves what the window drew: a chart, a table. Asks for the place. */
  saveFile(arg: { readonly name: string; readonly content: string | Uint8Array }): SavedFile | null
  /** Answers `Close anyway?`: the host asked because something trains. */
  closeWindow(arg: { readonly keepTraining: boolean }): undefined

  // series
  listSeries(arg: undefined): readonly SeriesSummary[]
  readSeries(arg: { readonly revisionId: number }): SeriesDetail
  fetchSeries(arg: { readonly symbol: string }): FetchedSeries
  cancelFetch(arg: { readonly symbol: string }): undefined
  takeSample(arg: { readonly name: SampleName; readonly seed?: number }): ImportedSeries
  /** A dropped or chosen file comes as bytes: no path crosses this line. */
  previewCsv(arg: { readonly name: string; readonly bytes: Uint8Array }): CsvPreview
  remapCsv(arg: { readonly token: string; readonly mapping: Partial<ColumnMapping> }): CsvPreview
  importCsv(arg: {
    readonly token: string
    readonly mapping: Partial<ColumnMapping>
    readonly skipBadRows: boolean
  }): ImportedSeries
  forgetCsv(arg: { readonly token: string }): undefined

  // runs
  listRuns(arg: undefined): readonly RunSummary[]
  readRun(arg: { readonly id: string }): RunDetail
  readTraining(arg: { readonly id: string }): TrainingState
  readFigures(arg: { readonly id: string }): RunFigures
  estimateRun(arg: {
    readonly experiment: Experiment
    readonly revisionId: number
    /** As of `startRun`. */
    readonly seeds?: number
  }): Estimate
  startRun(arg: StartRequest): { readonly id: string }
  pauseRun(arg: { readonly id: string; readonly model?: string }): undefined
  continueRun(arg: { readonly id: string; readonly model?: string }): undefined
  cancelRun(arg: { readonly id: string; readonly model?: string }): undefined
  resumeRun(arg: { readonly id: string }): undefined
  openTest(arg: { readonly id: string }): undefined
  renameRun(arg: { readonly id: string; readonly name: string | null }): undefined
  starRun(arg: { readonly id: string; readonly starred: boolean }): undefined
  noteRun(arg: { readonly id: string; readonly note: string }): undefined
  deleteRun(arg: { readonly id: string }): undefined
  restoreRun(arg: { readonly id: string }): undefined
  /** Report, charts, tables and weights, as a folder. */
  exportRun(arg: { readonly id: string }): SavedFile | null
  /** The same, and all that another computer needs to have this run, as one zip. */
  exportZip(arg: { readonly id: string }): SavedFile | null
  importZip(arg: { readonly name: string; readonly bytes: Uint8Array }): { readonly id: string }
  /** The recursive paths over that many days, with every baseline. */
  readForecast(arg: { readonly id: string; readonly horizon: number }): ForecastPaths
  applyRun(arg: {
    readonly id: string
    readonly revisionId: number
    readonly to?: IsoDate
    readonly horizon?: number
  }): AppliedRun
  readTrace(arg: { readonly id: string; readonly model: string; readonly window: number }): Trace

  // the lab: questions about a finished run
  startStudy(arg: { readonly run: string; readonly spec: StudySpec }): { readonly id: string }
  listStudies(arg: { readonly run: string }): readonly StudySummary[]
  readStudy(arg: { readonly id: string }): StudyDetail
  cancelStudy(arg: { readonly id: string }): undefined
  /** Goes on with one that was cancelled, interrupted or failed. */
  resumeStudy(arg: { readonly id: string }): undefined
  deleteStudy(arg: { readonly id: string }): undefined
  /** One origin of a backtest: the truth and every path. */
  readFold(arg: { readonly study: string; readonly fold: number }): Fold
  /** How a network's prediction came about, epoch by epoch. */
  readReplay(arg: { readonly id: string; readonly model: string }): Replay
  /** Which rows each stage of a run read. */
  readLeakage(arg: { readonly id: string }): LeakageMap
  saveCertificate(arg: { readonly id: string }): SavedFile | null
  /** Frozen forecasts of a series, and how they fared. */
  readDiary(arg: { readonly revisionId: number }): Diary
  /** Puts a run's forecast into the diary of its series. */
  freezeForecast(arg: { readonly id: string }): DiaryEntry
  readProvenance(arg: { readonly id: string }): Provenance
  /** What differs between two states of one series. */
  compareRevisions(arg: { readonly before: number; readonly after: number }): RevisionChanges

  // presets
  listPresets(arg: undefined): readonly Preset[]
  savePreset(arg: {
    readonly name: string
    readonly about: string
    readonly experiment: Experiment
    readonly locked: readonly ExperimentField[]
  }): Preset
  deletePreset(arg: { readonly name: string }): undefined
  exportPreset(arg: { readonly name: string }): SavedFile | null
  importPreset(arg: { readonly name: string; readonly bytes: Uint8Array }): Preset
}

/** What main tells every window, unasked. */
export interface Events {
  /** Runs were made, changed state, renamed, deleted: read the list again. */
  'runs-changed': { readonly ids: readonly string[] }
  'series-changed': { readonly revisionIds: readonly number[] }
  'presets-changed': Record<never, never>
  /** A study was asked, got on, ended or was deleted; at most four times a second. */
  'study-changed': {
    readonly run: string
    readonly id: string
    readonly study: StudySummary | null
  }
  /** Forecasts were frozen, or days came for these series; the chain is everybody's: read it again. */
  'diary-changed': { readonly revisionIds: readonly number[] }
  /** At most 20 a second for a model. */
  epochs: EpochsEvent
  /** A model began, paused, went on or ended a phase. */
  'model-changed': { readonly run: string; readonly progress: ModelProgress }
  /** What goes on beside training: “Measuring”. */
  stage: { readonly run: string; readonly text: string }
  /** A sentence for the person: a trainer died and was replaced. */
  notice: { readonly text: string; readonly intent: 'info' | 'warning' | 'failure' }
  /** Yahoo asked to wait, or a try is made again. */
  'fetch-waits': { readonly symbol: string; readonly seconds: number; readonly reason: string }
  trainers: { readonly busy: number; readonly most: number; readonly tensorflow: string | null }
  /** From the menu of the platform. */
  command: { readonly command: CommandName }
  /** The person closes the window while something trains: ask, then `closeWindow`. */
  'asks-to-close': { readonly training: number }
}

/** Links a window may open, by name: no address crosses the line. */
export type LinkName = 'cs230' | 'd2l-rnn' | 'd2l-lstm' | 'd2l-gru' | 'd2l-deep' | 'd2l-bptt'

/** What menus, shortcuts and the palette can ask of a window. */
export type CommandName =
  | 'show-data'
  | 'show-train'
  | 'show-results'
  | 'show-forecast'
  | 'show-lab'
  | 'show-learn'
  | 'palette'
  | 'settings'
  | 'add-series'
  | 'import-csv'
  | 'import-run'
  | 'start-run'
  | 'pause-run'
  | 'export-run'
  | 'undo'
  | 'toggle-form'
  | 'toggle-sidebar'
  | 'theme'
  | 'report-problem'
  | 'shortcuts'

export type RequestName = keyof Requests
export type EventName = keyof Events
export type Argument<N extends RequestName> = Parameters<Requests[N]>[0]
export type Answer<N extends RequestName> = ReturnType<Requests[N]>

/** What a window finds at `window.api`; made by the preload, or by the window host in its place. */
export type Api = {
  readonly [N in RequestName]: undefined extends Argument<N>
    ? () => Promise<Result<Answer<N>>>
    : (arg: Argument<N>) => Promise<Result<Answer<N>>>
} & {
  /** Listens until the returned function is called. */
  on<E extends EventName>(event: E, listen: (value: Events[E]) => void): () => void
}

// A name that is missing or too many does not compile.
const requests: { readonly [N in RequestName]: true } = {
  readApp: true,
  savePreferences: true,
  readDiskUse: true,
  cleanUp: true,
  backUp: true,
  restoreBackup: true,
  writeDiagnostics: true,
  openLink: true,
  revealFile: true,
  saveFile: true,
  closeWindow: true,
  listSeries: true,
  readSeries: true,
  fetchSeries: true,
  cancelFetch: true,
  takeSample: true,
  previewCsv: true,
  remapCsv: true,
  importCsv: true,
  forgetCsv: true,
  listRuns: true,
  readRun: true,
  readTraining: true,
  readFigures: true,
  estimateRun: true,
  startRun: true,
  pauseRun: true,
  continueRun: true,
  cancelRun: true,
  resumeRun: true,
  openTest: true,
  renameRun: true,
  starRun: true,
  noteRun: true,
  deleteRun: true,
  restoreRun: true,
  exportRun: true,
  exportZip: true,
  importZip: true,
  readForecast: true,
  applyRun: true,
  readTrace: true,
  startStudy: true,
  listStudies: true,
  readStudy: true,
  cancelStudy: true,
  resumeStudy: true,
  deleteStudy: true,
  readFold: true,
  readReplay: true,
  readLeakage: true,
  saveCertificate: true,
  readDiary: true,
  freezeForecast: true,
  readProvenance: true,
  compareRevisions: true,
  listPresets: true,
  savePreset: true,
  deletePreset: true,
  exportPreset: true,
  importPreset: true,
}

const events: { readonly [E in EventName]: true } = {
  'runs-changed': true,
  'series-changed': true,
  'presets-changed': true,
  'study-changed': true,
  'diary-changed': true,
  epochs: true,
  'model-changed': true,
  stage: true,
  notice: true,
  'fetch-waits': true,
  trainers: true,
  command: true,
  'asks-to-close': true,
}

export const requestNames = Object.keys(requests) as readonly RequestName[]
export const eventNames = Object.keys(events) as readonly EventName[]

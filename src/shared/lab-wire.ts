import type { IsoDate } from './types.ts'

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

/** How one network's prediction came about. */
export interface Replay {
  readonly run: string
  readonly model: string
}

/** Which rows each stage of a run touched, as instrumented readers saw it. */
export interface LeakageMap {
  readonly run: string
}

/** Frozen forecasts of one series, oldest first. */
export interface Diary {
  readonly symbol: string
  readonly entries: readonly DiaryEntry[]
}

export interface DiaryEntry {
  readonly id: number
  readonly run: string
  readonly frozenAt: string
  readonly hash: string
}

/** Where a run's numbers come from, and what it takes to get them again. */
export interface Provenance {
  readonly run: string
}

/** What differs between two states of one series. */
export interface RevisionChanges {
  readonly before: number
  readonly after: number
}

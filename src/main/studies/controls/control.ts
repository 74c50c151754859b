import type { Result } from '../../../shared/failure.ts'
import type { TrainerPool } from '../../training/pool.ts'
import type { ControlTable } from './table.ts'

/**
 * A control of the lab: a question whose answer is known beforehand, because the series is
 * simulated. Does the lab give it?
 */
export interface Control {
  /** As it is typed, and in the marks of docs/controls.md. */
  readonly name: string
  /** Over its table. */
  readonly title: string
  /** Seeds 1 … n of each sample, unless told otherwise. */
  readonly seeds: number
  /** Fails with `cancelled`, `no-engine` or `trainer-died`. */
  run(scene: ControlScene): Promise<Result<ControlReport>>
}

/** What a control works with, and who listens. */
export interface ControlScene {
  readonly seeds: readonly number[]
  /** Null: without networks, so without an engine. */
  readonly pool: TrainerPool | null
  readonly signal: AbortSignal
  /** How far it is; what is known so far is drawn above. */
  readonly tell: (progress: ControlProgress) => void
  /** A line for those who do not see the progress. */
  readonly note: (line: string) => void
}

export interface ControlProgress {
  readonly done: number
  readonly total: number
  /** What is counted: “networks trained”. */
  readonly what: string
  readonly table: ControlTable
}

/** What it found. */
export interface ControlReport {
  readonly table: ControlTable
  /** Under the table, as it is: histograms and the like. */
  readonly figures: readonly string[]
  /** Each promise that does not hold, as a sentence; none when all do. */
  readonly broken: readonly string[]
}

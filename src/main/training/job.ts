import type { Schedule } from '../../shared/experiment.ts'
import type { ModelSpec, Range, Weights } from '../../shared/types.ts'
import type { Windows } from '../engine/program.ts'

/** Everything a trainer process needs to train one network, and nothing it may not see. */
export interface TrainJob {
  readonly kind: 'train'
  readonly model: ModelSpec
  readonly settings: TrainSettings
  /** Windows of the train part, then of the watched part, in time order; no other. */
  readonly windows: Windows
  readonly train: Range
  /** Null when nothing is watched: training again on all known days. */
  readonly watched: Range | null
  /**
   * Recursive paths to roll out wherever predictions are kept for the replay; none when absent, as
   * in a study, which shows none.
   */
  readonly paths?: Application['paths']
  /**
   * Tutorial: the published figure, a mean over batches, and the last epoch's weights.
   * Sealed: the true mean over windows, and the weights of the epoch that was best on validation.
   */
  readonly protocol: 'tutorial' | 'sealed'
  /** Predictions to make with the final weights, and to tell beside them; none when absent. */
  readonly application?: Application
  /** Where to go on; null begins at the beginning. */
  readonly checkpoint: Uint8Array | null
  /** Training time before this process, seconds. */
  readonly secondsBefore: number
  /** Ends there as if it had been cancelled: after so many epochs and batches of the next. */
  readonly stopAt?: { readonly epoch: number; readonly batches: number }
}

/** What of an experiment the loop itself reads; see `shared/experiment.ts` for each. */
export interface TrainSettings {
  readonly window: number
  readonly batch: number
  readonly epochs: number
  readonly optimizer: 'adam' | 'sgd'
  readonly momentum: number
  readonly schedule: Schedule
  readonly clip: number | null
  readonly norm: 'none' | 'layer' | 'batch'
  readonly dropout: number
  readonly weightDecay: number
  readonly shuffle: boolean
  readonly patience: number | null
  readonly seed: number
}

/** Predictions to make with given weights. */
export interface Application {
  /** One-step: windows [N, T] in model space; null for none. */
  readonly windows: Float32Array | null
  /**
   * Windows, beside the first, with which a native call of its own begins. In other company a
   * prediction may differ in its last bit, so what must be equal is made by equal calls.
   */
  readonly cuts?: readonly number[]
  /** Recursive: so many steps from each of N windows at once, [N, T] in model space. */
  readonly paths: Readonly<
    Record<string, { readonly windows: Float32Array; readonly steps: number }>
  >
}

export interface Applied {
  /** [N], model space; empty when no windows were asked for. */
  readonly predictions: Float32Array
  /** By path: [N, steps], model space. */
  readonly paths: Readonly<Record<string, Float32Array>>
}

/** Stored weights applied to windows: `predict`, `open`. */
export interface ApplyJob {
  readonly kind: 'apply'
  readonly model: ModelSpec
  readonly window: number
  readonly norm: 'none' | 'layer' | 'batch'
  readonly weights: Weights
  readonly application: Application
}

export type Job = TrainJob | ApplyJob

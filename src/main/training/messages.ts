import type { Weights } from '../../shared/types.ts'
import type { Applied, Job } from './job.ts'
import type { EpochFigures, TrainCheckpoint, TrainOutcome } from './progress.ts'

/** To a trainer process. One job at a time. */
export type ToTrainer =
  /** One with `endsAtStart` trains nothing: it ends as cancelled, with the weights it begins with. */
  | { readonly type: 'job'; readonly job: Job; readonly endsAtStart?: boolean }
  | { readonly type: 'pause' }
  | { readonly type: 'go-on' }
  | { readonly type: 'cancel' }

/** From a trainer process. */
export type FromTrainer =
  | { readonly type: 'ready'; readonly versions: EngineVersions }
  /** All epochs since the message before; at most 20 messages a second. */
  | {
      readonly type: 'progress'
      readonly epochs: readonly EpochFigures[]
      readonly best: { readonly epoch: number; readonly loss: number } | null
      readonly seconds: number
    }
  | { readonly type: 'checkpoint'; readonly checkpoint: TrainCheckpoint }
  | { readonly type: 'paused' }
  | { readonly type: 'trained'; readonly result: TrainResult }
  | { readonly type: 'applied'; readonly result: Applied }
  /** The engine is not there, or a bug; the process goes on to the next job. */
  | { readonly type: 'failed'; readonly reason: string; readonly engine: boolean }

export interface EngineVersions {
  readonly tensorflow: string
  readonly tfjs: string
}

export interface TrainResult {
  readonly outcome: Omit<TrainOutcome, 'best'>
  readonly bestEpoch: number | null
  /** The final ones (tutorial) or those of the best epoch (sealed). */
  readonly weights: Weights
  readonly parameters: number
  /** What the job wanted predicted with them. */
  readonly applied?: Applied
}

import type { Best } from './checkpoint.ts'
import type { Applied } from './job.ts'

/** One epoch's figures; NaN where nothing is watched. Epochs count from 1. */
export interface EpochFigures {
  readonly epoch: number
  readonly train: number
  readonly watched: number
  /** Before clipping, mean over the epoch's batches. */
  readonly gradientNorm: number
}

/** What a network said after an epoch, model space: a frame of the replay. */
export interface WatchedFrame {
  readonly epoch: number
  /** One-step predictions of the watched part; none when nothing is watched. */
  readonly values: Float32Array
  /** By name, as the job asked for them. */
  readonly paths: Applied['paths']
  readonly best: boolean
  readonly kept: boolean
}

export interface Profile {
  readonly epoch: number
  /** ‖∂loss/∂h_t‖ by layer and step, on the first batch of the train part. */
  readonly norms: readonly (readonly number[])[]
}

/** What was learned since the checkpoint before, with the means to go on from here. */
export interface TrainCheckpoint {
  readonly epoch: number
  readonly blob: Uint8Array
  readonly hash: string
  readonly seconds: number
  readonly epochs: readonly EpochFigures[]
  readonly watched: readonly WatchedFrame[]
  readonly profiles: readonly Profile[]
}

export interface TrainOutcome {
  readonly stopped: 'finished' | 'early' | 'not finite' | 'cancelled'
  readonly epoch: number
  readonly best: Best | null
  readonly trouble: string | null
  readonly seconds: number
}

/** Who listens. The loop asks `pause` between calls and waits as long as it likes to. */
export interface Listener {
  /** Each epoch once and in order, from the one after the checkpoint that training began with. */
  onEpoch(figures: EpochFigures, best: Best | null, seconds: number): void
  onCheckpoint(checkpoint: TrainCheckpoint): void
  /** Resolves at once, or when a pause ends. `save` writes a checkpoint first. */
  pause(save: () => void): Promise<void>
  readonly signal: AbortSignal
  /** Milliseconds, rising. */
  now(): number
  /** Milliseconds between checkpoints: what a crash may cost. */
  readonly checkpointEvery: number
}

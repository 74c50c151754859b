import type { Failure } from '../../shared/failure.ts'
import type { EpochRow } from '../store/epochs.ts'
import type { Phase, Stopped } from '../store/models.ts'

/** Who watches a run. Nothing here may throw. */
export interface RunListener {
  /** A model left the queue; again when its trainer died and another took over. */
  onStart?(model: string, phase: Phase): void
  /**
   * Epochs in order, none left out, at most 20 times a second. A run that goes on from a checkpoint,
   * because it was resumed or its trainer died, tells those after the checkpoint once more: a row
   * replaces one of the same epoch and whatever followed it.
   */
  onEpochs?(
    model: string,
    phase: Phase,
    rows: readonly EpochRow[],
    best: { readonly epoch: number; readonly loss: number } | null,
    seconds: number
  ): void
  onPaused?(model: string, phase: Phase): void
  onPhaseEnd?(model: string, phase: Phase, end: PhaseEnd): void
  /** What goes on beside training, in words: “Measuring”. */
  onStage?(text: string): void
  /** Something the person should know: a trainer that died and was replaced. */
  onNotice?(text: string): void
}

export interface PhaseEnd {
  readonly stopped: Stopped
  /** The last epoch whose figures count; under `not finite` the last good one. */
  readonly epoch: number
  readonly bestEpoch: number | null
  readonly seconds: number
  readonly trouble: string | null
}

export type TrainingEnd =
  | { readonly kind: 'trained' }
  | { readonly kind: 'interrupted' }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'failed'; readonly failure: Failure }

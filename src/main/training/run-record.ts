import type { Experiment } from '../../shared/experiment.ts'
import { type Checkpoint, resumePoint, saveCheckpoint } from '../store/checkpoints.ts'
import type { EpochRow } from '../store/epochs.ts'
import { checkFence } from '../store/leases.ts'
import {
  finishModel,
  type ModelKey,
  type ModelRow,
  markModel,
  readModels,
} from '../store/models.ts'
import { markRun } from '../store/run-states.ts'
import type { RunState } from '../store/runs.ts'
import { type Store, write } from '../store/store.ts'
import { saveWeights } from '../store/weights.ts'
import type { TrainResult } from './messages.ts'
import type { EpochFigures, TrainCheckpoint } from './progress.ts'
import type { PhaseEnd } from './run-listener.ts'
import { weightsFile } from './weights-file.ts'

/**
 * What a run in training writes down. Everything here may throw `LeaseLostError` or an error of
 * the database, and then has written nothing.
 */

/** Marks the run, if it is still ours to mark. */
export function recordState(store: Store, run: string, state: RunState, reason?: string): void {
  write(store, 'run', () => {
    checkFence(store, run)
    markRun(store, run, state, reason)
  })
}

/** Where this phase stands, or undefined before it began. */
export const readPhase = (store: Store, { run, model, phase }: ModelKey): ModelRow | undefined =>
  readModels(store, run).find(row => row.model === model && row.phase === phase)

/** Where a job goes on: at the last whole checkpoint, what came after it struck out. */
export function readGoing(store: Store, key: ModelKey) {
  const checkpoint: Checkpoint | null = resumePoint(store, key).checkpoint
  return { checkpoint: checkpoint?.blob ?? null, secondsBefore: checkpoint?.seconds ?? 0 }
}

export function recordCheckpoint(
  store: Store,
  key: ModelKey,
  protocol: Experiment['protocol'],
  { profiles, epochs, ...checkpoint }: TrainCheckpoint
): void {
  const rows = epochRows(protocol, epochs)
  saveCheckpoint(store, key, { ...checkpoint, epochs: rows, gradients: profiles })
}

/** Says that a model waits again: the run stops before it is trained. */
export const recordWaiting = (store: Store, key: ModelKey): void => markModel(store, key, 'waiting')

/** Keeps a trained model: its weights and its end, both or none. */
export function recordEnd(
  store: Store,
  key: ModelKey,
  { outcome, bestEpoch, weights }: TrainResult
): PhaseEnd {
  const { stopped, epoch, seconds, trouble } = outcome
  const end = { stopped, epoch, seconds, trouble, bestEpoch }
  const { bytes, hash } = weightsFile(weights)
  write(store, 'weights', () => {
    saveWeights(store, key, bytes)
    finishModel(store, key, { ...end, weightsHash: hash })
  })
  return end
}

/** The watched loss in the column of the part that it is of. */
export function epochRows(
  protocol: Experiment['protocol'],
  epochs: readonly EpochFigures[]
): EpochRow[] {
  const tutorial = protocol === 'tutorial'
  return epochs.map(({ epoch, train, watched, gradientNorm }) => ({
    epoch,
    train,
    validation: tutorial ? Number.NaN : watched,
    test: tutorial ? watched : Number.NaN,
    gradientNorm,
  }))
}

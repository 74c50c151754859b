import { done, type Result } from '../../../shared/failure.ts'
import type { Losses, ModelSpec } from '../../../shared/types.ts'
import type { ModelRow, Phase } from '../../store/models.ts'
import type { TrainJob } from '../../training/job.ts'
import { makeRetrainJob, makeTrainJob } from '../../training/make-job.ts'
import type { TrainResult } from '../../training/messages.ts'
import type { EpochFigures } from '../../training/progress.ts'
import { epochRows } from '../../training/run-record.ts'
import { weightsFile } from '../../training/weights-file.ts'
import { trainToEnd } from '../jobs.ts'
import type { StudyScene } from '../kind.ts'

/** One network of a run in one phase, and how that training ended. */
export interface Training {
  readonly model: ModelSpec
  readonly phase: Phase
  readonly row: ModelRow
  /** Epochs whose weights the first training left: as many the second one takes. */
  readonly chosenEpochs: number
}

export interface TrainedAgain extends TrainResult {
  readonly losses: Losses
  readonly bytes: Uint8Array
  readonly hash: string
}

const fresh = { checkpoint: null, secondsBefore: 0 }

/**
 * The same training from its beginning, by the stored specification and bars. One that the person
 * stopped ends where it was stopped; within an epoch nobody noted the batch, so each is tried.
 */
export async function trainAgain(
  scene: StudyScene,
  training: Training,
  signal: AbortSignal
): Promise<Result<TrainedAgain>> {
  const { row } = training
  const job = jobOf(scene, training)
  if (row.stopped !== 'cancelled') return run(scene, job, signal)
  const stopped = await run(scene, { ...job, stopAt: { epoch: row.epoch, batches: 0 } }, signal)
  const isSame = !stopped.ok || stopped.value.hash === row.weightsHash
  const isBest = job.protocol === 'sealed' && stopped.ok && stopped.value.bestEpoch !== null
  // the best epoch's weights do not depend on the batch
  return isSame || isBest ? stopped : tryBatches(scene, job, row, stopped.value, signal)
}

function jobOf({ prepared, run }: StudyScene, { model, phase, chosenEpochs }: Training): TrainJob {
  return phase === 'train'
    ? makeTrainJob(prepared, run.experiment, model, fresh)
    : makeRetrainJob(prepared, run.experiment, model, chosenEpochs, fresh)
}

/** The weights within the epoch after the last whole one; those at its end when none are the run's. */
async function tryBatches(
  scene: StudyScene,
  job: TrainJob,
  { epoch, weightsHash }: ModelRow,
  whole: RunOnce,
  signal: AbortSignal
): Promise<Result<TrainedAgain>> {
  const { start, end } = job.train
  const count = Math.ceil((end - start) / job.settings.batch)
  for (let batches = 1; batches < count; batches++) {
    const stopAt = { epoch, batches }
    const going = { ...job, checkpoint: whole.checkpoint, stopAt }
    const tried = await run(scene, going, signal)
    if (!tried.ok) return tried
    if (tried.value.hash === weightsHash) return done({ ...tried.value, losses: whole.losses })
  }
  return done(whole)
}

interface RunOnce extends TrainedAgain {
  /** Where it stood at its end. */
  readonly checkpoint: Uint8Array | null
}

async function run(
  { h, run: { experiment } }: StudyScene,
  job: TrainJob,
  signal: AbortSignal
): Promise<Result<RunOnce>> {
  const epochs = new Map<number, EpochFigures>() // by epoch: a job handed out anew tells them again
  let checkpoint: Uint8Array | null = null
  const trained = await trainToEnd(h.pool, job, signal, {
    onProgress(told) {
      for (const figures of told) epochs.set(figures.epoch, figures)
    },
    onCheckpoint: ({ blob }) => {
      checkpoint = blob
    },
  })
  if (!trained.ok) return trained
  const losses = lossesOf(epochRows(experiment.protocol, [...epochs.values()]))
  return done({ ...trained.value, losses, checkpoint, ...weightsFile(trained.value.weights) })
}

const lossesOf = (rows: ReturnType<typeof epochRows>): Losses => ({
  epoch: rows.map(row => row.epoch),
  train: rows.map(row => row.train),
  validation: rows.map(row => row.validation),
  test: rows.map(row => row.test),
  gradientNorm: rows.map(row => row.gradientNorm),
})

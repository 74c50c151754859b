import type { Experiment } from '../../shared/experiment.ts'
import { done, type Result } from '../../shared/failure.ts'
import { measure } from '../../shared/lab/metrics.ts'
import { makeWindows } from '../../shared/lab/windows.ts'
import type { ModelSpec, Prepared, Range } from '../../shared/types.ts'
import { makeTrainJob } from '../training/make-job.ts'
import type { TrainerPool } from '../training/pool.ts'
import { trainToEnd } from './jobs.ts'

export interface SkillTraining {
  readonly prepared: Prepared
  readonly experiment: Experiment
  readonly model: ModelSpec
  /** Windows to measure on. */
  readonly range: Range
}

/** Trains one network from its first weights; its one-step skill on `range`, null where there is none. */
export async function trainForSkill(
  pool: TrainerPool,
  { prepared, experiment, model, range }: SkillTraining,
  signal: AbortSignal
): Promise<Result<number | null>> {
  const { window, batch } = experiment
  const application = { windows: makeWindows(prepared.values, window, range).inputs, paths: {} }
  const going = { checkpoint: null, secondsBefore: 0 }
  const job = { ...makeTrainJob(prepared, experiment, model, going), application }
  const trained = await trainToEnd(pool, job, signal)
  if (!trained.ok) return trained
  const { predictions } = trained.value.applied ?? { predictions: new Float32Array(0) }
  return done(measure(prepared, predictions, range, { batch }).skill)
}

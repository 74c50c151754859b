import type { Experiment } from '../../shared/experiment.ts'
import { prepareAllKnown } from '../../shared/lab/prepare.ts'
import { makeWindows } from '../../shared/lab/windows.ts'
import type { ModelSpec, Prepared } from '../../shared/types.ts'
import type { TrainJob } from './job.ts'

/** Where a job goes on. */
export interface Going {
  readonly checkpoint: Uint8Array | null
  readonly secondsBefore: number
}

/**
 * Training as the experiment says. The job holds the train part and the part beside it that is
 * watched (test under tutorial, validation under sealed): a sealed test part never leaves the main
 * process.
 */
export function makeTrainJob(
  prepared: Prepared,
  experiment: Experiment,
  model: ModelSpec,
  going: Going
): TrainJob {
  const { train, validation, test } = prepared.split
  const watched = validation ?? test
  const windows = makeWindows(prepared.values, prepared.window, {
    start: train.start,
    end: watched.end,
  })
  return {
    kind: 'train',
    model,
    settings: experiment,
    windows,
    train,
    watched,
    protocol: experiment.protocol,
    ...going,
  }
}

/**
 * Training again on all known days, for the forecast: nothing is watched, so nothing stops early;
 * it takes as many epochs as the first training's weights had.
 */
export function makeRetrainJob(
  prepared: Prepared,
  experiment: Experiment,
  model: ModelSpec,
  epochs: number,
  going: Going
): TrainJob {
  const all = prepareAllKnown(prepared)
  return {
    kind: 'train',
    model,
    settings: { ...experiment, epochs: Math.max(1, epochs) },
    windows: makeWindows(all.values, all.window),
    train: all.split.train,
    watched: null,
    protocol: experiment.protocol,
    ...going,
  }
}

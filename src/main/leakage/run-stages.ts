import type { Experiment } from '../../shared/experiment.ts'
import type { Result } from '../../shared/failure.ts'
import { bandOrigins, measureBands, rolledOrigins, stepsWithBands } from '../../shared/lab/bands.ts'
import { baselinePath, pathInUnit } from '../../shared/lab/baseline-path.ts'
import { baselineNames, fitBaselines } from '../../shared/lab/baselines.ts'
import type { ChosenBars } from '../../shared/lab/choose-bars.ts'
import { scoreForecasters, sliceOf } from '../../shared/lab/metrics.ts'
import { forecastOrigin, hindcastOrigin, windowAtOrigin } from '../../shared/lab/origins.ts'
import { prepareAllKnown, prepareChosen } from '../../shared/lab/prepare.ts'
import { openWindows } from '../../shared/lab/split.ts'
import { makeHindcastTable } from '../../shared/lab/tables.ts'
import { judge } from '../../shared/lab/verdict.ts'
import type { StageId } from '../../shared/lab-wire.ts'
import type { Prepared } from '../../shared/types.ts'
import { cutIntoBatches, cutWindows, watchBatches } from '../training/batches.ts'
import type { TrainJob } from '../training/job.ts'
import { makeRetrainJob, makeTrainJob } from '../training/make-job.ts'
import type { Eyes } from './eyes.ts'

/** The functions by which a run reads its data: the very ones. A test puts a leaky one in. */
export const realSteps = {
  prepareChosen,
  prepareAllKnown,
  makeTrainJob,
  makeRetrainJob,
  fitBaselines,
  scoreForecasters,
  judge,
  measureBands,
  hindcastOrigin,
}
export type Steps = typeof realSteps

export interface StageScene {
  readonly chosen: ChosenBars
  readonly experiment: Experiment
  readonly testOpen: boolean
}

/** What each stage makes of the data; null where the run has no such stage. */
export type StageOutputs = Record<StageId, unknown>

/**
 * Goes through a run's stages with its own functions and without a network: in place of predictions
 * stand numbers that are always the same, because nobody reads other days for other predictions.
 */
export function runStages(scene: StageScene, steps: Steps, eyes: Eyes): StageOutputs {
  const { chosen, experiment, testOpen } = scene
  const prepared = must(steps.prepareChosen(chosen, experiment, own => eyes.values('scaler', own)))
  const as = (stage: StageId, own: Prepared = prepared): Prepared => ({
    ...own,
    values: eyes.values(stage, own.values),
    prices: eyes.prices(stage, own.prices),
  })
  return {
    scaler: prepared.scaler,
    ...trainingStages(prepared, experiment, steps, eyes),
    baselines: steps.fitBaselines(as('baselines')),
    bands: bandStage(as('bands'), experiment, testOpen, steps),
    ...judgingStages(as, prepared, { experiment, testOpen, steps }),
    ...hindcastStages(as, prepared, { experiment, testOpen, steps }),
    ...forecastStages(as, prepared, { experiment, steps, eyes }),
  }
}

const must = <T>(result: Result<T>): T => {
  if (result.ok) return result.value
  throw new Error(`a run that was trained cannot be prepared: ${result.failure.kind}`)
}

const fresh = { checkpoint: null, secondsBefore: 0 }

/** The job as a trainer gets it, cut as its loop cuts it. */
function trainingStages(prepared: Prepared, experiment: Experiment, steps: Steps, eyes: Eyes) {
  const dyed = { ...prepared, values: eyes.dye(prepared.values) }
  const jobs = experiment.models.map(model => steps.makeTrainJob(dyed, experiment, model, fresh))
  const cut = (batchesOf: (job: TrainJob) => readonly { start: number; size: number }[]) =>
    jobs.flatMap(job =>
      batchesOf(job).map(({ start, size }) =>
        cutWindows(job.windows, start, start + size, experiment.window)
      )
    )
  const learned = cut(({ train }) => cutIntoBatches(train.start, train.end, experiment.batch))
  const watched = cut(watchBatches)
  for (const { inputs, targets } of learned) {
    eyes.dyed('train-inputs', inputs)
    eyes.dyed('train-targets', targets)
  }
  for (const { inputs, targets } of watched) {
    eyes.dyed('watched-inputs', inputs)
    eyes.dyed('watched-targets', targets)
  }
  return {
    'train-inputs': learned.map(({ inputs }) => inputs),
    'train-targets': learned.map(({ targets }) => targets),
    'watched-inputs': watched.map(({ inputs }) => inputs),
    'watched-targets': watched.map(({ targets }) => targets),
  }
}

/** A prediction in model space that is a number in either protocol: CR 1, or one deviation. */
const standIn = 1

function bandStage(prepared: Prepared, { horizon }: Experiment, testOpen: boolean, steps: Steps) {
  const origins = bandOrigins(prepared, testOpen)
  const rolled = rolledOrigins(origins).length * stepsWithBands(origins, horizon)
  const rolls = { network: new Float32Array(rolled).fill(standIn) }
  return steps.measureBands(prepared, rolls, { testOpen, horizon })
}

type As = (stage: StageId, prepared?: Prepared) => Prepared

interface Rest {
  readonly experiment: Experiment
  readonly testOpen: boolean
  readonly steps: Steps
}

function judgingStages(as: As, prepared: Prepared, { experiment, testOpen, steps }: Rest) {
  const said = new Float64Array(openWindows(prepared, testOpen)).fill(standIn)
  const { validation, test } = prepared.split
  const range = testOpen ? test : (validation ?? test)
  const options = { batch: experiment.batch, testOpen }
  return {
    measures: steps.scoreForecasters(as('measures'), { network: said }, options),
    verdict: steps.judge(as('verdict'), { network: sliceOf(said, range) }, range),
  }
}

function hindcastStages(as: As, prepared: Prepared, { experiment, testOpen, steps }: Rest) {
  const { horizon } = experiment
  const origin = steps.hindcastOrigin(prepared, horizon, testOpen)
  const said = pathInUnit(as('hindcast-input'), origin, new Float64Array(horizon).fill(standIn))
  const known = as('hindcast-input')
  const fitted = steps.fitBaselines(prepared)
  return {
    'hindcast-input': [
      windowAtOrigin(known, origin),
      ...baselineNames.map(name => baselinePath(known, fitted, name, origin, horizon)),
    ],
    'hindcast-truth': makeHindcastTable(as('hindcast-truth'), { network: said }, origin, horizon),
  }
}

function forecastStages(
  as: As,
  prepared: Prepared,
  { experiment, steps, eyes }: Pick<Rest, 'experiment' | 'steps'> & { readonly eyes: Eyes }
) {
  const known = experiment.retrain
    ? steps.prepareAllKnown(prepared, own => eyes.values('retrain-scaler', own))
    : prepared
  const [model] = experiment.models
  const again = as('retrain')
  return {
    'retrain-scaler': experiment.retrain ? known.scaler : null,
    retrain:
      experiment.retrain && model
        ? steps.makeRetrainJob(again, experiment, model, 1, fresh).windows
        : null,
    'forecast-input': windowAtOrigin(as('forecast-input', known), forecastOrigin(known)),
  }
}

import { done, type Result } from '../../shared/failure.ts'
import { lossGrid } from '../../shared/lab/seed-ranges.ts'
import type { SeedOutcome } from '../../shared/studies/seeds.ts'
import type { Losses, ModelSpec, Weights } from '../../shared/types.ts'
import { readStoredWeights } from '../api/stored-weights.ts'
import { readLosses } from '../store/epochs.ts'
import { readModels } from '../store/models.ts'
import { makeRetrainJob, makeTrainJob } from '../training/make-job.ts'
import { trainToEnd } from './jobs.ts'
import type { StudyScene } from './kind.ts'

/** A first training: the weights that speak for it, and how it came to them. */
export interface SeedTraining {
  readonly weights: Weights
  readonly epochs: number
  /** Whose weights these are: the last (tutorial) or the best (sealed). */
  readonly chosenEpoch: number
  readonly stopped: SeedOutcome['stopped']
  readonly finalLoss: SeedOutcome['finalLoss']
  /** On the grid of epochs. */
  readonly losses: {
    readonly epoch: readonly number[]
    readonly train: readonly number[]
    readonly watched: readonly number[]
  }
}

const fresh = { checkpoint: null, secondsBefore: 0 }

/** The run's own seed is read from the database; any other is trained as the run was. */
export const trainSeed = (
  scene: StudyScene,
  model: ModelSpec,
  seed: number,
  signal: AbortSignal
): Promise<Result<SeedTraining>> | Result<SeedTraining> =>
  seed === scene.run.experiment.seed
    ? readOwn(scene, model)
    : trainOther(scene, model, seed, signal)

function readOwn({ h, run }: StudyScene, model: ModelSpec): Result<SeedTraining> {
  const key = { run: run.id, model: model.name, phase: 'train' } as const
  const row = readModels(h.store, run.id).find(
    ({ model: name, phase }) => name === model.name && phase === 'train'
  )
  if (!row?.stopped) throw new Error(`${model.name} is not trained`)
  const { epoch, stopped, bestEpoch } = row
  const losses = readLosses(h.store, key)
  return done(
    trainingOf(
      run.experiment,
      { epoch, stopped, bestEpoch },
      asFigures(losses, run),
      readStoredWeights(h.store, key)
    )
  )
}

type Run = StudyScene['run']
type Figures = ReadonlyMap<number, { readonly train: number; readonly watched: number }>

const asFigures = ({ epoch, train, validation, test }: Losses, { experiment }: Run): Figures => {
  const watched = experiment.protocol === 'sealed' ? validation : test
  return new Map(
    epoch.map((number, i) => [number, { train: train[i] ?? NaN, watched: watched[i] ?? NaN }])
  )
}

async function trainOther(
  { h, run, prepared }: StudyScene,
  model: ModelSpec,
  seed: number,
  signal: AbortSignal
): Promise<Result<SeedTraining>> {
  const experiment = { ...run.experiment, seed }
  const figures = new Map<number, { train: number; watched: number }>()
  const trained = await trainToEnd(
    h.pool,
    makeTrainJob(prepared, experiment, model, fresh),
    signal,
    {
      onProgress: epochs => {
        for (const { epoch, train, watched } of epochs) figures.set(epoch, { train, watched })
      },
    }
  )
  if (!trained.ok) return trained
  const { outcome, bestEpoch, weights } = trained.value
  const end = { epoch: outcome.epoch, stopped: outcome.stopped, bestEpoch }
  return done(trainingOf(experiment, end, figures, weights))
}

interface End {
  readonly epoch: number
  readonly stopped: SeedOutcome['stopped']
  readonly bestEpoch: number | null
}

function trainingOf(
  experiment: Run['experiment'],
  { epoch, stopped, bestEpoch }: End,
  figures: Figures,
  weights: Weights
): SeedTraining {
  const chosenEpoch = experiment.protocol === 'sealed' ? (bestEpoch ?? epoch) : epoch
  const grid = lossGrid(experiment.epochs).filter(number => number <= epoch)
  const of = (number: number) => figures.get(number) ?? { train: NaN, watched: NaN }
  const orNull = (value: number) => (Number.isFinite(value) ? value : null)
  const last = of(chosenEpoch)
  return {
    weights,
    epochs: epoch,
    chosenEpoch,
    stopped,
    finalLoss: { train: orNull(last.train), watched: orNull(last.watched) },
    losses: {
      epoch: grid,
      train: grid.map(number => of(number).train),
      watched: grid.map(number => of(number).watched),
    },
  }
}

/** On all known days, for the forecast; the run's own is read. */
export async function trainSeedAgain(
  { h, run, prepared }: StudyScene,
  model: ModelSpec,
  seed: number,
  epochs: number,
  signal: AbortSignal
): Promise<Result<Weights>> {
  if (seed === run.experiment.seed)
    return done(readStoredWeights(h.store, { run: run.id, model: model.name, phase: 'retrain' }))
  const experiment = { ...run.experiment, seed }
  const job = makeRetrainJob(prepared, experiment, model, epochs, fresh)
  const trained = await trainToEnd(h.pool, job, signal)
  return trained.ok ? done(trained.value.weights) : trained
}

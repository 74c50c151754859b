import { done, type Result } from '../../shared/failure.ts'
import { pathInUnit } from '../../shared/lab/baseline-path.ts'
import type { SeedUnit } from '../../shared/lab/conclude-seeds.ts'
import { measure, sliceOf } from '../../shared/lab/metrics.ts'
import type { Numbers } from '../../shared/lab/numbers.ts'
import { forecastOrigin, hindcastOrigin, windowAtOrigin } from '../../shared/lab/origins.ts'
import { prepareAllKnown } from '../../shared/lab/prepare.ts'
import { seedsFrom } from '../../shared/lab/seed-ranges.ts'
import { openWindows, partsOf } from '../../shared/lab/split.ts'
import { inUnit } from '../../shared/lab/units.ts'
import { judge } from '../../shared/lab/verdict.ts'
import { makeWindows } from '../../shared/lab/windows.ts'
import type { SeedsSpec } from '../../shared/studies/seeds.ts'
import type { ModelSpec, Prepared, Weights } from '../../shared/types.ts'
import type { Application, Applied } from '../training/job.ts'
import { applyToEnd } from './jobs.ts'
import type { StudyScene } from './kind.ts'
import { makesForecasts, openParts, verdictPart } from './seed-ground.ts'
import { type SeedTraining, trainSeed, trainSeedAgain } from './seed-training.ts'

interface Place {
  /** The how-many-th seed, 0 the run's own. */
  readonly seed: number
  readonly model: number
}

/** Trains one network from one seed as the run would have done, and measures it on the open parts. */
export async function makeSeedUnit(
  scene: StudyScene,
  spec: SeedsSpec,
  place: Place,
  signal: AbortSignal
): Promise<Result<SeedUnit>> {
  const { experiment } = scene.run
  const seed = seedsFrom(experiment.seed, spec.count)[place.seed]
  const model = experiment.models[place.model]
  if (seed === undefined || model === undefined) throw new Error('a seed that was not asked for')
  const trained = await trainSeed(scene, model, seed, signal)
  if (!trained.ok) return trained
  const said = await applyFirst(scene, spec, model, trained.value.weights, signal)
  if (!said.ok) return said
  const forecast = await forecastOf(scene, spec, model, seed, trained.value, said.value, signal)
  if (!forecast.ok) return forecast
  return done(unitOf(scene, model, seed, trained.value, said.value, forecast.value))
}

/** One-step on all open windows, the hindcast, and the forecast where no second training makes it. */
function applyFirst(
  scene: StudyScene,
  spec: SeedsSpec,
  model: ModelSpec,
  weights: Weights,
  signal: AbortSignal
): Promise<Result<Applied>> {
  const { prepared, testOpen, run } = scene
  const { horizon, retrain } = run.experiment
  const own = makesForecasts(scene, spec) && !retrain
  const open = { start: 0, end: openWindows(prepared, testOpen) }
  const past = hindcastOrigin(prepared, horizon, testOpen)
  const application = {
    windows: makeWindows(prepared.values, prepared.window, open).inputs,
    paths: {
      hindcast: pathFrom(prepared, past, horizon),
      ...(own ? { forecast: pathFrom(prepared, forecastOrigin(prepared), horizon) } : {}),
    },
  }
  return applyWeights(scene, model, weights, application, signal)
}

const pathFrom = (prepared: Prepared, origin: number, steps: number) => ({
  windows: windowAtOrigin(prepared, origin),
  steps,
})

const applyWeights = (
  { h, run }: StudyScene,
  model: ModelSpec,
  weights: Weights,
  application: Application,
  signal: AbortSignal
): Promise<Result<Applied>> => {
  const { window, norm } = run.experiment
  return applyToEnd(h.pool, { kind: 'apply', model, window, norm, weights, application }, signal)
}

/** In the unit of tables; null where the seeds make none. */
async function forecastOf(
  scene: StudyScene,
  spec: SeedsSpec,
  model: ModelSpec,
  seed: number,
  trained: SeedTraining,
  said: Applied,
  signal: AbortSignal
): Promise<Result<Float64Array | null>> {
  const { prepared, run } = scene
  if (!makesForecasts(scene, spec)) return done(null)
  const origin = forecastOrigin(prepared)
  if (!run.experiment.retrain)
    return done(pathInUnit(prepared, origin, said.paths['forecast'] ?? []))
  const again = await trainSeedAgain(scene, model, seed, trained.chosenEpoch, signal)
  if (!again.ok) return again
  const known = prepareAllKnown(prepared)
  const forecast = pathFrom(known, origin, run.experiment.horizon)
  const application = { windows: null, paths: { forecast } }
  const applied = await applyWeights(scene, model, again.value, application, signal)
  if (!applied.ok) return applied
  return done(pathInUnit(known, origin, applied.value.paths['forecast'] ?? []))
}

function unitOf(
  scene: StudyScene,
  model: ModelSpec,
  seed: number,
  { epochs, stopped, finalLoss, losses }: SeedTraining,
  { predictions, paths }: Applied,
  forecast: Float64Array | null
): SeedUnit {
  const { prepared, run, testOpen } = scene
  const { batch, horizon } = run.experiment
  const parts = openParts(scene).map(
    ({ part, range }) =>
      [part, measure(prepared, sliceOf(predictions, range), range, { batch })] as const
  )
  const past = hindcastOrigin(prepared, horizon, testOpen)
  return {
    seed,
    model: model.name,
    epochs,
    stopped,
    finalLoss,
    parts: Object.fromEntries(parts),
    test: testOf(scene, predictions),
    losses: { ...losses, train: short(losses.train), watched: short(losses.watched) },
    predictions: short(Float64Array.from(predictions, (z, i) => inUnit(prepared, i, z))),
    hindcast: short(pathInUnit(prepared, past, paths['hindcast'] ?? [])),
    forecast: forecast && short(forecast),
  }
}

/** The one-step test of this network alone; Holm comes when all of its seed are there. */
function testOf(scene: StudyScene, predictions: Numbers): SeedUnit['test'] {
  const { prepared } = scene
  const range = partsOf(prepared.split).find(({ part }) => part === verdictPart(scene))?.range
  if (!range) return null
  const [verdict] = judge(prepared, { own: sliceOf(predictions, range) }, range)
  if (!verdict || verdict.statistic === null || verdict.p === null) return null
  return { statistic: verdict.statistic, p: verdict.p }
}

/** Nine figures are more than the networks' own 32 bits hold, in half the room. */
const short = (values: Numbers): (number | null)[] =>
  Array.from(values, value => (Number.isFinite(value) ? Number(value.toPrecision(9)) : null))

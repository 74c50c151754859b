import type { SeedGround } from '../../shared/lab/conclude-seeds.ts'
import { measure, persistencePredictions } from '../../shared/lab/metrics.ts'
import { hindcastOrigin } from '../../shared/lab/origins.ts'
import { seedsFrom } from '../../shared/lab/seed-ranges.ts'
import { openWindows, partsOf } from '../../shared/lab/split.ts'
import {
  makeForecastTable,
  makeHindcastTable,
  makePredictionTable,
} from '../../shared/lab/tables.ts'
import { unitOf } from '../../shared/lab/units.ts'
import type { SeedsSpec } from '../../shared/studies/seeds.ts'
import type { PathTable, PredictionTable, Range } from '../../shared/types.ts'
import { futureDates } from '../data/calendar.ts'
import type { StudyScene } from './kind.ts'

/** Parts whose targets may be looked at. */
export const openParts = ({ prepared, testOpen }: StudyScene) =>
  partsOf(prepared.split).filter(({ range }) => range.end <= openWindows(prepared, testOpen))

export const verdictPart = ({ testOpen }: StudyScene) =>
  testOpen ? ('test' as const) : ('validation' as const)

/** Whether seeds make forecasts, and such that are like the run's own. */
export const makesForecasts = ({ run, testOpen }: StudyScene, { retrain }: SeedsSpec): boolean =>
  testOpen && (retrain || !run.experiment.retrain)

/** Dates, truth and persistence of a run, as its seeds' numbers are held against them. */
export function seedGround(scene: StudyScene, spec: SeedsSpec): SeedGround {
  const { run, prepared, testOpen } = scene
  const { experiment, revision } = run
  const origin = hindcastOrigin(prepared, experiment.horizon, testOpen)
  const days = futureDates(prepared.dates, experiment.horizon, revision.series.exchange)
  return {
    seeds: seedsFrom(experiment.seed, spec.count),
    models: experiment.models.map(({ name }) => name),
    part: verdictPart(scene),
    watched: prepared.split.validation ? 'validation' : 'test',
    unit: unitOf(experiment.protocol),
    persistence: persistenceMeasures(scene),
    predictions: predictionGround(makePredictionTable(prepared, {}, testOpen)),
    hindcast: pathGround(makeHindcastTable(prepared, {}, origin, experiment.horizon)),
    forecast: makesForecasts(scene, spec)
      ? pathGround(makeForecastTable(prepared, {}, days))
      : null,
    forecastWords: forecastWords(scene, spec),
  }
}

function persistenceMeasures(scene: StudyScene): SeedGround['persistence'] {
  const { prepared, run } = scene
  const on = (range: Range) =>
    measure(prepared, persistencePredictions(prepared, range), range, {
      batch: run.experiment.batch,
      persistence: true,
    })
  return Object.fromEntries(openParts(scene).map(({ part, range }) => [part, on(range)]))
}

const predictionGround = ({ dates, part, actual, persistence }: PredictionTable) => ({
  dates: [...dates],
  part: [...part],
  actual: [...actual],
  persistence: [...persistence],
})

const pathGround = ({ origin, dates, guessed, actual, persistence, drift }: PathTable) => ({
  origin,
  dates: [...dates],
  guessed: [...guessed],
  actual: actual.map(value => (Number.isFinite(value) ? value : null)),
  persistence: [...persistence],
  drift: [...drift],
})

/** Whose forecasts these are, or why there are none. */
function forecastWords(scene: StudyScene, spec: SeedsSpec): string {
  if (!scene.testOpen)
    return 'The test part is closed: the seeds make no forecast, because it would read days of it.'
  if (!scene.run.experiment.retrain)
    return 'Each seed forecasts with the networks of its one training, as the run does.'
  return spec.retrain
    ? 'Each seed was trained again on all known days before its forecast, as the run was.'
    : 'The run’s forecast is of networks trained again on all known days. The other seeds were trained once, to save the time, and make no forecast.'
}

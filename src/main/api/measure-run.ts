import { done, failed, type Result } from '../../shared/failure.ts'
import { pathInUnit } from '../../shared/lab/baseline-path.ts'
import { forecastOrigin, hindcastOrigin, windowAtOrigin } from '../../shared/lab/origins.ts'
import { prepare, prepareAllKnown } from '../../shared/lab/prepare.ts'
import { isTestOpen, openWindows, partStarts } from '../../shared/lab/split.ts'
import { makeWindows } from '../../shared/lab/windows.ts'
import type { Results } from '../../shared/results.ts'
import type { ModelSpec, Prepared } from '../../shared/types.ts'
import { workBeside } from '../beside/beside.ts'
import { futureDates } from '../data/calendar.ts'
import { checkFence, LeaseLostError, readOwner } from '../store/leases.ts'
import type { Phase } from '../store/models.ts'
import { savePath } from '../store/paths.ts'
import { savePredictions } from '../store/predictions.ts'
import { readBars } from '../store/revisions.ts'
import { type Run, readRun, saveResults } from '../store/runs.ts'
import { type Store, write } from '../store/store.ts'
import type { Application, Applied } from '../training/job.ts'
import type { Hindcast } from './hindcast.ts'
import { makeResults } from './make-results.ts'
import { bandRoll } from './roll-bands.ts'
import type { RunOutput, ScoredRun } from './score-run.ts'
import { applyStored, readStoredWeights } from './stored-weights.ts'

/**
 * From the stored weights of a run to everything a person is shown: predictions, hindcast,
 * forecast, measures, verdict. Windows of a closed test part are never handed to a network.
 * Written in one transaction.
 */
export async function measureRun(h: Hindcast, id: string): Promise<Result<Results>> {
  const run = readRun(h.store, id)
  const prepared = prepare(readBars(h.store, run.revision.id), run.experiment)
  if (!prepared.ok) return prepared
  const testOpen = isTestOpen(prepared.value, run.openedAt !== null)
  const applied = await applyModels(h, run, prepared.value, testOpen)
  if (!applied.ok) return applied
  const scored = await workBeside(
    'scoreRun',
    outputOf(run, prepared.value, applied.value, testOpen)
  )
  if (!h.store.db.open) return failed({ kind: 'cancelled' })
  return keep(h.store, id, scored, makeResults(h, run, prepared.value, scored))
}

/** Fails with `run-busy` when another process took the run over while we slept. */
function keep(store: Store, id: string, tables: ScoredRun, results: Results): Result<Results> {
  try {
    write(store, 'results', () => {
      checkFence(store, id)
      savePredictions(store, id, tables.predictions)
      savePath(store, id, 'hindcast', tables.hindcast)
      savePath(store, id, 'forecast', tables.forecast)
      saveResults(store, id, results)
    })
    return done(results)
  } catch (error) {
    if (!(error instanceof LeaseLostError)) throw error
    return failed({ kind: 'run-busy', id, owner: readOwner(store, id) ?? 'another process' })
  }
}

interface ModelOutput {
  readonly model: ModelSpec
  /** One-step, model space, of all open windows. */
  readonly predictions: Float32Array
  /** Recursive, in the unit of tables. */
  readonly hindcast: Float64Array
  readonly forecast: Float64Array
  /** Recursive, model space, from every origin of the bands. */
  readonly roll: Float32Array
}

async function applyModels(
  h: Hindcast,
  run: Run,
  prepared: Prepared,
  testOpen: boolean
): Promise<Result<ModelOutput[]>> {
  const outputs = await Promise.all(
    run.experiment.models.map(model => applyModel(h, run, prepared, model, testOpen))
  )
  const failure = outputs.find(output => !output.ok)
  if (failure && !failure.ok) return failed(failure.failure)
  return done(outputs.flatMap(output => (output.ok ? [output.value] : [])))
}

/** The first training speaks of the past; of the future, the one on all known days if there was one. */
async function applyModel(
  h: Hindcast,
  run: Run,
  prepared: Prepared,
  model: ModelSpec,
  testOpen: boolean
): Promise<Result<ModelOutput>> {
  const { experiment } = run
  const known = experiment.retrain ? prepareAllKnown(prepared) : prepared
  const [past, future] = [
    hindcastOrigin(prepared, experiment.horizon, testOpen),
    forecastOrigin(known),
  ]
  const forecast = pathFrom(known, future, experiment.horizon)
  const own = {
    windows: makeWindows(prepared.values, prepared.window, {
      start: 0,
      end: openWindows(prepared, testOpen),
    }).inputs,
    cuts: partStarts(prepared, testOpen),
    paths: {
      hindcast: pathFrom(prepared, past, experiment.horizon),
      roll: bandRoll(prepared, testOpen, experiment.horizon),
      ...(experiment.retrain ? {} : { forecast }),
    },
  }
  const first = await applyPhase(h, run, model, 'train', own)
  if (!first.ok) return first
  const again = experiment.retrain
    ? await applyPhase(h, run, model, 'retrain', { windows: null, paths: { forecast } })
    : first
  if (!again.ok) return again
  return done({
    model,
    predictions: first.value.predictions,
    hindcast: pathInUnit(prepared, past, first.value.paths['hindcast'] ?? []),
    forecast: pathInUnit(known, future, again.value.paths['forecast'] ?? []),
    roll: first.value.paths['roll'] ?? new Float32Array(0),
  })
}

const pathFrom = (prepared: Prepared, origin: number, steps: number) => ({
  windows: windowAtOrigin(prepared, origin),
  steps,
})

const applyPhase = (
  h: Hindcast,
  run: Run,
  model: ModelSpec,
  phase: Phase,
  application: Application
): Promise<Result<Applied>> => {
  const weights = readStoredWeights(h.store, { run: run.id, model: model.name, phase })
  return applyStored(h, run.experiment, model, weights, application)
}

function outputOf(
  { experiment, revision }: Run,
  prepared: Prepared,
  outputs: readonly ModelOutput[],
  testOpen: boolean
): RunOutput {
  const { batch, horizon } = experiment
  const by = <T>(pick: (output: ModelOutput) => T) =>
    Object.fromEntries(outputs.map(output => [output.model.name, pick(output)]))
  return {
    prepared,
    testOpen,
    batch,
    predictions: by(o => o.predictions),
    hindcast: by(o => o.hindcast),
    forecast: by(o => o.forecast),
    rolls: by(o => o.roll),
    origin: hindcastOrigin(prepared, horizon, testOpen),
    days: futureDates(prepared.dates, horizon, revision.series.exchange),
  }
}

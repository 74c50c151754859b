import { chosenEpoch } from '../../shared/lab/chosen-epoch.ts'
import { describeSplit } from '../../shared/lab/split.ts'
import { unitOf } from '../../shared/lab/units.ts'
import { headline } from '../../shared/lab/words.ts'
import { type Results, resultsSchema, type TrainingSummary } from '../../shared/results.ts'
import type { ModelSpec, Prepared } from '../../shared/types.ts'
import { readLosses } from '../store/epochs.ts'
import { type ModelRow, readModels } from '../store/models.ts'
import { readSeal } from '../store/openings.ts'
import { type Run, readResults } from '../store/runs.ts'
import type { Store } from '../store/store.ts'
import { tries } from '../store/tries.ts'
import type { Hindcast } from './hindcast.ts'
import type { ScoredRun } from './score-run.ts'
import { readStoredWeights } from './stored-weights.ts'
import { machine } from './versions.ts'

/** `results.json` of a run: measures on the open parts, the verdict, and how it came about. */
export function makeResults(
  h: Hindcast,
  run: Run,
  prepared: Prepared,
  { hindcast, forecast, testOpen, verdicts, verdictPart, ...scored }: ScoredRun
): Results {
  const { experiment, revision } = run
  const { store } = h
  const seriesTries = tries(store, revision.series)
  const models = readModels(store, run.id)
  // opening the test part later measures again; the run was finished when it was
  const finishedAt = readResults(store, run.id)?.finishedAt ?? store.now().toISOString()
  return resultsSchema.parse({
    version: 1,
    id: run.id,
    createdAt: run.createdAt,
    finishedAt,
    quickLook: run.quickLook,
    experiment,
    series: {
      ...revision.series,
      hash: revision.hash,
      usedHash: run.usedHash,
      asOf: revision.asOf,
      first: prepared.dates[0] ?? '',
      last: prepared.dates.at(-1) ?? '',
      bars: prepared.dates.length,
    },
    unit: unitOf(experiment.protocol),
    split: describeSplit(prepared),
    seal: readSeal(store, run),
    tries: seriesTries,
    training: experiment.models.map(model => summary(store, run, model, models)),
    forecasters: scored.forecasters,
    alwaysUp: scored.alwaysUp,
    verdictPart,
    headline: headline({ verdicts, part: verdictPart, closed: !testOpen, tries: seriesTries }),
    verdicts,
    forecast: {
      retrained: experiment.retrain,
      origin: forecast.origin,
      guessedDates: forecast.guessed.some(Boolean),
    },
    hindcast: { origin: hindcast.origin, rmse: scored.hindcastRmse },
    bands: scored.bands,
    times: times(run, models, finishedAt),
    versions: machine(h),
  } satisfies Results)
}

/** Training time of all phases, and the time from the first step to the results. */
function times(run: Run, models: readonly ModelRow[], finishedAt: string): Results['times'] {
  const began = Date.parse(run.startedAt ?? run.createdAt)
  return {
    totalSeconds: (Date.parse(finishedAt) - began) / 1000,
    trainingSeconds: models.reduce((total, model) => total + model.seconds, 0),
  }
}

function summary(
  store: Store,
  run: Run,
  model: ModelSpec,
  rows: readonly ModelRow[]
): TrainingSummary {
  const row = rows.find(({ model: name, phase }) => name === model.name && phase === 'train')
  if (!row?.stopped || row.weightsHash === null) throw new Error(`${model.name} is not trained`)
  const key = { run: run.id, model: model.name, phase: 'train' } as const
  const chosen = chosenEpoch(run.experiment.protocol, row)
  const losses = readLosses(store, key)
  const at = losses.epoch.indexOf(chosen)
  const orNull = (values: readonly number[]) => {
    const value = values[at]
    return value !== undefined && Number.isFinite(value) ? value : null
  }
  return {
    model: model.name,
    parameters: countParameters(readStoredWeights(store, key)),
    epochs: row.epoch,
    bestEpoch: row.bestEpoch,
    finalLoss: {
      train: orNull(losses.train),
      validation: orNull(losses.validation),
      test: orNull(losses.test),
    },
    stopped: row.stopped,
    trouble: row.trouble,
    seconds: row.seconds,
    millisecondsPerEpoch: (row.seconds * 1000) / Math.max(1, row.epoch),
    weightsHash: row.weightsHash,
  }
}

/** Numbers that training moved: running averages of batch normalisation are none. */
const countParameters = (weights: ReturnType<typeof readStoredWeights>): number =>
  Object.entries(weights)
    .filter(([name]) => !name.includes('running_'))
    .reduce((total, [, { data }]) => total + data.length, 0)

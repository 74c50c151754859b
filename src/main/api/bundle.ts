import type { LabBundle, RunBundle } from '../../shared/bundle.ts'
import { done, failed, type Result } from '../../shared/failure.ts'
import { persistenceLoss } from '../../shared/lab/metrics.ts'
import { prepare } from '../../shared/lab/prepare.ts'
import { cumulativeReturns } from '../../shared/lab/returns.ts'
import type { Results } from '../../shared/results.ts'
import type { Losses, Weights } from '../../shared/types.ts'
import type { RunFigures } from '../../shared/wire.ts'
import { readLosses } from '../store/epochs.ts'
import { readGradients } from '../store/gradients.ts'
import { readPath } from '../store/paths.ts'
import { readPredictions } from '../store/predictions.ts'
import { readBars } from '../store/revisions.ts'
import { findRun, type Run, readResults, readRun } from '../store/runs.ts'
import type { Store } from '../store/store.ts'
import { listStudies, readStudyResults, summaryOf } from '../store/studies.ts'
import { lossBatch } from './loss-batch.ts'
import { readDiaryOf } from './read-diary.ts'
import { provenanceOf } from './read-provenance.ts'
import { replayOf } from './read-replay.ts'
import { readStoredWeights } from './stored-weights.ts'

/** All that one finished run left in the database, for the report. */
export function readBundle(store: Store, typed: string): Result<RunBundle> {
  const figures = readFigures(store, typed)
  if (!figures.ok) return figures
  const run = readRun(store, figures.value.results.id)
  return done({
    ...figures.value,
    weights: byModel(run, model => weightsOf(store, run, model)),
    lab: readLab(store, run, figures.value.results),
  })
}

/** Of each kind of study the newest that is finished. */
function readLab(store: Store, run: Run, results: Results): LabBundle {
  const finished = listStudies(store, run.id).filter(({ state }) => state === 'finished')
  const newest = new Map(finished.toReversed().map(study => [study.spec.kind, study]))
  const studies = [...newest.values()].flatMap(study => {
    const results = readStudyResults(store, study.id)
    return results ? [{ summary: summaryOf(study), results }] : []
  })
  const replays = run.experiment.models.flatMap(({ name }) => {
    const replay = replayOf(store, { id: run.id, model: name })
    return replay.ok ? [replay.value] : []
  })
  const diary = readDiaryOf(store, run.revision.series)
  return { studies, provenance: provenanceOf(store, run, results), diary, replays }
}

/** The same without weights and lab, for charts and tables. */
export function readFigures(store: Store, typed: string): Result<RunFigures> {
  const found = findRun(store, typed)
  if (!found.ok) return found
  const run = found.value
  const results = readResults(store, run.id)
  const predictions = readPredictions(store, run.id)
  const hindcast = readPath(store, run.id, 'hindcast')
  const forecast = readPath(store, run.id, 'forecast')
  if (!results || !predictions || !hindcast || !forecast)
    return failed({ kind: 'run-unfinished', id: run.id, state: run.state })
  const prepared = prepare(readBars(store, run.revision.id), run.experiment)
  if (!prepared.ok) return prepared
  const { dates, prices } = prepared.value
  // as measured: an opening may be on record whose measuring was cut short
  const testOpen = results.seal.state !== 'closed'
  return done({
    results,
    series: { dates, price: [...prices], cumulativeReturn: [...cumulativeReturns(prices)] },
    losses: byModel(run, model => lossesOf(store, run, model)),
    predictions,
    hindcast,
    forecast,
    gradients: readGradients(store, run.id),
    persistenceLoss: persistenceLoss(prepared.value, lossBatch(run), testOpen),
  })
}

const byModel = <T>({ experiment }: Run, read: (model: string) => T): Record<string, T> =>
  Object.fromEntries(experiment.models.map(({ name }) => [name, read(name)]))

const lossesOf = (store: Store, run: Run, model: string): Losses =>
  readLosses(store, { run: run.id, model, phase: 'train' })

const weightsOf = (store: Store, run: Run, model: string): Weights =>
  readStoredWeights(store, { run: run.id, model, phase: 'train' })

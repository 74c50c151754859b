import type { Experiment } from '../../shared/experiment.ts'
import { done, failed, type Result } from '../../shared/failure.ts'
import { chosenEpoch } from '../../shared/lab/chosen-epoch.ts'
import { persistenceLoss } from '../../shared/lab/metrics.ts'
import { forecastOrigin, hindcastOrigin } from '../../shared/lab/origins.ts'
import { prepare, prepareAllKnown } from '../../shared/lab/prepare.ts'
import { areEqual, makeFrames, type ReplayScope, thinLosses } from '../../shared/lab/replay.ts'
import { isTestOpen, targetBar } from '../../shared/lab/split.ts'
import { makeForecastTable, makeHindcastTable } from '../../shared/lab/tables.ts'
import { actualInUnit, persistenceInUnit, unitOf } from '../../shared/lab/units.ts'
import type { Replay, ReplayFrame, ReplayTraining } from '../../shared/lab-wire.ts'
import type { Losses, Prepared, Range } from '../../shared/types.ts'
import { futureDates } from '../data/calendar.ts'
import { readLosses } from '../store/epochs.ts'
import { type ModelRow, type Phase, readModels } from '../store/models.ts'
import { readPath } from '../store/paths.ts'
import { readPredictions } from '../store/predictions.ts'
import { readBars } from '../store/revisions.ts'
import { findRun, type Run } from '../store/runs.ts'
import type { Store } from '../store/store.ts'
import { readWatched, type Watched } from '../store/watched.ts'
import { attempt } from './attempt.ts'
import type { Hindcast } from './hindcast.ts'
import { lossBatch } from './loss-batch.ts'

export interface ReplayRequest {
  readonly id: string
  readonly model: string
}

/**
 * How one network of a run learned: what it said after each kept epoch, beside its losses. While the
 * test part is closed all of it is of days before that part. Fails with `no-such-run`,
 * `no-such-model`, or `run-unfinished` where nothing was kept yet.
 */
export const readReplay = (h: Hindcast, request: ReplayRequest): Result<Replay> =>
  attempt(h, () => replayOf(h.store, request))

/** The same, for whoever reads the database already. */
export function replayOf(store: Store, { id, model }: ReplayRequest): Result<Replay> {
  const found = findRun(store, id)
  if (!found.ok) return found
  const run = found.value
  const { protocol, models, retrain } = run.experiment
  const spec = models.find(({ name }) => name === model)
  if (!spec) {
    const names = models.map(({ name }) => name)
    return failed({ kind: 'no-such-model', run: run.id, model, models: names })
  }
  const prepared = prepare(readBars(store, run.revision.id), run.experiment)
  if (!prepared.ok) return prepared
  const testOpen = isTestOpen(prepared.value, run.openedAt !== null)
  const phases: readonly Phase[] = retrain && testOpen ? ['train', 'retrain'] : ['train']
  const trainings = phases.flatMap(
    phase => readTraining({ store, run, model, prepared: prepared.value }, phase) ?? []
  )
  if (trainings.length === 0 && run.state !== 'finished')
    return failed({ kind: 'run-unfinished', id: run.id, state: run.state })
  return done({
    run: run.id,
    model,
    cell: spec.cell,
    unit: unitOf(protocol),
    watched: protocol === 'sealed' ? 'validation' : 'test',
    testOpen,
    retrained: retrain,
    trainings,
  })
}

interface Source {
  readonly store: Store
  readonly run: Run
  readonly model: string
  readonly prepared: Prepared
}

/** One training of a network, or null before anything of it was kept. */
function readTraining(source: Source, phase: Phase): ReplayTraining | null {
  const { store, run, model } = source
  const key = { run: run.id, model, phase }
  const row = readModels(store, run.id).find(one => one.model === model && one.phase === phase)
  const kept = readWatched(store, key)
  if (!row || kept.length === 0) return null
  const scope = scopeOf(source, phase, readLosses(store, key), kept)
  const frames = makeFrames(kept, scope)
  const best = kept.findIndex(frame => frame.best)
  const chosen = row.stopped === null ? null : findChosen(run.experiment, row, frames)
  return {
    phase,
    losses: thinLosses(scope.losses, frames),
    persistenceLoss: persistenceOf(run, scope),
    fit: scope.range && fitOf(scope.prepared, scope.range),
    hindcast: scope.hindcast,
    forecast: hasPath(kept, 'forecast') ? forecastOf(source, scope) : null,
    frames,
    best: best < 0 ? null : best,
    chosen,
    equal: compareStored(source, chosen === null ? undefined : frames[chosen], scope),
  }
}

const hasPath = (kept: readonly Watched[], kind: 'hindcast' | 'forecast'): boolean =>
  kept.some(({ paths }) => paths[kind] !== undefined)

/** The hindcast of a replay ends where it ended in training: before a test part then closed. */
function scopeOf(
  { run, prepared: own }: Source,
  phase: Phase,
  losses: Losses,
  kept: readonly Watched[]
): ReplayScope {
  const { horizon } = run.experiment
  const prepared = phase === 'train' ? own : prepareAllKnown(own)
  const origin = hindcastOrigin(own, horizon, isTestOpen(own, false))
  const { validation, test } = own.split
  return {
    prepared,
    range: phase === 'train' ? (validation ?? test) : null,
    hindcastOrigin: origin,
    forecastOrigin: forecastOrigin(prepared),
    losses: { ...losses, watched: validation ? losses.validation : losses.test },
    hindcast: hasPath(kept, 'hindcast') ? makeHindcastTable(own, {}, origin, horizon) : null,
  }
}

/** The frame of the weights that were kept: of an epoch, or of the one that training ended within. */
function findChosen(
  { protocol }: Experiment,
  row: ModelRow,
  frames: readonly ReplayFrame[]
): number | null {
  const endedWithin = protocol === 'tutorial' || row.bestEpoch === null
  const last = frames.length - 1
  if (endedWithin && frames[last]?.isWhole === false) return last
  const found = frames.findIndex(({ epoch }) => epoch === chosenEpoch(protocol, row))
  return found < 0 ? null : found
}

function persistenceOf(run: Run, { prepared, range }: ReplayScope) {
  const testWatched = range !== null && isTestOpen(prepared, false)
  const { train, validation, test } = persistenceLoss(prepared, lossBatch(run), testWatched)
  return { train, watched: testWatched ? test : validation }
}

function fitOf(prepared: Prepared, { start, end }: Range): NonNullable<ReplayTraining['fit']> {
  const windows = Array.from({ length: end - start }, (_, k) => start + k)
  return {
    dates: windows.map(i => prepared.dates[targetBar(prepared, i)] ?? ''),
    actual: windows.map(i => actualInUnit(prepared, i)),
    persistence: windows.map(i => persistenceInUnit(prepared, i)),
  }
}

const forecastOf = ({ run }: Source, { prepared }: ReplayScope) =>
  makeForecastTable(
    prepared,
    {},
    futureDates(prepared.dates, run.experiment.horizon, run.revision.series.exchange)
  )

function compareStored(
  { store, run, model }: Source,
  frame: ReplayFrame | undefined,
  { range, hindcast }: ReplayScope
): ReplayTraining['equal'] {
  const predictions = readPredictions(store, run.id)?.models[model]
  const past = readPath(store, run.id, 'hindcast')
  const future = readPath(store, run.id, 'forecast')
  return {
    fit: areEqual(range ? predictions?.slice(range.start, range.end) : undefined, frame?.fit),
    // of an opened run the stored one starts later
    hindcast: areEqual(
      past?.origin === hindcast?.origin ? past?.models[model] : undefined,
      frame?.hindcast
    ),
    forecast: areEqual(future?.models[model], frame?.forecast),
  }
}

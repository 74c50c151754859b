import type { RunBands } from '../../shared/bands.ts'
import { type Experiment, experimentSchema } from '../../shared/experiment.ts'
import { done, failed, type Result } from '../../shared/failure.ts'
import { pathInUnit } from '../../shared/lab/baseline-path.ts'
import { forecastOrigin, hindcastOrigin, windowAtOrigin } from '../../shared/lab/origins.ts'
import { prepare, prepareAllKnown } from '../../shared/lab/prepare.ts'
import { isTestOpen } from '../../shared/lab/split.ts'
import { hindcastRmse, makeForecastTable, makeHindcastTable } from '../../shared/lab/tables.ts'
import type { PathTable, Prepared } from '../../shared/types.ts'
import type { ForecastPaths } from '../../shared/wire.ts'
import { workBeside } from '../beside/beside.ts'
import { futureDates } from '../data/calendar.ts'
import type { Phase } from '../store/models.ts'
import { readPath } from '../store/paths.ts'
import { readBars } from '../store/revisions.ts'
import { findRun, type Run } from '../store/runs.ts'
import { attemptLater } from './attempt.ts'
import type { Hindcast } from './hindcast.ts'
import { readBands } from './roll-bands.ts'
import { applyStored, readStoredWeights } from './stored-weights.ts'

/**
 * A finished run's recursive paths over `horizon` days: into the future by the networks that speak
 * of it (trained again on all known days where the experiment says so), and as a hindcast over the
 * last known days by the first ones; with every baseline. At the run's own horizon the stored paths
 * are read; at another one the networks are applied once more. A closed test part stays closed: the
 * hindcast ends before it.
 */
export async function readForecast(
  h: Hindcast,
  typed: string,
  horizon: number
): Promise<Result<ForecastPaths>> {
  return attemptLater(h, async () => {
    const found = findRun(h.store, typed)
    if (!found.ok) return found
    const run = found.value
    if (run.state !== 'finished')
      return failed({ kind: 'run-unfinished', id: run.id, state: run.state })
    const prepared = prepare(readBars(h.store, run.revision.id), run.experiment)
    if (!prepared.ok) return prepared
    const scope = scopeOf(run, prepared.value, horizon)
    if (!scope.ok) return scope
    const tables = readStored(h, run, horizon) ?? (await computeTables(h, run, scope.value))
    if ('ok' in tables) return tables
    const bands = await readBands(h, run, prepared.value, horizon)
    return done(await describe(run, scope.value, tables, bands.ok ? bands.value : null))
  })
}

/** Where both paths start, and what each may know. */
interface Scope {
  readonly horizon: number
  /** The past as the first training saw it, and the future as the last one did. */
  readonly past: { readonly prepared: Prepared; readonly origin: number }
  readonly future: { readonly prepared: Prepared; readonly origin: number }
}

function scopeOf(run: Run, prepared: Prepared, horizon: number): Result<Scope> {
  if (!isHorizon(horizon)) {
    const reason = 'a forecast reaches from 1 to 365 days ahead'
    return failed({ kind: 'bad-experiment', field: 'horizon', reason })
  }
  const origin = hindcastOrigin(prepared, horizon, isTestOpen(prepared, run.openedAt !== null))
  const needed = prepared.window + prepared.offset
  if (origin + 1 < needed)
    return failed({ kind: 'too-few-rows', what: 'The hindcast', needed, got: origin + 1 })
  const known = run.experiment.retrain ? prepareAllKnown(prepared) : prepared
  return done({
    horizon,
    past: { prepared, origin },
    future: { prepared: known, origin: forecastOrigin(known) },
  })
}

const isHorizon = (days: number) => experimentSchema.shape.horizon.safeParse(days).success

interface Tables {
  readonly hindcast: PathTable
  readonly forecast: PathTable
}

function readStored({ store }: Hindcast, run: Run, horizon: number): Tables | null {
  if (horizon !== run.experiment.horizon) return null
  const hindcast = readPath(store, run.id, 'hindcast')
  const forecast = readPath(store, run.id, 'forecast')
  return hindcast && forecast ? { hindcast, forecast } : null
}

async function computeTables(
  h: Hindcast,
  run: Run,
  { horizon, past, future }: Scope
): Promise<Tables | Extract<Result<Tables>, { ok: false }>> {
  const paths = await Promise.all(
    run.experiment.models.map(async ({ name }) => {
      const back = await pathOf(h, run, name, 'train', past, horizon)
      if (!back.ok) return back
      const phase = run.experiment.retrain ? 'retrain' : 'train'
      const ahead = await pathOf(h, run, name, phase, future, horizon)
      return ahead.ok ? done({ name, back: back.value, ahead: ahead.value }) : ahead
    })
  )
  const failure = paths.find(path => !path.ok)
  if (failure && !failure.ok) return failure
  const by = (pick: (path: { back: Float64Array; ahead: Float64Array }) => Float64Array) =>
    Object.fromEntries(
      paths.flatMap(path => (path.ok ? [[path.value.name, pick(path.value)] as const] : []))
    )
  const days = futureDates(past.prepared.dates, horizon, run.revision.series.exchange)
  const backward = by(path => path.back)
  const forward = by(path => path.ahead)
  return {
    hindcast: makeHindcastTable(past.prepared, backward, past.origin, horizon),
    forecast: makeForecastTable(past.prepared, forward, days),
  }
}

/** One network's path in the unit of tables: [horizon]. */
async function pathOf(
  h: Hindcast,
  { id, experiment }: { readonly id: string; readonly experiment: Experiment },
  name: string,
  phase: Phase,
  { prepared, origin }: Scope['past'],
  horizon: number
): Promise<Result<Float64Array>> {
  const model = experiment.models.find(one => one.name === name)
  if (model === undefined) throw new Error(`run ${id} has no model ${name}`)
  const weights = readStoredWeights(h.store, { run: id, model: name, phase })
  const path = { windows: windowAtOrigin(prepared, origin), steps: horizon }
  const applied = await applyStored(h, experiment, model, weights, {
    windows: null,
    paths: { path },
  })
  return applied.ok
    ? done(pathInUnit(prepared, origin, applied.value.paths['path'] ?? []))
    : applied
}

async function describe(
  run: Run,
  { horizon, past, future }: Scope,
  tables: Tables,
  bands: RunBands | null
): Promise<ForecastPaths> {
  const [hindcast, forecast] = await Promise.all([
    workBeside('addBaselines', tables.hindcast, past, horizon),
    workBeside('addBaselines', tables.forecast, future, horizon),
  ])
  return {
    run: run.id,
    horizon,
    retrained: run.experiment.retrain,
    hindcast,
    forecast,
    hindcastRmse: hindcastRmse(tables.hindcast),
    bands,
  }
}

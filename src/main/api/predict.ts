import { experimentSchema } from '../../shared/experiment.ts'
import { done, type Failure, failed, type Result } from '../../shared/failure.ts'
import { pathInUnit } from '../../shared/lab/baseline-path.ts'
import { forecastOrigin, windowAtOrigin } from '../../shared/lab/origins.ts'
import { prepare, prepareForPredict } from '../../shared/lab/prepare.ts'
import { targetBar } from '../../shared/lab/split.ts'
import { makeForecastTable } from '../../shared/lab/tables.ts'
import { unitOf } from '../../shared/lab/units.ts'
import { makeWindows } from '../../shared/lab/windows.ts'
import { headline } from '../../shared/lab/words.ts'
import type { IsoDate, ModelSpec, Prepared, Range, SeriesInfo } from '../../shared/types.ts'
import type { AppliedRun } from '../../shared/wire.ts'
import { workBeside } from '../beside/beside.ts'
import { futureDates } from '../data/calendar.ts'
import { readBars, readRevision } from '../store/revisions.ts'
import { findRun, type Run } from '../store/runs.ts'
import { tries } from '../store/tries.ts'
import type { Applied } from '../training/job.ts'
import { attemptLater } from './attempt.ts'
import type { Hindcast } from './hindcast.ts'
import { choosePredictBars } from './predict-choice.ts'
import { applyStored, readStoredWeights } from './stored-weights.ts'

/** What a stored run says about bars it was not trained on, which need not be stored themselves. */
export type Predicted = Omit<AppliedRun, 'revisionId'>

export interface PredictOptions {
  /** The last day to know; the series' last when absent. */
  readonly to?: IsoDate | null
  /** Steps of the forecast; the run's own when absent. */
  readonly horizon?: number
}

/**
 * Applies a finished run's first-trained networks to a revision: newer bars of its own series, or
 * another series. Nothing is fitted anew; the run's own scaler is used. Of its own history only days
 * after the run's last are predicted, so a closed test part stays closed (`choosePredictBars`).
 */
export async function predictWith(
  h: Hindcast,
  typed: string,
  revisionId: number,
  options: PredictOptions = {}
): Promise<Result<Predicted>> {
  return attemptLater(h, () => predict(h, typed, revisionId, options))
}

async function predict(
  h: Hindcast,
  typed: string,
  revisionId: number,
  { to = null, horizon: wanted }: PredictOptions
): Promise<Result<Predicted>> {
  const found = findRun(h.store, typed)
  if (!found.ok) return found
  const run = found.value
  if (run.state !== 'finished')
    return failed({ kind: 'run-unfinished', id: run.id, state: run.state })
  const horizon = wanted ?? run.experiment.horizon
  if (!isHorizon(horizon)) return failed(badHorizon)
  const own = prepare(readBars(h.store, run.revision.id), run.experiment)
  if (!own.ok) return own
  const [revision, bars] = [readRevision(h.store, revisionId), readBars(h.store, revisionId)]
  const chosen = choosePredictBars(run, own.value, revision, bars, to)
  if (!chosen.ok) return chosen
  const prepared = prepareForPredict(chosen.value.bars, own.value)
  if (!prepared.ok) return prepared
  const fresh = freshWindows(prepared.value, chosen.value.after)
  const applied = await applyAll(h, run, prepared.value, fresh, horizon)
  if (!applied.ok) return applied
  const isNew = chosen.value.after === null
  const scope = { series: revision.series, isNew, fresh, horizon }
  return done(await describe(h, run, prepared.value, scope, applied.value))
}

const isHorizon = (days: number) => experimentSchema.shape.horizon.safeParse(days).success

const badHorizon: Failure = {
  kind: 'bad-experiment',
  field: 'horizon',
  reason: 'a forecast reaches from 1 to 365 days ahead',
}

/** Windows whose target lies after that day. */
function freshWindows(prepared: Prepared, after: IsoDate | null): Range {
  const { windows } = prepared.split
  if (after === null) return { start: 0, end: windows }
  let start = 0
  while (start < windows && (prepared.dates[targetBar(prepared, start)] ?? '') <= after) start++
  return { start, end: windows }
}

async function applyAll(
  h: Hindcast,
  run: Run,
  prepared: Prepared,
  fresh: Range,
  horizon: number
): Promise<Result<[ModelSpec, Applied][]>> {
  const windows = makeWindows(prepared.values, prepared.window, fresh).inputs
  const origin = forecastOrigin(prepared)
  const forecast = { windows: windowAtOrigin(prepared, origin), steps: horizon }
  const all = await Promise.all(
    run.experiment.models.map(async model => {
      const key = { run: run.id, model: model.name, phase: 'train' } as const
      const weights = readStoredWeights(h.store, key)
      const asked = { windows: windows.length > 0 ? windows : null, paths: { forecast } }
      return [model, await applyStored(h, run.experiment, model, weights, asked)] as const
    })
  )
  const pairs: [ModelSpec, Applied][] = []
  for (const [model, applied] of all) {
    if (!applied.ok) return applied
    pairs.push([model, applied.value])
  }
  return done(pairs)
}

interface Scope {
  readonly series: SeriesInfo
  /** True for a series that the run was not made on: then this is one try more on it. */
  readonly isNew: boolean
  readonly fresh: Range
  readonly horizon: number
}

async function describe(
  { store }: Hindcast,
  run: Run,
  prepared: Prepared,
  { series, isNew, fresh, horizon }: Scope,
  applied: readonly [ModelSpec, Applied][]
): Promise<Predicted> {
  const by = <T>(pick: (one: Applied) => T) =>
    Object.fromEntries(applied.map(([model, one]) => [model.name, pick(one)]))
  const predictions = by(one => one.predictions)
  const counted = tries(store, series) + (isNew ? 1 : 0)
  const { batch } = run.experiment
  const scored = await workBeside('scoreFresh', prepared, predictions, fresh, batch)
  const { verdicts } = scored
  const origin = forecastOrigin(prepared)
  const paths = by(one => pathInUnit(prepared, origin, one.paths['forecast'] ?? []))
  return {
    run: run.id,
    symbol: series.symbol,
    unit: unitOf(run.experiment.protocol),
    days: describeDays(prepared, fresh),
    ...scored,
    headline:
      verdicts.length > 0
        ? headline({ verdicts, part: 'test', closed: false, tries: counted })
        : null,
    forecast: makeForecastTable(
      prepared,
      paths,
      futureDates(prepared.dates, horizon, series.exchange)
    ),
  }
}

function describeDays(prepared: Prepared, { start, end }: Range): Predicted['days'] {
  const first = prepared.dates[targetBar(prepared, start)]
  const last = prepared.dates[targetBar(prepared, end - 1)]
  if (end <= start || first === undefined || last === undefined) return null
  return { count: end - start, first, last }
}

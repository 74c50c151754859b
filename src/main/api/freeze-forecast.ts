import { type BandShare, bandShares, type RunBands } from '../../shared/bands.ts'
import { done, failed, type Result } from '../../shared/failure.ts'
import { bandEdges } from '../../shared/lab/band-edges.ts'
import type { FrozenBand } from '../../shared/lab/diary-entry.ts'
import { forecastOrigin } from '../../shared/lab/origins.ts'
import { prepare, prepareAllKnown } from '../../shared/lab/prepare.ts'
import type { Results } from '../../shared/results.ts'
import { sameValue } from '../../shared/same-value.ts'
import type { Bars, IsoDate, Prepared } from '../../shared/types.ts'
import type { FullPath } from '../../shared/wire.ts'
import { workBeside } from '../beside/beside.ts'
import { lastClosedSession, tradingWeekdays } from '../data/calendar.ts'
import { appendForecast, type NewForecast, readDiary } from '../store/diary.ts'
import { hashExperiment } from '../store/experiments.ts'
import { readPath } from '../store/paths.ts'
import { latestRevision, readBars } from '../store/revisions.ts'
import { type Run, readResults, readRun } from '../store/runs.ts'
import type { Store } from '../store/store.ts'
import type { Hindcast } from './hindcast.ts'

/** Known days kept with a forecast, so that a history revised later can be told. */
const daysBefore = 30

/**
 * Puts a run's forecast into the diary, once: again only if it says something else than when it was
 * frozen last. Answers its number. Fails with `run-unfinished` before there is a forecast.
 */
export async function freezeRun(h: Hindcast, id: string): Promise<Result<number>> {
  const run = readRun(h.store, id)
  const [results, path] = [readResults(h.store, id), readPath(h.store, id, 'forecast')]
  if (!results || !path) return failed({ kind: 'run-unfinished', id, state: run.state })
  const bars = readBars(h.store, run.revision.id)
  const prepared = prepare(bars, run.experiment)
  if (!prepared.ok) return prepared
  const known = run.experiment.retrain ? prepareAllKnown(prepared.value) : prepared.value
  const ahead = { prepared: known, origin: forecastOrigin(known) }
  const full = await workBeside('addBaselines', path, ahead, path.dates.length)
  if (!h.store.db.open) return failed({ kind: 'cancelled' })
  const forecast = describe(h.store, run, results, prepared.value, full, bars)
  const earlier = findFrozen(h.store, forecast)
  return done(earlier ?? appendForecast(h.store, forecast).number)
}

/** The entry that already says this, whenever it was frozen. */
function findFrozen(store: Store, forecast: NewForecast): number | null {
  const ofRun = readDiary(store).rows.findLast(
    ({ payload }) => payload?.kind === 'forecast' && payload.run === forecast.run
  )
  if (ofRun?.payload?.kind !== 'forecast') return null
  const { kind: _, number, frozenAt: __, ...before } = ofRun.payload
  // what could be known goes by the clock; the forecast is the same
  return sameValue({ ...before, knownTo: forecast.knownTo }, forecast) ? number : null
}

function describe(
  store: Store,
  run: Run,
  results: Results,
  prepared: Prepared,
  path: FullPath,
  bars: Bars
): NewForecast {
  const { experiment, revision } = run
  const { symbol, source, currency } = revision.series
  const paths = inPrices(path, results.unit === 'price' ? 1 : (prepared.prices[0] ?? Number.NaN))
  return {
    symbol,
    source,
    currency,
    run: run.id,
    quickLook: run.quickLook,
    experiment: hashExperiment(experiment),
    revision: revision.hash,
    used: run.usedHash,
    price: experiment.price,
    retrained: experiment.retrain,
    models: experiment.models.map(({ name, cell }) => ({ name, cell })),
    origin: path.origin,
    knownTo: knownTo(store, run, bars),
    before: {
      dates: prepared.dates.slice(-daysBefore),
      prices: Array.from(prepared.prices.slice(-daysBefore)),
    },
    dates: path.dates,
    guessed: path.guessed,
    paths,
    bands: frozenBands(results.bands, paths),
  }
}

/** No number is null, as JSON has it. */
const orNull = (value: number) => (Number.isFinite(value) ? value : null)

function inPrices(
  { persistence, drift, baselines, models }: FullPath,
  factor: number
): NewForecast['paths'] {
  const all = { persistence, drift, ...baselines, ...models }
  return Object.fromEntries(
    Object.entries(all).map(([name, path]) => [name, path.map(value => orNull(value * factor))])
  )
}

/** The bands of the forecast, edge by edge; a step without one has none. */
function frozenBands(bands: RunBands | undefined, paths: NewForecast['paths']): FrozenBand[] {
  const one = (model: string, share: BandShare, widths: readonly (number | null)[]) => {
    const edges = (paths[model] ?? []).map((value, k) => {
      const width = widths[k] ?? null
      return value === null || width === null ? null : bandEdges(value, width)
    })
    return {
      model,
      level: share / 100,
      low: edges.map(edge => edge?.low ?? null),
      high: edges.map(edge => edge?.high ?? null),
    }
  }
  return (bands?.forecasters ?? []).flatMap(({ name, bands: own }) =>
    bandShares
      .map(share => one(name, share, own[share].forecast))
      .filter(({ low }) => low.some(edge => edge !== null))
  )
}

/**
 * The newest day whose price may be known now: the newest bar stored of the series, and whatever
 * session its calendar says is over. A forecast of an earlier day foretells nothing.
 */
function knownTo(store: Store, { revision }: Run, bars: Bars): IsoDate {
  const { symbol, source, exchange } = revision.series
  const latest = latestRevision(store, symbol, source)
  const newest = latest ? readBars(store, latest.id) : bars
  const stored = newest.dates.at(-1) ?? ''
  if (source === 'simulated') return stored // no day of it ever was
  const over = lastClosedSession(exchange, store.now(), tradingWeekdays(newest.dates))
  return [stored, over].toSorted().at(-1) ?? stored
}

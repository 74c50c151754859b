import type { Experiment } from '../experiment.ts'
import { done, type Failure, failed, type Result } from '../failure.ts'
import type { Bars, Prepared, Protocol, Scaler, Split } from '../types.ts'
import { type BarChoice, type ChosenBars, chooseBars } from './choose-bars.ts'
import { cumulativeReturns, logReturns } from './returns.ts'
import { fitScaler, identityScaler, scale } from './scale.ts'
import { makeSplit, type SplitSpec } from './split.ts'

type ChosenSpec = SplitSpec & Pick<Experiment, 'horizon'>
export type PrepareSpec = BarChoice & ChosenSpec

/** A full revision's bars and an experiment to what networks and baselines read. */
export function prepare(bars: Bars, spec: PrepareSpec): Result<Prepared> {
  const chosen = chooseBars(bars, spec)
  return chosen.ok ? prepareChosen(chosen.value, spec) : chosen
}

/** What a scaler is fitted on, on its way there: an instrumented reader notes what is read of it. */
export type WatchScaler = (values: Float64Array) => Float64Array

/** The same from bars already chosen. */
export function prepareChosen(
  chosen: ChosenBars,
  spec: ChosenSpec,
  watch: WatchScaler = unwatched
): Result<Prepared> {
  const split = makeSplit(chosen.prices.length, spec)
  if (!split.ok) return split
  const refusal = refuseHindcast(chosen.prices.length, split.value, spec)
  return refusal
    ? failed(refusal)
    : done(toModelSpace(chosen, spec.protocol, spec.window, split.value, { watch }))
}

/**
 * The same bars with every known day in the train part and nothing watched: what networks and
 * baselines are fitted on again before the forecast. The scaler, too, is fitted on all of it.
 * Never to be measured on: it has no test part.
 */
export function prepareAllKnown(
  { dates, prices, protocol, window, split }: Prepared,
  watch: WatchScaler = unwatched
): Prepared {
  const { windows } = split
  const all: Split = {
    windows,
    train: { start: 0, end: windows },
    validation: null,
    test: { start: windows, end: windows },
  }
  return toModelSpace({ dates, prices }, protocol, window, all, { watch })
}

/**
 * Bars that a trained run never saw, newer or of another series, mapped with the run's own scaler:
 * what `predict` reads. All windows are test windows; there is no train part to fit or scale by.
 * Tutorial: CR starts anew at 1 on the first bar given, so give newer bars from the run's first day on.
 */
export function prepareForPredict(
  chosen: ChosenBars,
  { protocol, window, scaler }: Pick<Prepared, 'protocol' | 'window' | 'scaler'>
): Result<Prepared> {
  const got = chosen.prices.length
  const offset = protocol === 'tutorial' ? 0 : 1
  const needed = window + offset
  if (got < needed) return failed({ kind: 'too-few-rows', what: 'The forecast', needed, got })
  const windows = got - needed
  const none = { start: 0, end: 0 }
  const split: Split = { windows, train: none, validation: null, test: { start: 0, end: windows } }
  return done(toModelSpace(chosen, protocol, window, split, { scaler }))
}

/**
 * Other prices in place of the run's, bar by bar: the same days, windows and parts, scaled anew by
 * their own train part. Fewer prices than days: the test part ends with them.
 */
export function prepareCopy(prepared: Prepared, prices: Float64Array): Prepared {
  const { dates, protocol, window, split, offset } = prepared
  const windows = Math.min(split.windows, prices.length - window - offset)
  const test = { start: split.test.start, end: Math.max(split.test.start, windows) }
  const chosen = { dates: dates.slice(0, prices.length), prices }
  return toModelSpace(chosen, protocol, window, { ...split, windows, test })
}

/**
 * Tutorial: CR as it is, one value a bar. Sealed: log returns, one fewer,
 * standardised by what the train windows touch.
 */
function toModelSpace(
  { dates, prices }: ChosenBars,
  protocol: Protocol,
  window: number,
  split: Split,
  { scaler: given, watch = unwatched }: { scaler?: Scaler; watch?: WatchScaler } = {}
): Prepared {
  const common = { protocol, dates, prices, window, split }
  if (protocol === 'tutorial') {
    return { ...common, values: cumulativeReturns(prices), offset: 0, scaler: identityScaler }
  }
  const returns = logReturns(prices)
  const scaler = given ?? fitScaler(watch(returns), split.train, window)
  return { ...common, values: returns.map(r => scale(scaler, r)), offset: 1, scaler }
}

const unwatched: WatchScaler = values => values

function refuseHindcast(bars: number, split: Split, spec: ChosenSpec): Failure | null {
  if (hindcastFits(bars, split, spec)) return null
  let needed = bars + 1
  while (!hindcastFitsIn(needed, spec)) needed++
  return { kind: 'too-few-rows', what: 'The hindcast', needed, got: bars }
}

/**
 * The hindcast needs T known values up to its origin, `horizon` bars before the last bar it may
 * see: n ≥ T + horizon under tutorial; under sealed, where it ends with the last window before
 * the test part, that many windows must come before it.
 */
const hindcastFits = (bars: number, split: Split, { protocol, window, horizon }: ChosenSpec) =>
  protocol === 'tutorial' ? bars >= window + horizon : split.test.start >= horizon

function hindcastFitsIn(bars: number, spec: ChosenSpec): boolean {
  const split = makeSplit(bars, spec)
  return split.ok && hindcastFits(bars, split.value, spec)
}

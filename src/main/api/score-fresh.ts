import { measure, persistencePredictions } from '../../shared/lab/metrics.ts'
import { makePredictionTable } from '../../shared/lab/tables.ts'
import { judge } from '../../shared/lab/verdict.ts'
import type { Forecaster, Verdict } from '../../shared/results.ts'
import type { PredictionTable, Prepared, Range } from '../../shared/types.ts'

type Predictions = Readonly<Record<string, Float32Array>>

/** What comes of predictions of days that a run never saw. */
export interface ScoredFresh {
  readonly table: PredictionTable
  readonly forecasters: readonly Forecaster[]
  readonly verdicts: readonly Verdict[]
}

/**
 * Table, measures and verdicts of the windows `fresh`; nothing to measure or to judge when there are
 * none. `predictions`: model space, one for each of them. Takes its time: ask for it beside
 * (src/main/beside).
 */
export function scoreFresh(
  prepared: Prepared,
  predictions: Predictions,
  fresh: Range,
  batch: number
): ScoredFresh {
  const isNone = fresh.end <= fresh.start
  return {
    table: freshTable(prepared, predictions, fresh),
    forecasters: isNone ? [] : measureFresh(prepared, predictions, fresh, batch),
    verdicts: isNone ? [] : judge(prepared, predictions, fresh),
  }
}

/** The fresh rows of the table of all windows; the ones before are not predicted. */
function freshTable(
  prepared: Prepared,
  predictions: Predictions,
  { start }: Range
): PredictionTable {
  const blank = new Array<number>(start).fill(Number.NaN)
  const padded = Object.entries(predictions).map(([name, own]) => [name, [...blank, ...own]])
  const whole = makePredictionTable(prepared, Object.fromEntries(padded), true)
  const cut = <T>(column: readonly T[]) => column.slice(start)
  const models = Object.entries(whole.models).map(([name, own]) => [name, cut(own)] as const)
  return {
    dates: cut(whole.dates),
    part: cut(whole.part),
    actual: cut(whole.actual),
    persistence: cut(whole.persistence),
    models: Object.fromEntries(models),
  }
}

/** Persistence first; the other baselines would need a train part. */
function measureFresh(
  prepared: Prepared,
  predictions: Predictions,
  fresh: Range,
  batch: number
): Forecaster[] {
  const score = (name: string, kind: Forecaster['kind'], own: ArrayLike<number>): Forecaster => {
    const options = { batch, persistence: kind === 'baseline' }
    return { name, kind, parts: { test: measure(prepared, own, fresh, options) } }
  }
  const networks = Object.entries(predictions).map(([name, own]) => score(name, 'network', own))
  return [score('persistence', 'baseline', persistencePredictions(prepared, fresh)), ...networks]
}

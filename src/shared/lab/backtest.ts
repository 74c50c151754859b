import type {
  BacktestFold,
  BacktestForecaster,
  BacktestResults,
  BacktestSpec,
} from '../studies/backtest.ts'
import type { Prepared } from '../types.ts'
import { backtestSentences } from './backtest-words.ts'
import { baselinePath, pathInUnit } from './baseline-path.ts'
import { type Baselines, baselineNames, fitBaselines } from './baselines.ts'
import { judgeHorizons } from './judge-horizons.ts'
import { skill } from './metrics.ts'
import { fill, mean, type Numbers, orNull } from './numbers.ts'
import { knownAt } from './rolling-origins.ts'
import { barInUnit, unitOf } from './units.ts'

/**
 * A rolling-origin backtest: recursive paths from many origins, held against what came. Errors are in
 * the unit of tables; skill and verdict compare squared errors in the protocol's own unit, CR or the
 * logarithm of the price (whose error h days ahead is that of the log return of h days), so that one
 * day ahead they are those of the run's own verdict.
 */

/** What is known of a backtest: all of it, or the folds that are done. */
export interface BacktestFacts {
  readonly prepared: Prepared
  readonly spec: Omit<BacktestSpec, 'kind'>
  readonly part: BacktestResults['part']
  readonly tries: number
  /** All origins, as bars. */
  readonly origins: readonly number[]
  /** Places among them of the N folds that are known, in time order. */
  readonly folds: readonly number[]
  /** Recursive paths of each network from these, model space: [N, H]. */
  readonly steps: Readonly<Record<string, Numbers>>
}

/** The paths of all forecasters from one origin, and what came: [H] each, in the unit of tables. */
export interface FoldPaths {
  readonly actual: Float64Array
  readonly paths: Readonly<Record<string, Float64Array>>
}

/** What a backtest found. Takes its time: ask for it beside (src/main/beside). */
export function summariseBacktest(facts: BacktestFacts): BacktestResults {
  const { prepared, spec, part, tries, origins, folds, steps } = facts
  const all = allFolds(facts)
  const names = [...baselineNames, ...Object.keys(steps)]
  const told = folds.map((fold, k) => foldOf(fold, prepared.dates[origins[fold]!]!, all[k]!))
  const losses = Object.fromEntries(
    names.map(name => [name, lossesByStep(prepared, all, name, spec.horizon)])
  )
  const forecasters = names.map(name => forecasterOf(name, all, told, losses))
  const networks = Object.fromEntries(Object.keys(steps).map(name => [name, losses[name]!]))
  const verdicts = judgeHorizons(networks, losses['persistence']!, spec.stride)
  const common = { ...spec, part, tries, origins: origins.length }
  return {
    kind: 'backtest',
    ...common,
    unit: unitOf(prepared.protocol),
    sentences: backtestSentences({ ...common, forecasters, verdicts, folds: told }),
    forecasters,
    verdicts,
    folds: told,
  }
}

/** One fold of a backtest; `steps` of each network from this origin, [H]. */
export function foldPaths(
  { prepared, fitted }: Knowledge,
  whole: Prepared,
  origin: number,
  horizon: number,
  steps: Readonly<Record<string, Numbers>>
): FoldPaths {
  const baselines = baselineNames.map(
    name => [name, baselinePath(prepared, fitted, name, origin, horizon)] as const
  )
  const networks = Object.entries(steps).map(
    ([name, own]) => [name, pathInUnit(prepared, origin, own)] as const
  )
  return {
    actual: fill(horizon, h => barInUnit(whole, origin + 1 + h)),
    paths: Object.fromEntries([...baselines, ...networks]),
  }
}

/** What forecasters of one origin know: its scaler, and the baselines fitted. */
interface Knowledge {
  readonly prepared: Prepared
  readonly fitted: Baselines
}

/** Fixed networks and their baselines know the train part; those of each origin all that was known there. */
export function knowledgeAt(
  prepared: Prepared,
  training: BacktestSpec['training']
): (origin: number) => Knowledge {
  if (training === 'each origin') {
    return origin => {
      const known = knownAt(prepared, origin)
      return { prepared: known, fitted: fitBaselines(known) }
    }
  }
  const fixed = { prepared, fitted: fitBaselines(prepared) }
  return () => fixed
}

function allFolds({ prepared, spec, origins, folds, steps }: BacktestFacts): FoldPaths[] {
  const { horizon, training } = spec
  const knowledge = knowledgeAt(prepared, training)
  return folds.map((fold, k) => {
    const origin = origins[fold]!
    const own = Object.entries(steps).map(
      ([name, all]) => [name, fill(horizon, h => all[k * horizon + h]!)] as const
    )
    return foldPaths(knowledge(origin), prepared, origin, horizon, Object.fromEntries(own))
  })
}

/** [H][N], own unit. */
function lossesByStep(
  { protocol }: Prepared,
  folds: readonly FoldPaths[],
  name: string,
  horizon: number
): Float64Array[] {
  const loss = (said: number, came: number) =>
    (protocol === 'tutorial' ? said - came : Math.log(said / came)) ** 2
  return Array.from({ length: horizon }, (_, h) =>
    fill(folds.length, k => loss(folds[k]!.paths[name]![h]!, folds[k]!.actual[h]!))
  )
}

const foldOf = (fold: number, origin: string, { actual, paths }: FoldPaths): BacktestFold => ({
  fold,
  origin,
  errors: Object.fromEntries(
    Object.entries(paths).map(([name, path]) => [
      name,
      orNull(Math.sqrt(mean(path.map((said, h) => (said - actual[h]!) ** 2)))),
    ])
  ),
})

function forecasterOf(
  name: string,
  folds: readonly FoldPaths[],
  told: readonly BacktestFold[],
  losses: Readonly<Record<string, readonly Float64Array[]>>
): BacktestForecaster {
  const own = losses[name]!
  const errorsAt = (h: number) =>
    fill(folds.length, k => folds[k]!.paths[name]![h]! - folds[k]!.actual[h]!)
  return {
    name,
    kind: (baselineNames as readonly string[]).includes(name) ? 'baseline' : 'network',
    rmse: own.map((_, h) => orNull(Math.sqrt(mean(errorsAt(h).map(error => error * error))))),
    mae: own.map((_, h) => orNull(mean(errorsAt(h).map(Math.abs)))),
    skill: own.map((values, h) => orNull(skill(mean(values), mean(losses['persistence']![h]!)))),
    worst: worstOf(told, name),
  }
}

/** The first of the largest errors; a path without a number is worse than any other. */
function worstOf(folds: readonly BacktestFold[], name: string): number | null {
  const errorOf = ({ errors }: BacktestFold) => errors[name] ?? Number.POSITIVE_INFINITY
  const [first, ...others] = folds
  if (!first) return null
  return others.reduce((worst, fold) => (errorOf(fold) > errorOf(worst) ? fold : worst), first).fold
}

import type { Result } from '../../shared/failure.ts'
import type { BacktestFacts } from '../../shared/lab/backtest.ts'
import { measuredPart, rollingOrigins } from '../../shared/lab/rolling-origins.ts'
import type { BacktestSpec } from '../../shared/studies/backtest.ts'
import type { ModelSpec } from '../../shared/types.ts'
import { tries } from '../store/tries.ts'
import type { StudyScene } from './kind.ts'

/** Recursive paths of one network, model space: [N, H] from all origins, or [H] from one. */
export interface BacktestUnit {
  /** Null where the path ran off and is no number. */
  readonly steps: readonly (number | null)[]
}

export const unitOf = (steps: Float32Array): BacktestUnit => ({ steps: Array.from(steps, toJson) })

/** Nine digits hold every float32 exactly. */
const toJson = (step: number) => (Number.isFinite(step) ? Number(step.toPrecision(9)) : null)

const fromJson = (steps: BacktestUnit['steps']) =>
  Float32Array.from(steps, step => step ?? Number.NaN)

/** In time order, as bars. Fails with `too-few-rows` where the part has not one. */
export const originsOf = (
  { prepared, testOpen }: StudyScene,
  spec: BacktestSpec
): Result<number[]> => rollingOrigins(prepared, measuredPart(prepared, testOpen).range, spec)

/** What is known by now: networks or folds that are not done are left out. */
export function factsOf(
  { h, run, prepared, testOpen }: StudyScene,
  spec: BacktestSpec,
  origins: readonly number[],
  units: ReadonlyMap<number, BacktestUnit>
): BacktestFacts {
  const { stride, horizon, training } = spec
  const { part } = measuredPart(prepared, testOpen)
  return {
    prepared,
    spec: { stride, horizon, training },
    part: part === 'test' ? part : 'validation',
    tries: tries(h.store, run.revision.series),
    origins,
    ...(training === 'fixed'
      ? fixedFolds(run.experiment.models, origins, units)
      : ownFolds(run.experiment.models, origins, units, horizon)),
  }
}

type Folds = Pick<BacktestFacts, 'folds' | 'steps'>

function fixedFolds(
  models: readonly ModelSpec[],
  origins: readonly number[],
  units: ReadonlyMap<number, BacktestUnit>
): Folds {
  const known = models.flatMap(({ name }, k) => {
    const unit = units.get(k)
    return unit ? [[name, fromJson(unit.steps)] as const] : []
  })
  return { folds: origins.map((_, fold) => fold), steps: Object.fromEntries(known) }
}

/** Folds of which every network is done. */
function ownFolds(
  models: readonly ModelSpec[],
  origins: readonly number[],
  units: ReadonlyMap<number, BacktestUnit>,
  horizon: number
): Folds {
  const folds = origins.flatMap((_, fold) =>
    models.every((__, k) => units.has(fold * models.length + k)) ? [fold] : []
  )
  const steps = models.map(({ name }, k) => {
    const paths = new Float32Array(folds.length * horizon)
    for (const [place, fold] of folds.entries())
      paths.set(fromJson(units.get(fold * models.length + k)!.steps), place * horizon)
    return [name, paths] as const
  })
  return { folds, steps: Object.fromEntries(steps) }
}

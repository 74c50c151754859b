import { done, failed, type Result } from '../../shared/failure.ts'
import { foldPaths, knowledgeAt } from '../../shared/lab/backtest.ts'
import { sliceOf } from '../../shared/lab/metrics.ts'
import type { Fold } from '../../shared/lab-wire.ts'
import type { Hindcast } from '../api/hindcast.ts'
import { findStudy, readUnits } from '../store/studies.ts'
import { type BacktestUnit, factsOf, originsOf } from './backtest-facts.ts'
import { sceneOf } from './work-study.ts'

/**
 * One fold of a backtest once it is done: the truth, and the path of every forecaster. Fails with
 * `no-such-study` (also where it is no backtest) or `no-such-fold`.
 */
export function readFold(h: Hindcast, typed: string, fold: number): Result<Fold> {
  const study = findStudy(h.store, typed)
  if (!study.ok) return study
  const { id, spec } = study.value
  if (spec.kind !== 'backtest') return failed({ kind: 'no-such-study', id: typed, near: [] })
  const scene = sceneOf(h, study.value)
  if (!scene.ok) return scene
  const origins = originsOf(scene.value, spec)
  if (!origins.ok) return origins
  const units = readUnits(h.store, id) as ReadonlyMap<number, BacktestUnit>
  const { steps, folds } = factsOf(scene.value, spec, origins.value, units)
  const [place, origin] = [folds.indexOf(fold), origins.value[fold]]
  if (place < 0 || origin === undefined)
    return failed({ kind: 'no-such-fold', fold: fold + 1, folds: folds.length })
  const { prepared } = scene.value
  const { horizon, training } = spec
  const own = Object.entries(steps).map(
    ([name, all]) =>
      [name, sliceOf(all, { start: place * horizon, end: (place + 1) * horizon })] as const
  )
  const knowledge = knowledgeAt(prepared, training)(origin)
  const { actual, paths } = foldPaths(knowledge, prepared, origin, horizon, Object.fromEntries(own))
  return done({
    study: id,
    fold,
    origin: prepared.dates[origin]!,
    dates: prepared.dates.slice(origin + 1, origin + 1 + horizon),
    actual: [...actual],
    paths: Object.fromEntries(Object.entries(paths).map(([name, path]) => [name, [...path]])),
  })
}

import { done, type Result } from '../../shared/failure.ts'
import { windowsAtOrigins } from '../../shared/lab/rolling-origins.ts'
import type { ModelSpec } from '../../shared/types.ts'
import { readStoredWeights } from '../api/stored-weights.ts'
import { applyToEnd } from './jobs.ts'
import type { StudyScene } from './kind.ts'

/**
 * A run's network, as its first training left it (the one that knows no day after train and
 * validation), rolled out from all origins at once: [N, horizon], model space. Origins are the
 * caller's to choose: nothing after them is read. Fails with `cancelled`, `no-engine`, `trainer-died`.
 */
export async function rollNetwork(
  { h, run, prepared }: StudyScene,
  model: ModelSpec,
  origins: readonly number[],
  horizon: number,
  signal: AbortSignal
): Promise<Result<Float32Array>> {
  const { window, norm } = run.experiment
  const weights = readStoredWeights(h.store, { run: run.id, model: model.name, phase: 'train' })
  const paths = { rolled: { windows: windowsAtOrigins(prepared, origins), steps: horizon } }
  const application = { windows: null, paths }
  const job = { kind: 'apply', model, window, norm, weights, application } as const
  const applied = await applyToEnd(h.pool, job, signal)
  return applied.ok ? done(applied.value.paths['rolled'] ?? new Float32Array(0)) : applied
}

/** The same of every network of the run, side by side; by model. */
export async function rollNetworks(
  scene: StudyScene,
  origins: readonly number[],
  horizon: number,
  signal: AbortSignal
): Promise<Result<Record<string, Float32Array>>> {
  const { models } = scene.run.experiment
  const all = await Promise.all(
    models.map(model => rollNetwork(scene, model, origins, horizon, signal))
  )
  const rolled: Record<string, Float32Array> = {}
  for (const [k, paths] of all.entries()) {
    if (!paths.ok) return paths
    rolled[models[k]!.name] = paths.value
  }
  return done(rolled)
}

import { done, type Result } from '../../../shared/failure.ts'
import { knownAt, windowsAtOrigins } from '../../../shared/lab/rolling-origins.ts'
import type { BacktestSpec } from '../../../shared/studies/backtest.ts'
import type { ModelSpec } from '../../../shared/types.ts'
import { workBeside } from '../../beside/beside.ts'
import { readModels } from '../../store/models.ts'
import { makeRetrainJob } from '../../training/make-job.ts'
import { type BacktestUnit, factsOf, originsOf, unitOf } from '../backtest-facts.ts'
import { applyToEnd, trainToEnd } from '../jobs.ts'
import type { KindOfStudy, StudyScene } from '../kind.ts'
import { rollNetwork } from '../roll-networks.ts'

/**
 * With fixed networks a unit is a network, rolled out from all origins at once. With networks of each
 * origin it is one network there, all networks of an origin before the next origin: trained on what
 * was known, for as many epochs as the run's own weights had, nothing watched; then rolled out.
 */
export const backtest: KindOfStudy<'backtest', BacktestUnit> = {
  count(scene, spec) {
    const origins = originsOf(scene, spec)
    if (!origins.ok) return origins
    const networks = scene.run.experiment.models.length
    return done(spec.training === 'fixed' ? networks : networks * origins.value.length)
  },

  async work(scene, spec, unit, signal) {
    const origins = originsOf(scene, spec)
    if (!origins.ok) return origins
    const { models } = scene.run.experiment
    const model = models[unit % models.length]!
    const paths =
      spec.training === 'fixed'
        ? await rollNetwork(scene, model, origins.value, spec.horizon, signal)
        : await trainAndRoll(
            scene,
            model,
            origins.value[Math.floor(unit / models.length)]!,
            spec,
            signal
          )
    return paths.ok ? done(unitOf(paths.value)) : paths
  },

  async conclude(scene, spec, units) {
    const origins = originsOf(scene, spec)
    if (!origins.ok) return origins
    return done(await workBeside('summariseBacktest', factsOf(scene, spec, origins.value, units)))
  },
}

/** A fresh network on all that the origin knew, and its path from there: [H], model space. */
async function trainAndRoll(
  { h, run, prepared }: StudyScene,
  model: ModelSpec,
  origin: number,
  { horizon }: BacktestSpec,
  signal: AbortSignal
): Promise<Result<Float32Array>> {
  const { experiment } = run
  const known = knownAt(prepared, origin)
  const going = { checkpoint: null, secondsBefore: 0 }
  const job = makeRetrainJob(known, experiment, model, epochsOf(run, h.store, model), going)
  const trained = await trainToEnd(h.pool, job, signal)
  if (!trained.ok) return trained
  const { weights } = trained.value
  const { window, norm } = experiment
  const paths = { rolled: { windows: windowsAtOrigins(known, [origin]), steps: horizon } }
  const application = { windows: null, paths }
  const applied = await applyToEnd(
    h.pool,
    { kind: 'apply', model, window, norm, weights, application },
    signal
  )
  return applied.ok ? done(applied.value.paths['rolled'] ?? new Float32Array(0)) : applied
}

/** Of the weights that the run chose: the last epoch's, or under sealed the best on validation. */
function epochsOf(
  { id, experiment }: StudyScene['run'],
  store: StudyScene['h']['store'],
  { name }: ModelSpec
): number {
  const row = readModels(store, id).find(own => own.model === name && own.phase === 'train')
  if (!row) throw new Error(`${name} of run ${id} is not trained`)
  return experiment.protocol === 'sealed' ? (row.bestEpoch ?? row.epoch) : row.epoch
}

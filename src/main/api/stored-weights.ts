import type { Experiment } from '../../shared/experiment.ts'
import { done, failed, type Result } from '../../shared/failure.ts'
import type { ModelSpec, Weights } from '../../shared/types.ts'
import { readSafetensors } from '../report/safetensors.ts'
import type { ModelKey } from '../store/models.ts'
import type { Store } from '../store/store.ts'
import { readWeights } from '../store/weights.ts'
import type { Application, Applied } from '../training/job.ts'
import type { Hindcast } from './hindcast.ts'

/** The weights a training left. @throws when there are none: ask only for trained models */
export function readStoredWeights(store: Store, key: ModelKey): Weights {
  const bytes = readWeights(store, key)
  if (!bytes) throw new Error(`${key.model} of run ${key.run} has no weights`)
  return readSafetensors(Buffer.from(bytes)).weights
}

/** Predictions of stored weights, made in a trainer process; in another one if the first dies. */
export async function applyStored(
  { pool }: Hindcast,
  { window, norm }: Pick<Experiment, 'window' | 'norm'>,
  model: ModelSpec,
  weights: Weights,
  application: Application
): Promise<Result<Applied>> {
  const job = { kind: 'apply', model, window, norm, weights, application } as const
  const first = await pool.apply(job).end
  const end = first.kind === 'died' ? await pool.apply(job).end : first
  if (end.kind === 'done') return done(end.result)
  if (end.kind === 'no-engine') return failed({ kind: 'no-engine', reason: end.reason })
  return failed({ kind: 'trainer-died', model: model.name, reason: end.reason })
}

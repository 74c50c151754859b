import { done, failed, type Result } from '../../shared/failure.ts'
import type { AppliedRun } from '../../shared/wire.ts'
import { isRevision } from '../store/revisions.ts'
import { attemptLater } from './attempt.ts'
import type { Hindcast } from './hindcast.ts'
import { type PredictOptions, predictWith } from './predict.ts'

/** A stored run on newer bars of its series, or on another one; as `predictWith`. */
export async function applyRun(
  h: Hindcast,
  typed: string,
  revisionId: number,
  options: PredictOptions
): Promise<Result<AppliedRun>> {
  return attemptLater(h, async () => {
    if (!isRevision(h.store, revisionId)) return failed({ kind: 'no-such-series', revisionId })
    const predicted = await predictWith(h, typed, revisionId, options)
    return predicted.ok ? done({ ...predicted.value, revisionId }) : predicted
  })
}

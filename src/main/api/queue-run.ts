import { done, failed, type Result } from '../../shared/failure.ts'
import type { EngineState, StartRequest } from '../../shared/wire.ts'
import { isRevision } from '../store/revisions.ts'
import type { Hindcast } from './hindcast.ts'
import { makeRun } from './runs.ts'

/** Writes a run down that is to wait its turn. Fails when it could never be trained, and says why. */
export function queueRun(
  h: Hindcast,
  request: StartRequest,
  engine: EngineState
): Result<{ readonly id: string }> {
  const { revisionId } = request
  if (!engine.ready) return failed({ kind: 'no-engine', reason: engine.reason })
  if (!isRevision(h.store, revisionId)) return failed({ kind: 'no-such-series', revisionId })
  const made = makeRun(h, request)
  return made.ok ? done({ id: made.value }) : made
}

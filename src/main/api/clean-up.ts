import { done, type Result } from '../../shared/failure.ts'
import { purgeRuns } from '../store/deletion.ts'
import { compact, databaseBytes, deleteIdleCheckpoints } from '../store/disk-use.ts'
import { attempt } from './attempt.ts'
import type { Hindcast } from './hindcast.ts'

/** Removes what nothing needs, deleted runs too when asked to, and gives the space back to the disk. */
export function cleanUp(
  h: Hindcast,
  purgeDeleted: boolean
): Result<{ readonly freedBytes: number }> {
  return attempt(h, () => {
    const before = databaseBytes(h.store)
    deleteIdleCheckpoints(h.store)
    if (purgeDeleted) purgeRuns(h.store, new Date(h.store.now().getTime() + 1))
    compact(h.store)
    return done({ freedBytes: Math.max(0, before - databaseBytes(h.store)) })
  })
}

import { done, type Result } from '../../shared/failure.ts'
import { workBeside } from '../beside/beside.ts'
import { addRevision } from '../store/revisions.ts'
import { findByOrigin, importRun, reimportRun } from '../store/run-records.ts'
import { write } from '../store/store.ts'
import { attemptLater } from './attempt.ts'
import type { Hindcast } from './hindcast.ts'

/**
 * Takes over a run that was exported as a zip, here or elsewhere; answers its id. The same run again
 * is the run that is here. A closed test part stays closed; an opening counts here too.
 */
export async function importZip(
  h: Hindcast,
  file: string,
  bytes: Uint8Array
): Promise<Result<{ readonly id: string; readonly revisionId: number }>> {
  const unpacked = await workBeside('readArchive', file, bytes)
  if (!unpacked.ok) return unpacked
  const { record, tables, info, asOf, stamp, bars } = unpacked.value
  return attemptLater(h, async () =>
    done(
      write(h.store, 'import-run', () => {
        const revision = addRevision(h.store, info, bars, {
          asOf,
          ...(stamp !== null && { stamp }),
        })
        const known = findByOrigin(h.store, record.origin)
        if (known !== null) reimportRun(h.store, known, record, tables)
        const id = known ?? importRun(h.store, record, revision.id, tables)
        return { id, revisionId: revision.id }
      })
    )
  )
}

import { done, type Failure, failed, type Result } from '../../shared/failure.ts'
import type { SavedFile } from '../../shared/wire.ts'
import { workBeside } from '../beside/beside.ts'
import { backUpTo, replaceDatabase } from '../store/backup.ts'
import type { Context } from './context.ts'
import { rememberFile, writeFailure } from './save-file.ts'

/** Copies the database, in use or not, to a place the person chooses; null when they choose none. */
export async function backUp(context: Context): Promise<Result<SavedFile | null>> {
  const { h, desk } = context
  const day = h.store.now().toISOString().slice(0, 10)
  const path = await desk.askSavePath(`hindcast-backup-${day}.sqlite`)
  if (path === null) return done(null)
  try {
    await backUpTo(h.store, path)
  } catch (error) {
    return failed(writeFailure(error, path))
  }
  return done(await rememberFile(context, path))
}

/**
 * Puts a backup that the person chooses in the database's place. Refused while something trains;
 * the database that was there is kept beside it, and comes back if the backup cannot be opened.
 */
export async function restoreBackup(
  context: Context
): Promise<Result<{ readonly keptAs: string } | null>> {
  const refusal = refuseTraining(context)
  if (refusal) return failed(refusal)
  const path = await context.desk.askOpenPath({
    title: 'Restore a backup',
    extensions: ['sqlite'],
  })
  if (path === null) return done(null)
  const checked = await workBeside('checkBackup', path)
  if (!checked.ok) return checked
  const busyNow = refuseTraining(context) // a dialog may stand open for long
  if (busyNow) return failed(busyNow)
  const replaced = context.reopen(({ folder, now }) => replaceDatabase(folder, path, now()))
  if (!replaced.ok) return replaced
  context.publish('runs-changed', { ids: [] })
  context.publish('series-changed', { revisionIds: [] })
  context.publish('presets-changed', {})
  context.publish('diary-changed', { revisionIds: [] })
  return replaced
}

function refuseTraining({ queue, studies }: Context): Failure | null {
  const training = queue.count + studies.count
  return training > 0
    ? { kind: 'busy-training', what: 'A backup cannot be restored', training }
    : null
}

import { join } from 'node:path'
import { done, failed, type Result } from '../../shared/failure.ts'
import type { SavedFile } from '../../shared/wire.ts'
import { findRun, readResults } from '../store/runs.ts'
import type { Context } from './context.ts'
import { packRun } from './run-archive/pack-run.ts'
import { exportRun } from './runs.ts'
import { rememberFile, saveAs } from './save-file.ts'

/**
 * A run's report, charts, tables and weights in a folder of the person's choice; null for none. The
 * token shows the report.
 */
export async function exportRunTo(context: Context, id: string): Promise<Result<SavedFile | null>> {
  const name = nameFiles(context, id)
  if (!name.ok) return name
  const folder = await context.desk.askFolder(name.value)
  if (folder === null) return done(null)
  const written = await exportRun(context.h, id, folder)
  if (!written.ok) return written
  const { bytes } = await rememberFile(context, folder)
  const report = await rememberFile(context, join(folder, 'report.html'))
  return done({ ...report, path: folder, bytes })
}

/** The same, and all that another computer needs to have this run, as one zip. */
export async function exportZip(context: Context, id: string): Promise<Result<SavedFile | null>> {
  const name = nameFiles(context, id)
  return name.ok ? saveAs(context, `${name.value}.zip`, () => packRun(context.h, id)) : name
}

/** Legal everywhere: a symbol may hold `^`, `=` or `/`. Fails before anything is asked. */
export function nameFiles({ h }: Pick<Context, 'h'>, typed: string): Result<string> {
  const found = findRun(h.store, typed)
  if (!found.ok) return found
  const { id, state, revision } = found.value
  if (!readResults(h.store, id)) return failed({ kind: 'run-unfinished', id, state })
  const symbol = revision.series.symbol.replaceAll(/[^\p{L}\p{N}._-]+/gu, '-')
  return done(`hindcast-${symbol}-${id}`)
}

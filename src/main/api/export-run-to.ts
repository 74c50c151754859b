import { join } from 'node:path'
import { done, type Result } from '../../shared/failure.ts'
import type { SavedFile } from '../../shared/wire.ts'
import { findRun } from '../store/runs.ts'
import type { Context } from './context.ts'
import { exportRun } from './runs.ts'
import { rememberFile } from './save-file.ts'

/** A run's report, charts, tables and weights in a folder of the person's choice; null for none. */
export async function exportRunTo(context: Context, id: string): Promise<Result<SavedFile | null>> {
  const found = findRun(context.h.store, id)
  if (!found.ok) return found
  const folder = await context.desk.askFolder(folderName(found.value.revision.series.symbol, id))
  if (folder === null) return done(null)
  const written = await exportRun(context.h, id, folder)
  if (!written.ok) return written
  const { bytes } = await rememberFile(context, folder)
  const report = await rememberFile(context, join(folder, 'report.html'))
  return done({ ...report, path: folder, bytes })
}

/** Legal everywhere: a symbol may hold `^`, `=` or `/`. */
const folderName = (symbol: string, id: string) =>
  `hindcast-${symbol.replaceAll(/[^\p{L}\p{N}._-]+/gu, '-')}-${id}`

import { randomBytes } from 'node:crypto'
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { done, failed, type Result } from '../../shared/failure.ts'
import type { SavedFile } from '../../shared/wire.ts'
import { refuseTarget } from '../files/write-target.ts'
import { writeWhole } from '../files/write-whole.ts'
import type { Context } from './context.ts'

/** What to write: at hand, or to be made once the person has said where. */
type Content = string | Uint8Array | (() => Promise<Result<Uint8Array>>)

/** Asks where to save, saves there, and remembers the place; null when the person thought better of it. */
export async function saveAs(
  context: Pick<Context, 'h' | 'desk' | 'savedFiles'>,
  name: string,
  content: Content
): Promise<Result<SavedFile | null>> {
  const path = await context.desk.askSavePath(name)
  if (path === null) return done(null)
  const { folder } = context.h.store
  const refusal = refuseTarget(folder, path) // before a report is drawn for nothing
  if (refusal) return failed(refusal)
  const made = typeof content === 'function' ? await content() : done(content)
  if (!made.ok) return made
  const written = await writeWhole(folder, path, made.value)
  return written.ok ? done(await rememberFile(context, path)) : written
}

/** A file or folder that we wrote, as the window is told of it: its token shows it, its path is to read. */
export async function rememberFile(
  { savedFiles }: Pick<Context, 'savedFiles'>,
  path: string
): Promise<SavedFile> {
  const token = randomBytes(16).toString('hex')
  savedFiles.set(token, path)
  return { token, path, bytes: await sizeOf(path) }
}

/** Of a file, or of all files in a folder. */
async function sizeOf(path: string): Promise<number> {
  const found = await stat(path)
  if (!found.isDirectory()) return found.size
  const entries = await readdir(path, { recursive: true, withFileTypes: true })
  const sizes = entries
    .filter(entry => entry.isFile())
    .map(async entry => (await stat(join(entry.parentPath, entry.name))).size)
  return (await Promise.all(sizes)).reduce((sum, bytes) => sum + bytes, 0)
}

import { randomBytes } from 'node:crypto'
import { open, readdir, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { done, type Failure, failed, type Result } from '../../shared/failure.ts'
import type { SavedFile } from '../../shared/wire.ts'
import type { Context } from './context.ts'

/** Writes a file whole or not at all: under another name first, synced, then renamed. */
export async function writeWhole(
  path: string,
  content: string | Uint8Array
): Promise<Result<undefined>> {
  const part = join(dirname(path), `.${basename(path)}.${randomBytes(4).toString('hex')}.part`)
  try {
    const file = await open(part, 'wx')
    try {
      await file.writeFile(content)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(part, path)
    return done(undefined)
  } catch (error) {
    await rm(part, { force: true }).catch(() => {}) // the first error is the one to tell
    return failed(writeFailure(error, path))
  }
}

/** @throws the error itself when the system did not refuse: a bug */
export function writeFailure(error: unknown, path: string): Failure {
  const { code, message } = error as NodeJS.ErrnoException
  if (typeof code !== 'string') throw error
  return { kind: 'cannot-write', path, reason: reasons[code] ?? message }
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'permission was denied',
  EPERM: 'permission was denied',
  EROFS: 'the disk can only be read',
  ENOSPC: 'the disk is full',
  ENOENT: 'the folder is no longer there',
  EISDIR: 'it is a folder',
}

/** What to write: at hand, or to be made once the person has said where. */
type Content = string | Uint8Array | (() => Promise<Result<Uint8Array>>)

/** Asks where to save, saves there, and remembers the place; null when the person thought better of it. */
export async function saveAs(
  context: Pick<Context, 'desk' | 'savedFiles'>,
  name: string,
  content: Content
): Promise<Result<SavedFile | null>> {
  const path = await context.desk.askSavePath(name)
  if (path === null) return done(null)
  const made = typeof content === 'function' ? await content() : done(content)
  if (!made.ok) return made
  const written = await writeWhole(path, made.value)
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

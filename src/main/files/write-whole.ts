import { lstat, mkdir, open, rename, rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { done, type Failure, failed, type Result } from '../../shared/failure.ts'
import { clearAbandoned, partialOf } from './partial.ts'
import { noteUnfinished } from './unfinished.ts'
import { refuseTarget } from './write-target.ts'

type Content = string | Uint8Array

/**
 * Writes a file whole or not at all: under another name first, synced, then renamed. Refused within
 * the data folder.
 */
export async function writeWhole(
  dataFolder: string,
  path: string,
  content: Content
): Promise<Result<undefined>> {
  const written = await writeTogether(dataFolder, { [resolve(path)]: content })
  return written.ok ? done(undefined) : written
}

/** Files by name into a folder, made where it is not there: all of them or none. Answers their paths. */
export async function writeInto(
  dataFolder: string,
  folder: string,
  files: Readonly<Record<string, Content>>
): Promise<Result<string[]>> {
  const refusal = refuseTarget(dataFolder, folder)
  if (refusal) return failed(refusal)
  try {
    await mkdir(folder, { recursive: true })
  } catch (error) {
    return failed(writeFailure(error, folder))
  }
  const byPath = Object.entries(files).map(([name, content]) => [join(folder, name), content])
  return writeTogether(dataFolder, Object.fromEntries(byPath))
}

/** Every file is whole on the disk before the first takes its name. */
async function writeTogether(
  dataFolder: string,
  files: Readonly<Record<string, Content>>
): Promise<Result<string[]>> {
  const coming = Object.entries(files).map(([path, content]) => {
    return { path, content, part: partialOf(path) }
  })
  const notes: (() => void)[] = []
  let current = ''
  try {
    for (const { path, content, part } of coming) {
      current = path
      const refusal = refuseTarget(dataFolder, path)
      if (refusal) return failed(refusal)
      notes.push(noteUnfinished(dataFolder, path))
      await lookAhead(path)
      await clearAbandoned(path)
      await writeSynced(part, content)
    }
    for (const { path, part } of coming) {
      current = path
      await rename(part, path)
    }
    return done(Object.keys(files))
  } catch (error) {
    return failed(writeFailure(error, current))
  } finally {
    // the first error is the one to tell
    for (const { part } of coming) await rm(part, { force: true }).catch(() => {})
    for (const settle of notes) settle()
  }
}

/** What would only show when the file takes its name: a folder stands there, the name is too long. */
async function lookAhead(path: string): Promise<void> {
  try {
    if ((await lstat(path)).isDirectory())
      throw Object.assign(new Error(`${path} is a folder`), { code: 'EISDIR' })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
}

async function writeSynced(path: string, content: Content): Promise<void> {
  const file = await open(path, 'wx')
  try {
    await file.writeFile(content)
    await file.sync()
  } finally {
    await file.close()
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
  EDQUOT: 'the disk is full',
  SQLITE_FULL: 'the disk is full',
  ENOENT: 'the folder is no longer there',
  ENOTDIR: 'a file stands where a folder is needed',
  EEXIST: 'a file stands where a folder is needed',
  EISDIR: 'it is a folder',
  ENAMETOOLONG: 'the name is too long',
}

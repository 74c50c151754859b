import { accessSync, constants, lstatSync, readdirSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { done, failed, type Result } from '../../shared/failure.ts'

/**
 * Whether a folder could be written at this path: what stands on the way to it is a folder, and ours
 * to write into. Makes nothing. For saying so before an hour of training, not after it; between the
 * two it may still change.
 */
export function checkFolder(path: string): Result<undefined> {
  const folder = resolve(path)
  for (let at = folder; ; at = dirname(at)) {
    const standing = standingAt(at)
    if (standing === 'nothing' && at !== dirname(at)) continue
    return standing === 'folder' ? checkWritable(path, at) : refuse(path, reasons[standing])
  }
}

type Standing = 'nothing' | 'folder' | 'file' | 'dangling' | 'hidden'

const reasons: Readonly<Record<Exclude<Standing, 'folder'>, string>> = {
  nothing: 'there is no such place',
  file: 'a file stands where a folder is needed',
  dangling: 'a link on the way leads to a place that is not there',
  hidden: 'permission denied',
}

function standingAt(path: string): Standing {
  try {
    return statSync(path).isDirectory() ? 'folder' : 'file'
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOTDIR') return 'nothing' // what stands above it is told there
    if (code !== 'ENOENT') return 'hidden'
    return lstatSync(path, { throwIfNoEntry: false }) ? 'dangling' : 'nothing'
  }
}

function checkWritable(path: string, folder: string): Result<undefined> {
  try {
    accessSync(folder, constants.W_OK | constants.X_OK)
    readdirSync(folder)
    return done(undefined)
  } catch (error) {
    const isReadOnly = (error as NodeJS.ErrnoException).code === 'EROFS'
    return refuse(path, isReadOnly ? 'the disk is read-only' : reasons.hidden)
  }
}

const refuse = (path: string, reason: string) => failed({ kind: 'cannot-write', path, reason })

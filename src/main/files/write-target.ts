import { realpathSync, statSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import type { Failure } from '../../shared/failure.ts'

/**
 * Why nothing may be written at a path, or null: what a person saves never lands among the data, over
 * the database or its lock. Goes by the folder itself, not by its name: links, `..`, another case and
 * another mount of it are seen through. Asked before every file that leaves us.
 */
export function refuseTarget(dataFolder: string, path: string): Failure | null {
  const own = identify(dataFolder)
  if (own === null) return null
  for (const at of upwards(realPlace(resolve(path))))
    if (identify(at) === own)
      return { kind: 'cannot-write', path, reason: 'Hindcast keeps its data there' }
  return null
}

/** The path with its links followed, as far as it exists. */
function realPlace(path: string): string {
  try {
    return realpathSync.native(path)
  } catch {
    const above = dirname(path) // not there yet, or out of reach: what is above it counts
    return above === path ? path : join(realPlace(above), basename(path))
  }
}

function* upwards(path: string): Generator<string> {
  yield path
  if (dirname(path) !== path) yield* upwards(dirname(path))
}

/** Device and inode: the same folder by whatever name. */
function identify(path: string): string | null {
  try {
    const { dev, ino } = statSync(path, { bigint: true })
    return `${dev}:${ino}`
  } catch {
    return null // nothing is there
  }
}

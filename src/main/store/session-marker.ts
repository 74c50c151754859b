import { randomBytes } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { mayBeAlive, type ProcessIdentity } from './process-identity.ts'

/**
 * A file per open store in `sessions/`, removed on closing. One whose process is gone tells of an
 * unclean exit. Files rather than a table, since it is the database that may be hurt.
 */
export interface Markers {
  /** Files left behind by processes that ended without closing. */
  readonly left: readonly string[]
  /** Processes that have the database open now. */
  readonly open: readonly ProcessIdentity[]
}

const markerFolder = (folder: string) => join(folder, 'sessions')

export function readMarkers(folder: string): Markers {
  mkdirSync(markerFolder(folder), { recursive: true })
  const left: string[] = []
  const open: ProcessIdentity[] = []
  for (const name of readdirSync(markerFolder(folder))) {
    const file = join(markerFolder(folder), name)
    const owner = readMarker(file)
    // A marker of another host (a container, a moved disk) cannot be asked: check, to be safe.
    if (owner && owner.host === hostname() && mayBeAlive(owner)) open.push(owner)
    else left.push(file)
  }
  return { left, open }
}

/** Null when its writer died while writing it. */
function readMarker(file: string): ProcessIdentity | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as ProcessIdentity
  } catch {
    return null
  }
}

/** Says that this process has the database open; answers how to take that back. */
export function writeMarker(folder: string, self: ProcessIdentity): () => void {
  const name = `${self.pid}-${randomBytes(4).toString('hex')}.json`
  const file = join(markerFolder(folder), name)
  writeFileSync(file, `${JSON.stringify(self)}\n`)
  return () => rmSync(file, { force: true })
}

/** Leaves a marker of nobody, so that the next opening reads every page. */
export const markSuspected = (folder: string): void =>
  writeFileSync(join(markerFolder(folder), 'suspected'), '')

import { chmodSync, closeSync, mkdirSync, openSync, readdirSync, statSync } from 'node:fs'
import { homedir } from 'node:os'
import { join, parse, resolve } from 'node:path'

/** Rights of the owner alone. Windows has none of these: there the profile's folder keeps others out. */
const ownFolder = 0o700
const ownFile = 0o600

/** A folder that only its owner reaches, made where it is not there and mended where it is wider. */
export function makeOwnFolder(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: ownFolder })
  if (!isShared(folder)) narrow(folder, ownFolder)
}

/** What is others' too stays as it is, should somebody name it: /tmp, a home, the root of a disk. */
const isShared = (folder: string): boolean =>
  (statSync(folder).mode & 0o1000) !== 0 ||
  [homedir(), parse(folder).root].includes(resolve(folder))

/** An empty file that only its owner reads, unless it is there: SQLite takes over what it finds. */
export function makeOwnFile(file: string): void {
  closeSync(openSync(file, 'a', ownFile))
  narrow(file, ownFile)
}

/** What earlier versions left readable for all: the database, its companions, copies of it and logs. */
export function narrowFiles(folder: string): void {
  for (const file of filesIn(folder)) narrow(file, ownFile)
  for (const inner of ['backups', 'logs', 'sessions', 'unfinished']) {
    for (const file of filesIn(join(folder, inner))) narrow(file, ownFile)
    narrow(join(folder, inner), ownFolder)
  }
}

/** Only names of ours: a folder that a person chose may hold other things. */
const ours = /^(hindcast[.-]|diary-head|window)|\.(json|log|sqlite)(\.part)?$|^\d+-[0-9a-f]+$/

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter(entry => entry.isFile() && ours.test(entry.name))
      .map(({ name }) => join(folder, name))
  } catch {
    return [] // not there
  }
}

function narrow(path: string, mode: number): void {
  if (process.platform === 'win32') return
  try {
    if ((statSync(path).mode & 0o777 & ~mode) !== 0) chmodSync(path, mode)
  } catch {
    // another user's, or on a disk without rights: then it stays as its owner made it
  }
}

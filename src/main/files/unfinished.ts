import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { clearAbandoned, isAlive } from './partial.ts'
import { entriesOf, sweepTemporary } from './temporary.ts'

/**
 * Notes in `unfinished/` of the data folder: where a file or folder of ours is being written. One
 * whose process is gone tells the next start where to sweep.
 */
const notesOf = (dataFolder: string): string => join(dataFolder, 'unfinished')

/** Notes that something is being written at `path`; answers how to take that back. */
export function noteUnfinished(dataFolder: string, path: string): () => void {
  const note = join(notesOf(dataFolder), `${process.pid}-${randomBytes(4).toString('hex')}`)
  try {
    mkdirSync(notesOf(dataFolder), { recursive: true, mode: 0o700 })
    writeFileSync(note, path, { mode: 0o600 })
  } catch {
    return () => {} // a note that cannot be written must not stop what it is of
  }
  return () => rmSync(note, { force: true })
}

/** Takes away what was left half-written by processes that are no more: beside its place, and in the temporary folder. */
export async function sweepUnfinished(dataFolder: string): Promise<void> {
  for (const note of entriesOf(notesOf(dataFolder))) {
    if (isAlive(Number.parseInt(note, 10))) continue
    const file = join(notesOf(dataFolder), note)
    try {
      await clearAbandoned(readFileSync(file, 'utf8'))
      rmSync(file, { force: true })
    } catch {
      // out of reach today, perhaps a disk that is not mounted: another start tries again
    }
  }
  sweepTemporary(tmpdir())
}

import { readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isAlive } from './partial.ts'

/** `hindcast-WHAT-PID-XXXXXX`: a folder for one thing that one process makes. */
export const temporaryPrefix = (what: 'zip' | 'program'): string =>
  join(tmpdir(), `hindcast-${what}-${process.pid}-`)

const ours = /^hindcast-(zip|program)-(?:(\d+)-)?\w{6}$/

/** Those of an earlier version name no process: a day is longer than any of them is needed. */
const oldAfter = 24 * 3_600_000 // ms

export function sweepTemporary(folder: string): void {
  for (const name of entriesOf(folder)) {
    const match = ours.exec(name)
    if (match === null) continue
    const path = join(folder, name)
    try {
      const left = match[2]
        ? !isAlive(Number(match[2]))
        : Date.now() - statSync(path).mtimeMs > oldAfter
      if (left) rmSync(path, { recursive: true, force: true })
    } catch {
      // another user's, or gone meanwhile
    }
  }
}

/** Names in a folder; none where it is not there. */
export function entriesOf(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

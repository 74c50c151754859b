import { constants } from 'node:os'
import { setTimeout } from 'node:timers/promises'
import { app } from 'electron'

/** A process of ours that the system or a fault ended, as Electron tells it. */
export interface Death {
  readonly reason: string
  readonly exitCode: number
}

const patience = 500 // ms between a child's own `exit` and Electron's word of its death, either first

interface Told extends Death {
  readonly name: string | undefined
  readonly at: number
}

/** Deaths that no child has asked for yet, oldest first. */
const told: Told[] = []

const keep = (_: unknown, { name, reason, exitCode }: Electron.Details) => {
  told.push({ name, reason, exitCode, at: performance.now() })
  while (told.length > 100) told.shift()
}

/** From now on deaths are kept for `readDeath`; to be said before the first child starts. */
export function followDeaths(): void {
  if (!app.listeners('child-process-gone').includes(keep)) app.on('child-process-gone', keep)
}

/**
 * How the process of that name died; null for one that ended by itself. A utility process's own
 * `exit` does not know: of one that a signal ended it says 0, or the signal's number, as it happens.
 * To be asked at that `exit`. Of several deaths of one name at once each is told once.
 */
export async function readDeath(name: string): Promise<Death | null> {
  const end = performance.now() + patience
  for (;;) {
    const at = told.findIndex(death => death.name === name && end - death.at < 2 * patience)
    const [death] = at < 0 ? [] : told.splice(at, 1)
    if (death || performance.now() > end) return death ?? null
    await setTimeout(10)
  }
}

/**
 * The signal that ended a process, by name; null where none did. Windows has none: there a crash
 * has a code, which says more than no word.
 */
export function signalOf(
  death: Death | null,
  platform: string = process.platform
): NodeJS.Signals | null {
  if (platform === 'win32' || !death || !endedBySignal.has(death.reason)) return null
  const number = death.exitCode & 0x7f // the bit above says that a core was written
  const names = Object.entries(constants.signals) as [NodeJS.Signals, number][]
  return names.find(([, value]) => value === number)?.[0] ?? null
}

const endedBySignal: ReadonlySet<string> = new Set(['killed', 'crashed', 'oom', 'memory-eviction'])

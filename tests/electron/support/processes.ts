import { readdirSync, readFileSync } from 'node:fs'
import type { Opened } from './open-electron.ts'

/** A process of the program, as Electron names it. */
export interface Part {
  readonly pid: number
  /** `Browser`, `Tab`, `GPU`, `Utility`, `Zygote`. */
  readonly type: string
  readonly name: string | undefined
}

/** The processes that Electron knows of. */
export const partsOf = ({ app }: Opened): Promise<Part[]> =>
  app.evaluate(({ app }) => app.getAppMetrics().map(({ pid, type, name }) => ({ pid, type, name })))

/** Those of one type or name: `GPU`, `Hindcast trainer`. */
export const partsNamed = async (opened: Opened, name: string): Promise<Part[]> =>
  (await partsOf(opened)).filter(part => part.type === name || part.name === name)

/** What Linux says of a process: `State`, `Seccomp`, `VmRSS`; empty once it is gone. */
export function statusOf(pid: number): Readonly<Record<string, string>> {
  const text = readOr(`/proc/${pid}/status`)
  return Object.fromEntries(
    text
      .split('\n')
      .map(line => line.split(':\t'))
      .flatMap(([name = '', value]) => (value === undefined ? [] : [[name, value.trim()]]))
  )
}

/** Every process on the machine that was started on that data folder and has not ended. */
export function processesOn(folder: string): number[] {
  const isOn = (pid: number) =>
    readOr(`/proc/${pid}/environ`).includes(`HINDCAST_DATA=${folder}\0`) &&
    !statusOf(pid)['State']?.startsWith('Z')
  return readdirSync('/proc').map(Number).filter(Number.isInteger).filter(isOn)
}

/** Another user's, or gone meanwhile. */
function readOr(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}

import { randomBytes } from 'node:crypto'
import { readdir, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'

/**
 * What is being made lies beside its place as `.NAME.PID-HEX.partial` until it is whole. A process
 * that is killed meanwhile leaves it there; whoever writes to the same place next, or starts next,
 * takes it away.
 */
export const partialOf = (path: string): string =>
  join(dirname(path), `.${short(path)}.${process.pid}-${randomBytes(4).toString('hex')}.partial`)

/** A name may be as long as the system takes; what is put around it needs room. */
const short = (path: string): string => {
  const name = basename(path)
  return Buffer.byteLength(name) <= 200 ? name : [...name].slice(0, 40).join('')
}

/**
 * Removes what processes that are no more left beside this place. If one was killed between two
 * renames, the earlier folder stands aside under a name of ours and is put back first.
 */
export async function clearAbandoned(path: string): Promise<void> {
  const parent = dirname(path)
  const entries = await readdir(parent).catch((): string[] => [])
  const own = new RegExp(
    `^\\.${escapeRegExp(short(path))}\\.(\\d+)-[0-9a-f]{8}\\.partial(-replaced)?$`
  )
  for (const entry of entries) {
    const match = own.exec(entry)
    if (match === null || isAlive(Number(match[1]))) continue
    const earlier = match[2] !== undefined && !entries.includes(basename(path))
    if (earlier) await rename(join(parent, entry), path)
    else await rm(join(parent, entry), { recursive: true, force: true })
  }
}

const escapeRegExp = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** EPERM: it lives and belongs to someone else. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

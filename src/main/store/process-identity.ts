import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { hostname } from 'node:os'

/** One process among all that ever ran: a pid alone may be another's tomorrow. */
export interface ProcessIdentity {
  readonly pid: number
  /** When it started, in its system's own words; null where that cannot be known cheaply. */
  readonly started: string | null
  readonly host: string
}

let self: ProcessIdentity | undefined

/** This process. */
export function identifySelf(): ProcessIdentity {
  self ??= { pid: process.pid, started: readStart(process.pid), host: hostname() }
  return self
}

/**
 * Whether that process still runs, as far as this host can tell: false is certain; another
 * host's processes cannot be seen and count as running.
 */
export function mayBeAlive(other: ProcessIdentity): boolean {
  if (other.host !== hostname()) return true
  if (!hasPid(other.pid)) return false
  if (other.started === null) return true
  const started = readStart(other.pid)
  return started === null || started === other.started
}

function hasPid(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // EPERM: it exists and belongs to someone else.
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** Linux: boot id and start tick; macOS: `ps`; Windows: null, since asking takes half a second. */
export function readStart(pid: number): string | null {
  try {
    if (process.platform === 'linux') return readLinuxStart(pid)
    if (process.platform === 'darwin') return readMacStart(pid)
    return null
  } catch {
    return null // gone, or hidden from us: the caller falls back on pid and heartbeat
  }
}

function readLinuxStart(pid: number): string | null {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  // The command's name stands in brackets and may hold anything; fields count after it.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  const state = fields[0] // field 3 of proc(5)
  const ticks = fields[19] // field 22: start time in clock ticks since boot
  const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
  // A zombie holds nothing any more: it is as dead as can be.
  return state === 'Z' || ticks === undefined ? 'ended' : `${boot}/${ticks}`
}

function readMacStart(pid: number): string | null {
  const env = { ...process.env, LC_ALL: 'C' }
  const said = execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8', env })
  return said.trim() || null
}

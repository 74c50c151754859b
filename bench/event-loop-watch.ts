import { readFileSync } from 'node:fs'
import { type Profiler, Session } from 'node:inspector/promises'

/** A stretch in which the loop of this process did not turn. */
export interface Stall {
  /** Milliseconds from turn to turn. */
  readonly wall: number
  /** Of these, without those in which the thread could have run and no core was free for it. */
  readonly held: number
  /** Of these, on a core: the rest of `held` is waiting for the disk, or for V8's own threads. */
  readonly busy: number
  /** What was asked for, or told, while it lasted. */
  readonly during: string
  /** Our functions that ran the longest in it, by file and name. */
  readonly where: readonly string[]
}

interface Turn {
  readonly at: number
  readonly delayed: number
  readonly cpu: number
}

const step = 5 // ms between looks

/**
 * Looks at the loop of this process every 5 ms. Only what our thread did itself counts: a machine
 * with other work lets every thread wait for a core, which no program can help.
 */
export class LoopWatch {
  readonly #session = new Session()
  readonly #stalls: (Omit<Stall, 'where'> & { readonly from: number; readonly to: number })[] = []
  readonly #asked = new Set<string>()
  readonly #least: number
  #last: Turn = look()
  #timer: NodeJS.Timeout | undefined
  /** Every turn of the loop: milliseconds that it was held, and of these on a core. */
  readonly turns: Pick<Stall, 'held' | 'busy'>[] = []

  /** Stalls of fewer milliseconds than `least` are counted, not described. */
  constructor(least: number) {
    this.#least = least
  }

  async start(): Promise<void> {
    this.#session.connect()
    await this.#session.post('Profiler.enable')
    await this.#session.post('Profiler.setSamplingInterval', { interval: 1000 })
    await this.#session.post('Profiler.start')
    this.#last = look()
    this.#timer = setInterval(() => this.#turn(), step)
  }

  /** Notes that this is going on; answers what ends it. */
  during(what: string): () => void {
    this.#turn()
    this.#asked.add(what)
    return () => {
      this.#turn()
      this.#asked.delete(what)
    }
  }

  async stop(): Promise<Stall[]> {
    clearInterval(this.#timer)
    const { profile } = await this.#session.post('Profiler.stop')
    this.#session.disconnect()
    return this.#stalls.map(({ from, to, ...stall }) => ({
      ...stall,
      where: busiest(profile, from, to),
    }))
  }

  #turn(): void {
    const now = look()
    const wall = now.at - this.#last.at
    const delayed = Math.max(0, now.delayed - this.#last.delayed)
    const held = Math.max(0, wall - delayed)
    const busy = now.cpu - this.#last.cpu
    this.turns.push({ held, busy })
    if (busy >= this.#least) {
      const during = [...this.#asked].join(' + ') || 'nothing asked'
      this.#stalls.push({ wall, held, busy, during, from: this.#last.at, to: now.at })
    }
    this.#last = look()
  }
}

function look(): Turn {
  const { user, system } = process.threadCpuUsage()
  return { at: performance.now(), delayed: waitedForCore(), cpu: (user + system) / 1000 }
}

/** Milliseconds that this thread was ready to run and had no core; 0 where the system does not say. */
function waitedForCore(): number {
  try {
    return Number(readFileSync('/proc/self/schedstat', 'utf8').split(' ')[1]) / 1e6
  } catch {
    return 0
  }
}

/** Where samples between two moments lay, by the functions of ours that are nearest to them. */
function busiest(profile: Profiler.Profile, from: number, to: number): string[] {
  const nodes = new Map(profile.nodes.map(node => [node.id, node]))
  const parents = new Map(profile.nodes.flatMap(n => (n.children ?? []).map(c => [c, n.id])))
  const counts = new Map<string, number>()
  // the profiler's clock is the loop's, in microseconds
  let at = profile.startTime
  profile.samples?.forEach((id, i) => {
    const took = profile.timeDeltas?.[i] ?? 0
    at += took
    const milliseconds = at / 1000 - offset
    if (milliseconds < from || milliseconds > to) return
    const path: string[] = []
    for (let each: number | undefined = id; each !== undefined; each = parents.get(each)) {
      const frame = nodes.get(each)?.callFrame
      const own = /\/(?:src|bench)\/(.*)$/.exec(frame?.url ?? '')?.[1]
      if (frame && own) path.push(`${own.split('/').at(-1)}:${frame.functionName}`)
      else if (frame && path.length === 0 && each === id) path.push(`(${frame.functionName})`)
    }
    const key = path.slice(0, 5).join(' < ')
    counts.set(key, (counts.get(key) ?? 0) + took / 1000)
  })
  const rows = [...counts].toSorted(([, a], [, b]) => b - a).slice(0, 6)
  return rows.map(([name, ms]) => `${ms.toFixed(0)} ms ${name}`)
}

/** Between the profiler's clock (since boot) and `performance.now()`. */
const offset = Number(process.hrtime.bigint() / 1000n) / 1000 - performance.now()

import { setTimeout as sleepFor } from 'node:timers/promises'

/** How often and how long to try; every number has its reason. */
export interface RetryPlan {
  readonly tries: number
  /** First ceiling of the wait, doubled each time. */
  readonly baseSeconds: number
  readonly capSeconds: number
  /** No wait is begun that would end later than this after the start. */
  readonly totalSeconds: number
}

/** Five tries reach 1 + 2 + 4 + 8 s at most: patient enough for a hiccup, short enough to watch. */
export const RETRY_PLAN: RetryPlan = {
  tries: 5,
  baseSeconds: 1,
  capSeconds: 30,
  totalSeconds: 120,
}

/** One try: an answer, for good or ill, or a trouble that may pass. */
export type Attempt<T> =
  | { readonly settled: true; readonly value: T }
  | {
      readonly settled: false
      readonly reason: string
      /** What the other side asked us to wait (`Retry-After`), or null. */
      readonly retryAfterSeconds: number | null
      /** What to answer when patience runs out. */
      readonly otherwise: T
    }

export interface RetryPorts {
  readonly sleep: (milliseconds: number, signal?: AbortSignal) => Promise<unknown>
  readonly now: () => Date
  readonly random: () => number
  readonly onWait: (seconds: number, reason: string) => void
  readonly signal: AbortSignal | undefined
}

/** Sleeps in real time and wakes, rejecting, when the signal aborts. */
export const sleepReally = (milliseconds: number, signal?: AbortSignal): Promise<unknown> =>
  sleepFor(milliseconds, undefined, signal ? { signal } : {})

/** Rejects with the signal's reason as soon as it aborts, whatever the promise is doing. */
async function untilAborted<T>(promise: Promise<T>, signal?: AbortSignal): Promise<T> {
  if (!signal) return promise
  promise.catch(() => {}) // abandoned after an abort, its late rejection is nobody's
  signal.throwIfAborted()
  let stop = () => {}
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason)
    signal.addEventListener('abort', stop, { once: true })
  })
  try {
    return await Promise.race([promise, aborted])
  } finally {
    signal.removeEventListener('abort', stop)
  }
}

/**
 * Exponential back-off with full jitter: before try k + 1, uniform in [0, min(cap, base · 2^k)).
 * A `Retry-After` is a floor. Source: Brooker, "Exponential Backoff And Jitter" (AWS, 2015).
 */
function waitSeconds(
  failures: number,
  retryAfterSeconds: number | null,
  random: () => number,
  plan: RetryPlan
): number {
  const ceiling = Math.min(plan.capSeconds, plan.baseSeconds * 2 ** (failures - 1))
  return Math.max(random() * ceiling, retryAfterSeconds ?? 0)
}

/** Tries until settled, or until the plan's tries or time are used up. Rejects when aborted. */
export async function retry<T>(
  attempt: () => Promise<Attempt<T>>,
  ports: RetryPorts,
  plan: RetryPlan = RETRY_PLAN
): Promise<T> {
  const start = ports.now().getTime()
  for (let failures = 1; ; failures++) {
    ports.signal?.throwIfAborted()
    const tried = await untilAborted(attempt(), ports.signal)
    if (tried.settled) return tried.value
    const seconds = waitSeconds(failures, tried.retryAfterSeconds, ports.random, plan)
    const passed = (ports.now().getTime() - start) / 1000
    if (failures >= plan.tries || passed + seconds > plan.totalSeconds) return tried.otherwise
    ports.onWait(seconds, tried.reason)
    await untilAborted(ports.sleep(seconds * 1000, ports.signal), ports.signal)
  }
}

/** `Retry-After` as seconds from now: a number of seconds or an HTTP date. Null when unreadable. */
export function parseRetryAfter(header: string | null, now: Date): number | null {
  const text = header?.trim() ?? ''
  if (/^\d+$/.test(text)) return Number(text)
  const then = /[a-z]/i.test(text) ? Date.parse(text) : Number.NaN
  return Number.isNaN(then) ? null : Math.max(0, Math.ceil((then - now.getTime()) / 1000))
}

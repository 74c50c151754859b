import { exitCodes } from './exit-codes.ts'

/** What the person, or the system, may do while something long goes on. */
export interface Interrupts {
  /** Once: stop in order. */
  readonly onFirst: () => void
  /** Again: now. */
  readonly onSecond: () => void
}

/** SIGHUP is a terminal that was closed: nothing may be lost by it either. */
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** Listens for Ctrl-C and its kin until the answer is called. The second one ends this process. */
export function catchInterrupts({ onFirst, onSecond }: Interrupts): () => void {
  let count = 0
  const hear = () => {
    count++
    if (count === 1) return onFirst()
    onSecond()
    process.exit(exitCodes.interrupted)
  }
  for (const signal of signals) process.on(signal, hear)
  return () => {
    for (const signal of signals) process.off(signal, hear)
  }
}

/** Does something that stops in order when it is interrupted, and may be waited for. */
export async function abortable<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController()
  const release = catchInterrupts({ onFirst: () => controller.abort(), onSecond: () => {} })
  try {
    return await work(controller.signal)
  } finally {
    release()
  }
}

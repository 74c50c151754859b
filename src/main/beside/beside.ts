import { extname } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { TaskName, Tasks } from './tasks.ts'

export interface AskedTask {
  readonly ticket: number
  readonly name: TaskName
  readonly input: readonly unknown[]
}

export interface TaskAnswer {
  readonly ticket: number
  readonly value?: unknown
  readonly error?: unknown
}

type Waiting = PromiseWithResolvers<unknown>

/** Beside this file, with its ending: built or run from source. */
export const threadFile = new URL(`./thread${extname(import.meta.url)}`, import.meta.url)

/** A person who does one such thing does another: a thread takes a moment to start. */
const idleTime = 30_000

/** The thread and who waits for it; none while nobody asked for a while. */
let thread: { readonly worker: Worker; readonly waiting: Map<number, Waiting> } | undefined
let tickets = 0
let timer: NodeJS.Timeout | undefined

/**
 * Does a task in a thread beside this one, so that the loop turns meanwhile. Values are copied there
 * and back. Rejects with what the task throws, or when the thread ends before it answers.
 */
export function workBeside<N extends TaskName>(
  name: N,
  ...input: Parameters<Tasks[N]>
): ReturnType<Tasks[N]> {
  clearTimeout(timer)
  thread ??= start()
  const { worker, waiting } = thread
  const own: Waiting = Promise.withResolvers()
  const ticket = ++tickets
  worker.postMessage({ ticket, name, input } satisfies AskedTask)
  waiting.set(ticket, own)
  worker.ref()
  return own.promise as ReturnType<Tasks[N]>
}

function start() {
  // what this process was started with is not meant for a thread of it
  const worker = new Worker(threadFile, { execArgv: [] })
  const waiting = new Map<number, Waiting>()
  const own = { worker, waiting }
  worker.on('message', ({ ticket, value, error }: TaskAnswer) => {
    const asked = waiting.get(ticket)
    waiting.delete(ticket)
    if (waiting.size === 0) rest(worker)
    if (error === undefined)
      asked?.resolve(value) // a task throws errors, never nothing
    else asked?.reject(error)
  })
  worker.on('error', error => forsake(own, error))
  worker.on('exit', code => forsake(own, new Error(`the thread beside ended with code ${code}`)))
  return own
}

/** Nobody waits: the process may end, and the thread does after a while. */
function rest(worker: Worker): void {
  worker.unref()
  timer = setTimeout(() => void worker.terminate(), idleTime).unref()
}

function forsake(own: NonNullable<typeof thread>, error: Error): void {
  if (thread === own) thread = undefined
  for (const { reject } of own.waiting.values()) reject(error)
  own.waiting.clear()
}

import { Worker } from 'node:worker_threads'
import { type AskedTask, type TaskAnswer, threadFile } from './beside.ts'
import type { TaskName, Tasks } from './tasks.ts'

/** Who waits for a task: may end it, and hears how far it is. */
export interface ApartPorts {
  readonly signal?: AbortSignal | undefined
  readonly onProgress?: ((share: number) => void) | undefined
}

/**
 * Does a task in a thread of its own, which ends with it, so that it can be ended without harm to
 * others. Null: the signal came first. Rejects with what the task throws.
 */
export async function workApart<N extends TaskName>(
  name: N,
  input: Parameters<Tasks[N]>,
  { signal, onProgress }: ApartPorts = {}
): Promise<Awaited<ReturnType<Tasks[N]>> | null> {
  if (signal?.aborted) return null
  const worker = new Worker(threadFile, { execArgv: [] })
  const own = Promise.withResolvers<Awaited<ReturnType<Tasks[N]>> | null>()
  const stop = () => own.resolve(null)
  signal?.addEventListener('abort', stop)
  worker.on('message', ({ value, error, progress }: TaskAnswer) => {
    if (progress !== undefined) onProgress?.(progress)
    else if (error === undefined) own.resolve(value as Awaited<ReturnType<Tasks[N]>>)
    else own.reject(error)
  })
  worker.on('error', error => own.reject(error))
  worker.on('exit', code => own.reject(new Error(`the thread of ${name} ended with code ${code}`)))
  worker.postMessage({ ticket: 1, name, input, tells: true } satisfies AskedTask)
  try {
    return await own.promise
  } finally {
    signal?.removeEventListener('abort', stop)
    await worker.terminate()
  }
}

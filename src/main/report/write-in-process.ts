import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { RunBundle } from '../../shared/bundle.ts'
import { failed, type Result } from '../../shared/failure.ts'
import type { RenderRequest } from './render-process.ts'
import type { WrittenRun } from './write-report.ts'

interface Answer {
  readonly result?: Result<WrittenRun>
  readonly bug?: string
}

export interface WriteOptions {
  /** Ends the process; what it was making is removed by the next export of the same folder. */
  readonly signal?: AbortSignal
}

/** `writeRun` in a process of its own, so that drawing never holds up this one's loop. */
export function writeRunInProcess(
  bundle: RunBundle,
  dir: string,
  { signal }: WriteOptions = {}
): Promise<Result<WrittenRun>> {
  const { promise, resolve, reject } = Promise.withResolvers<Result<WrittenRun>>()
  if (signal?.aborted === true) return Promise.resolve(failed({ kind: 'cancelled' }))
  const entry = fileURLToPath(new URL('./render-process.ts', import.meta.url))
  const child = fork(entry, [], { serialization: 'advanced', execArgv: [] })
  const cancel = () => child.kill('SIGKILL')
  signal?.addEventListener('abort', cancel, { once: true })
  let answer: Answer = {}
  child.on('message', message => {
    answer = message as Answer
  })
  child.on('error', reject)
  child.on('exit', (code, killedBy) => {
    signal?.removeEventListener('abort', cancel)
    if (answer.result !== undefined) return resolve(answer.result)
    if (signal?.aborted === true) return resolve(failed({ kind: 'cancelled' }))
    reject(
      new Error(answer.bug ?? `the report's process ended without an answer (${killedBy ?? code})`)
    )
  })
  const request: RenderRequest = { bundle, dir }
  child.send(request)
  return promise
}

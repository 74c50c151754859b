import { fork } from 'node:child_process'
import { extname } from 'node:path'
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

/** Beside this file, with its ending: built or run from source. */
const renderProcess = new URL(`./render-process${extname(import.meta.url)}`, import.meta.url)

/** `writeRun` in a process of its own, so that drawing never holds up this one's loop. */
export function writeRunInProcess(
  bundle: RunBundle,
  dir: string,
  { signal }: WriteOptions = {}
): Promise<Result<WrittenRun>> {
  const { promise, resolve, reject } = Promise.withResolvers<Result<WrittenRun>>()
  if (signal?.aborted === true) return Promise.resolve(failed({ kind: 'cancelled' }))
  const child = fork(renderProcess, [], { serialization: 'advanced', execArgv: [] })
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
    if (answer.bug !== undefined) return reject(new Error(answer.bug))
    const reason = `drawing was ended from outside (${killedBy ?? `code ${code}`})`
    resolve(failed({ kind: 'cannot-write', path: dir, reason }))
  })
  const request: RenderRequest = { bundle, dir }
  child.send(request)
  return promise
}

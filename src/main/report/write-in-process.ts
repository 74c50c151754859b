import { extname } from 'node:path'
import type { RunBundle } from '../../shared/bundle.ts'
import { failed, type Result } from '../../shared/failure.ts'
import { type Child, forkNode } from '../child.ts'
import type { RenderAnswer, RenderRequest } from './render-process.ts'
import type { WrittenRun } from './write-report.ts'

export interface WriteOptions {
  /** Ends the process; what it was making is removed by the next export of the same folder. */
  readonly signal?: AbortSignal
  /** Node's fork when absent; Electron lends its own. */
  readonly launch?: LaunchDrawing
}

export type LaunchDrawing = () => Child<RenderRequest, RenderAnswer>

/** Beside this file, with its ending: built or run from source. */
export const renderProcess = new URL(`./render-process${extname(import.meta.url)}`, import.meta.url)

/** Starts the process that draws, as a Node process. */
export const launchDrawing: LaunchDrawing = () => forkNode(renderProcess, { execArgv: [] })

/** `writeRun` in a process of its own, so that drawing never holds up this one's loop. */
export function writeRunInProcess(
  bundle: RunBundle,
  dir: string,
  { signal, launch = launchDrawing }: WriteOptions = {}
): Promise<Result<WrittenRun>> {
  const { promise, resolve, reject } = Promise.withResolvers<Result<WrittenRun>>()
  if (signal?.aborted === true) return Promise.resolve(failed({ kind: 'cancelled' }))
  const child = launch()
  const cancel = () => child.kill()
  signal?.addEventListener('abort', cancel, { once: true })
  let answer: RenderAnswer = {}
  child.onMessage(message => {
    answer = message
    child.kill() // it has nothing more to say
  })
  child.onExit(({ code, signal: killedBy, said }) => {
    signal?.removeEventListener('abort', cancel)
    if (answer.result !== undefined) return resolve(answer.result)
    if (signal?.aborted === true) return resolve(failed({ kind: 'cancelled' }))
    if (answer.bug !== undefined) return reject(new Error(answer.bug))
    const words = said.trim() === '' ? '' : `: ${said.trim()}`
    const reason = `drawing was ended from outside (${killedBy ?? `code ${code}`}${words})`
    resolve(failed({ kind: 'cannot-write', path: dir, reason }))
  })
  child.send({ bundle, dir })
  return promise
}

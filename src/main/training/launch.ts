import { fork } from 'node:child_process'
import { extname, join } from 'node:path'
import envPaths from 'env-paths'
import type { FromTrainer, ToTrainer } from './messages.ts'

/** A running trainer process, whatever started it: Node's fork here, Electron's utilityProcess there. */
export interface TrainerProcess {
  readonly pid: number | undefined
  send(message: ToTrainer): void
  onMessage(listen: (message: FromTrainer) => void): void
  /** Once, with how it ended and the last of what it said on standard error. */
  onExit(listen: (how: { code: number | null; signal: string | null; said: string }) => void): void
  kill(): void
}

export type Launch = () => TrainerProcess

/** Where Node keeps compiled code, the person's own folder: it saves a trainer 60–100 ms. */
const compileCache = join(envPaths('hindcast', { suffix: '' }).cache, 'compiled')

const lastWords = 2000 // characters of standard error that are kept

/** Starts a trainer as a Node process. */
export const launchTrainer: Launch = () => {
  // built or run from source, the trainer lies beside this file with the same ending
  const child = fork(new URL(`./trainer${extname(import.meta.url)}`, import.meta.url), {
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    // without it a trainer that compiled twenty programs keeps 710 MB instead of 480 (docs/engine.md)
    execArgv: ['--max-semi-space-size=4'],
    env: { NODE_COMPILE_CACHE: compileCache, ...process.env, TF_CPP_MIN_LOG_LEVEL: '3' },
    detached: true, // Ctrl-C in a terminal reaches us, not the trainers: we stop them in order
  })
  let said = ''
  child.stderr?.on('data', (text: Buffer) => {
    said = (said + text.toString()).slice(-lastWords)
  })
  return {
    pid: child.pid,
    send: message => {
      if (child.connected) child.send(message)
    },
    onMessage: listen => {
      child.on('message', message => listen(message as FromTrainer))
    },
    onExit: listen => {
      child.once('exit', (code, signal) => listen({ code, signal, said }))
      child.on('error', ({ message }) => {
        // one that never was has no exit; one that went while we wrote to it has its exit yet to come
        if (child.pid === undefined) listen({ code: null, signal: null, said: message })
      })
    },
    kill: () => {
      child.kill('SIGKILL')
    },
  }
}

import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Publish } from '../../../src/main/api/service.ts'
import type { Answerer } from '../../../src/main/window-host/host.ts'
import type { Result } from '../../../src/shared/failure.ts'
import type { CoreOptions, Done, FromCore, ToCore, Wanted } from './core-messages.ts'

/** The program in a process of its own, from its test's side. */
export interface Core extends Answerer {
  readonly notices: readonly string[]
  readonly pid: number
  /** As a person closes it: what trains is interrupted at a checkpoint. */
  close(): Promise<void>
  /** As a crash ends it: nothing is written, nobody is told. */
  kill(): Promise<void>
}

export interface CoreListener {
  readonly publish: Publish
  /** The path for what the program asks for; null: the person thinks better of it. */
  onWant(what: Wanted): Promise<string | null>
  onDone(what: Done): void
}

const script = fileURLToPath(new URL('./core-process.ts', import.meta.url))

/** Starts the program; throws with its sentence when it cannot open. */
export async function startCore(options: CoreOptions, listener: CoreListener): Promise<Core> {
  const child = fork(script, [JSON.stringify(options)], {
    serialization: 'advanced',
    execArgv: [],
    // what a test runner says to its own workers is not meant for this one
    env: { ...process.env, NODE_OPTIONS: '', HINDCAST_DATA: options.folder },
  })
  const asked = new Map<number, PromiseWithResolvers<Result<unknown>>>()
  const exited = new Promise<void>(resolve => child.once('exit', () => resolve()))
  let [training, ids] = [0, 0]
  const opened = Promise.withResolvers<readonly string[]>()
  const send = (message: ToCore) => void (child.connected && child.send(message))

  child.on('message', (message: FromCore) => {
    switch (message.kind) {
      case 'open':
        return opened.resolve(message.notices)
      case 'refused':
        return opened.reject(new Error(message.sentence))
      case 'answer':
        return asked.get(message.id)?.resolve(message.result as Result<unknown>)
      case 'bug':
        return asked.get(message.id)?.reject(new Error(message.message))
      case 'event':
        return listener.publish(message.event, message.value as never)
      case 'training':
        training = message.count
        return
      case 'wants':
        void listener
          .onWant(message.what)
          .then(path => send({ kind: 'told', id: message.id, path }))
        return
      case 'did':
        listener.onDone(message.what)
    }
  })
  child.once('exit', (code, signal) => {
    const gone = new Error(`the program ended (${code ?? signal})`)
    opened.reject(gone)
    for (const { reject } of asked.values()) reject(gone)
  })

  return {
    notices: await opened.promise,
    pid: pidOf(child),
    training: () => training,
    answer: (name, argument) => {
      const answer = Promise.withResolvers<Result<unknown>>()
      const id = ++ids
      asked.set(id, answer)
      send({ kind: 'ask', id, name, argument })
      return answer.promise.finally(() => asked.delete(id))
    },
    close: async () => {
      send({ kind: 'close' })
      await exited
    },
    kill: async () => {
      child.kill('SIGKILL')
      await exited
    },
  }
}

function pidOf({ pid }: ChildProcess): number {
  if (pid === undefined) throw new Error('the program could not be started')
  return pid
}

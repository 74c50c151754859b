import { type ForkOptions, fork } from 'node:child_process'

/** A running process of ours, whatever started it: Node's fork here, Electron's utilityProcess there. */
export interface Child<In, Out> {
  readonly pid: number | undefined
  send(message: In): void
  onMessage(listen: (message: Out) => void): void
  /** Once, with how it ended and the last of what it said on standard error. */
  onExit(listen: (how: Exit) => void): void
  /** At once, whatever it is doing. */
  kill(): void
}

export interface Exit {
  readonly code: number | null
  readonly signal: string | null
  readonly said: string
}

/** The last of what a stream said, at most 2000 characters. */
export function lastWords(stream: NodeJS.ReadableStream | null): () => string {
  let said = ''
  stream?.on('data', (text: Buffer | string) => {
    said = (said + text.toString()).slice(-2000)
  })
  return () => said
}

/** Starts a file as a Node process; messages are structured clones. */
export function forkNode<In extends object, Out>(
  file: URL,
  options: ForkOptions = {}
): Child<In, Out> {
  const child = fork(file, [], {
    ...options,
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
  const said = lastWords(child.stderr)
  return {
    pid: child.pid,
    send: message => {
      if (child.connected) child.send(message)
    },
    onMessage: listen => {
      child.on('message', message => listen(message as Out))
    },
    onExit: listen => {
      child.once('exit', (code, signal) => listen({ code, signal, said: said() }))
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

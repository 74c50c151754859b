/** A child's line to the process that started it, the same under every host. */
export interface ParentPort<In, Out> {
  send(message: Out): void
  onMessage(listen: (message: In) => void): void
  /** The parent is gone: nobody would hear us. */
  onClose(listen: () => void): void
}

/** What Electron puts at `process.parentPort` of a utility process. */
interface UtilityPort {
  postMessage(message: unknown): void
  on(event: 'message', listen: (event: { readonly data: unknown }) => void): void
  on(event: 'close', listen: () => void): void
}

/** The line of a process made by Electron's `utilityProcess.fork` or by `forkNode`. */
export function parentPort<In, Out>(): ParentPort<In, Out> {
  // unknown, because the types of Electron, where they are loaded, say more than is used
  const port = (process as unknown as { parentPort?: UtilityPort }).parentPort
  if (port) return utilityLine(port)
  if (process.send) return forkedLine()
  throw new Error('a child process is started by Hindcast, not by hand')
}

function utilityLine<In, Out>(port: UtilityPort): ParentPort<In, Out> {
  // A utility process only warns of these, and its parent would wait for ever.
  process.on('unhandledRejection', reason => {
    throw reason
  })
  return {
    send: message => port.postMessage(message),
    onMessage: listen => port.on('message', ({ data }) => listen(data as In)),
    onClose: listen => port.on('close', listen),
  }
}

function forkedLine<In, Out>(): ParentPort<In, Out> {
  return {
    send: message => {
      process.send?.(message)
    },
    onMessage: listen => {
      process.on('message', message => listen(message as In))
    },
    onClose: listen => {
      process.on('disconnect', listen)
    },
  }
}

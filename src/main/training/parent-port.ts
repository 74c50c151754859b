/** A trainer's line to the process that started it, the same under every host. */
export interface ParentPort<In, Out> {
  send(message: Out): void
  onMessage(listen: (message: In) => void): void
  /** The parent is gone: nobody would hear us. */
  onClose(listen: () => void): void
}

/** The line of a process made by `child_process.fork` with `serialization: 'advanced'`. */
export function parentPort<In, Out>(): ParentPort<In, Out> {
  if (!process.send) throw new Error('a trainer is started by Hindcast, not by hand')
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

import { fileURLToPath } from 'node:url'
import { utilityProcess } from 'electron'
import { type Child, lastWords } from '../child.ts'

/**
 * Starts a file of ours as a utility process: it works where `child_process.fork` does not (the fuse
 * RunAsNode is off), may be told from others in the system's lists, and takes nobody with it when it
 * crashes. After the app is ready.
 */
export function forkUtility<In, Out>(
  file: URL,
  serviceName: string,
  env: Readonly<Record<string, string>> = {}
): Child<In, Out> {
  const child = utilityProcess.fork(fileURLToPath(file), [], {
    serviceName,
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, ...env },
  })
  let state: 'starting' | 'running' | 'gone' = 'starting'
  let unwanted = false
  const early: In[] = []
  const end = () => {
    // `child.kill()` asks politely; a native call that hangs does not hear it
    if (child.pid !== undefined) process.kill(child.pid, 'SIGKILL')
  }
  const said = lastWords(child.stderr)
  let fault = ''
  child.once('spawn', () => {
    state = 'running'
    for (const message of early.splice(0)) child.postMessage(message)
    if (unwanted) end()
  })
  child.once('exit', () => {
    state = 'gone'
  })
  child.on('error', (type, location) => {
    fault = `${type} in ${location}`
  })
  return {
    get pid() {
      return child.pid
    },
    send: message => {
      // not to one that is gone: from within the listener of `exit` that crashed Electron (electron#53923)
      if (state === 'starting') early.push(message)
      else if (state === 'running') child.postMessage(message)
    },
    onMessage: listen => {
      child.on('message', listen)
    },
    onExit: listen => {
      child.once('exit', code => {
        listen({ code, signal: null, said: `${said()}${fault && `\n${fault}`}` })
      })
    },
    kill: () => {
      // one that is only starting cannot be killed yet (electron#44009)
      if (state === 'starting') unwanted = true
      else if (state === 'running') end()
    },
  }
}

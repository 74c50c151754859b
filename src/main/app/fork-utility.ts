import { fileURLToPath } from 'node:url'
import { utilityProcess } from 'electron'
import { type Child, type Exit, lastWords } from '../child.ts'
import { followDeaths, readDeath, signalOf } from './last-death.ts'

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
  followDeaths()
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
  const howItEnded = async (code: number): Promise<Exit> => {
    const death = readDeath(serviceName) // ours too: it is told of each
    if (unwanted) return { code: null, signal: 'SIGKILL', said: words() }
    const signal = signalOf(await death)
    return {
      code: signal === null ? ((await death)?.exitCode ?? code) : null,
      signal,
      said: words(),
    }
  }
  const said = lastWords(child.stderr)
  let fault = ''
  const words = () => `${said()}${fault && `\n${fault}`}`
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
      child.once('exit', code => void howItEnded(code).then(listen))
    },
    kill: () => {
      unwanted = state !== 'gone'
      // one that is only starting cannot be killed yet (electron#44009)
      if (state === 'running') end()
    },
  }
}

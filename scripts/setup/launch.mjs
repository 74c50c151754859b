import { spawn } from 'node:child_process'
import { constants } from 'node:os'

/** How often a process looks whether the one that started it is still there. */
export const WATCH_MS = 500
/** After being asked to end because its launcher is gone, a child gets so long. */
const PATIENCE_MS = 5_000

/** Loaded into the child before anything else: ends it when we were killed by force. */
const FOLLOWER = new URL('../follow-launcher.mjs', import.meta.url).href

/**
 * Runs a file on the pinned Node in place of this process: same terminal, same streams, same
 * signals, and its exit code (128 + n where signal n ended it).
 * @param {string} nodePath
 * @param {string} file
 * @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv }} [options]
 * @returns {Promise<number>}
 */
export function launch(nodePath, file, args, { cwd, env = process.env } = {}) {
  const child = spawn(nodePath, ['--import', FOLLOWER, file, ...args], {
    cwd,
    env: { ...env, HINDCAST_LAUNCHER: String(process.pid) },
    stdio: 'inherit',
  })
  const stop = [forwardSignals(child), watchParent(child)]
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code, signal) => {
      for (const end of stop) end()
      resolve(signal ? 128 + constants.signals[signal] : (code ?? 1))
    })
  })
}

/**
 * A terminal sends Ctrl-C to every process in it, so the child has had it already: forwarding
 * would make it two, and the second means "now". Without a terminal only we are sent it.
 * @param {import('node:child_process').ChildProcess} child
 */
function forwardSignals(child) {
  const onTerminal = [process.stdin, process.stdout, process.stderr].some(stream => stream.isTTY)
  /** @type {[NodeJS.Signals, () => void][]} */
  const handlers = [
    ['SIGINT', () => onTerminal || child.kill('SIGINT')],
    ['SIGTERM', () => child.kill('SIGTERM')],
    ['SIGHUP', () => child.kill('SIGHUP')],
  ]
  for (const [signal, handler] of handlers) process.on(signal, handler)
  return () => {
    for (const [signal, handler] of handlers) process.off(signal, handler)
  }
}

/**
 * npm and npx can be killed by force and leave us behind: then the child is asked to end, as a
 * program that somebody believes dead must not go on writing. Other parents (a shell that was
 * closed after nohup) may go.
 * @param {import('node:child_process').ChildProcess} child
 */
function watchParent(child) {
  if (!process.env.npm_command) return () => {}
  const parent = process.ppid
  const timer = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(timer)
    child.kill('SIGTERM')
    setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS).unref()
  }, WATCH_MS)
  timer.unref()
  return () => clearInterval(timer)
}

import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { join } from 'node:path'
import { cacheFolder } from './paths.mjs'

/** How often a process looks whether the one that started it is still there. */
const WATCH_MS = 500

/** @type {NodeJS.Signals[]} */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP']

/** After being asked to end because its launcher is gone, a child gets so long. */
const PATIENCE_MS = 5_000

/** Where Node keeps compiled code; src/main/training/launch.ts names the same folder. */
const COMPILED = join(cacheFolder(), 'compiled')

/** Loaded into the child before anything else. */
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
  // compiled code is kept between starts: a third less of the time to a first word
  const own = { NODE_COMPILE_CACHE: COMPILED, ...env, HINDCAST_LAUNCHER: String(process.pid) }
  return launchProgram(nodePath, ['--import', FOLLOWER, file, ...args], { cwd, env: own })
}

/**
 * The same for a program that is not Node, such as Electron.
 * @param {string} program
 * @param {string[]} args
 * @param {{ cwd?: string | undefined, env?: NodeJS.ProcessEnv }} [options]
 * @returns {Promise<number>}
 */
export function launchProgram(program, args, { cwd, env = process.env } = {}) {
  const child = spawn(program, args, { cwd, env, stdio: 'inherit' })
  const unwatch = watchParent(child)
  // Whoever was asked to end does so by itself: npm's shell may die of the same Ctrl-C first.
  const stop = [forwardSignals(child, unwatch), unwatch]
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code, signal) => {
      for (const end of stop) end()
      resolve(signal ? 128 + constants.signals[signal] : (code ?? 1))
    })
  })
}

/**
 * Whoever signals us means the child. It may have had the signal already (a terminal sends Ctrl-C
 * to every process in it): follow-launcher.mjs sees to it that the child takes it once.
 * @param {import('node:child_process').ChildProcess} child
 * @param {() => void} onAsked called when a signal asked us to end
 */
function forwardSignals(child, onAsked) {
  /** @param {NodeJS.Signals} signal */
  const forward = signal => {
    onAsked()
    child.kill(signal)
  }
  for (const signal of SIGNALS) process.on(signal, forward)
  return () => {
    for (const signal of SIGNALS) process.off(signal, forward)
  }
}

/**
 * npm and npx can end before us: killed by force, or by a SIGINT that their shell dies of and
 * passes to nobody. The child is then interrupted, as a program that somebody believes ended must
 * not go on writing. Other parents (a shell that was closed after nohup) may go.
 * @param {import('node:child_process').ChildProcess} child
 */
function watchParent(child) {
  if (!process.env.npm_command) return () => {}
  const parent = process.ppid
  const timer = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(timer)
    child.kill('SIGINT')
    setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS).unref()
  }, WATCH_MS)
  timer.unref()
  return () => clearInterval(timer)
}

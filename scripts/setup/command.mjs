import { spawn } from 'node:child_process'
import { noteChild } from './lock.mjs'

/** @typedef {{ code: number, output: string }} Outcome code −1: could not be started */

/**
 * Runs a command to its end and keeps its words. Never throws for the command's own failure.
 * Asynchronous on purpose: the locks' heartbeat goes on meanwhile.
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, limitMs?: number, idleMs?: number }} [options]
 *   limitMs ends it after so long, idleMs when it has been silent for so long
 * @returns {Promise<Outcome>}
 */
export function runCommand(command, args, options = {}) {
  return new Promise(resolve => {
    const child = start(command, args, options)
    const forget = noteChild(child.pid)
    let output = ''
    const limit = options.limitMs ? setTimeout(() => child.kill(), options.limitMs) : undefined
    const idle = options.idleMs ? setTimeout(() => child.kill(), options.idleMs) : undefined
    /** @param {Buffer} chunk */
    const hear = chunk => {
      output += chunk.toString()
      idle?.refresh()
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    /** @param {number} code */
    const end = code => {
      clearTimeout(limit)
      clearTimeout(idle)
      forget()
      resolve({ code, output })
    }
    child.on('error', error => {
      output += String(error)
      end(-1)
    })
    child.on('close', code => end(code ?? 1))
  })
}

/** @param {string} command @param {string[]} args @param {{ cwd?: string, env?: NodeJS.ProcessEnv }} options */
function start(command, args, { cwd, env }) {
  // On Windows npm and its like are .cmd files, which only a shell can start.
  const shell = process.platform === 'win32' && !/\.(exe|com)$/i.test(command)
  const [name = command, ...rest] = shell ? [command, ...args].map(quote) : [command, ...args]
  return spawn(name, rest, {
    cwd,
    env: env ?? process.env,
    shell,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

/** @param {string} word */
function quote(word) {
  return /[\s&^|<>()]/.test(word) ? `"${word}"` : word
}

/**
 * Runs npm: the one that started us where there is one, else the one on the PATH.
 * @param {string[]} args
 * @param {Parameters<typeof runCommand>[2]} [options]
 */
export function runNpm(args, options) {
  const cli = process.env.npm_execpath
  if (cli && /npm-cli\.[cm]?js$/.test(cli))
    return runCommand(process.execPath, [cli, ...args], options)
  return runCommand('npm', args, options)
}

/**
 * The last lines of what a tool said.
 * @param {string} output
 * @param {number} [count]
 */
export function lastLines(output, count = 8) {
  return output
    .trim()
    .split('\n')
    .slice(-count)
    .map(line => `  │ ${line}`)
    .join('\n')
}

import { appendFileSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'

// Everything here goes to stderr: stdout belongs to the command that comes after set-up.

/** How often a piped output gets a line while something long goes on. */
const PIPED_MS = 15_000
const TERMINAL_MS = 200

/** @param {string} text */
export function say(text) {
  process.stderr.write(`${text}\n`)
}

/**
 * Shows that something long goes on: one line that changes on a terminal, a line now and then
 * when piped. Returns the function that ends it.
 * @param {() => string} describe called anew for each line
 */
export function showProgress(describe) {
  const terminal = Boolean(process.stderr.isTTY)
  const start = Date.now()
  const text = () => `  ${describe()} (${Math.round((Date.now() - start) / 1000)} s)`
  const draw = () => process.stderr.write(terminal ? `\r\x1b[K${text()}` : `${text()}\n`)
  const timer = setInterval(draw, terminal ? TERMINAL_MS : PIPED_MS)
  return () => {
    clearInterval(timer)
    if (terminal) process.stderr.write('\r\x1b[K')
  }
}

/** @param {number} bytes */
export function megabytes(bytes) {
  return `${Math.round(bytes / 1e6)} MB`
}

/**
 * Keeps the words of a tool that set-up ran, for whoever looks for the cause later.
 * @param {string} root the checkout
 * @param {string} text
 */
export function log(root, text) {
  const folder = join(root, '.hindcast')
  mkdirSync(folder, { recursive: true })
  appendFileSync(join(folder, 'setup.log'), `${new Date().toISOString()} ${text}\n`)
}

import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { inject } from 'vitest'

const entry = fileURLToPath(new URL('../../../src/main/window-host/index.ts', import.meta.url))

/** The window host as `npm start` runs it, in a process of its own. */
export interface HostProcess {
  readonly pid: number
  /** Resolves once the window can be used; rejects when it ends before. */
  readonly open: Promise<void>
  /** Exit code, or the signal that ended it. */
  readonly ended: Promise<number | string | null>
  /** What it said to whoever started it. */
  said(): string
  signal(name: NodeJS.Signals): void
}

/** Starts it on a data folder; without a screen unless a display is named. */
export function openProcess(
  folder: string,
  env: Record<string, string> = {},
  args: readonly string[] = env['DISPLAY'] ? [] : ['--headless']
): HostProcess {
  const child = spawn(process.execPath, [entry, '--pages', inject('pages'), ...args], {
    env: { ...process.env, NODE_OPTIONS: '', HINDCAST_DATA: folder, ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let said = ''
  const opened = Promise.withResolvers<void>()
  opened.promise.catch(() => {}) // whoever waits for it hears of it
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text
    if (said.includes('Hindcast is open')) opened.resolve()
  })
  const ended = new Promise<number | string | null>(resolve =>
    child.once('close', (code, signal) => {
      opened.reject(new Error(`it ended with ${code ?? signal}: ${said}`))
      resolve(code ?? signal)
    })
  )
  return {
    pid: child.pid ?? 0,
    open: opened.promise,
    ended,
    said: () => said,
    signal: name => void child.kill(name),
  }
}

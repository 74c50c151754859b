import { type ChildProcess, spawn } from 'node:child_process'
import { findProgram } from '../../../scripts/setup/find-program.mjs'
import { openScreen, type Screen } from '../../e2e/support/xvfb.ts'

const isLinux = process.platform === 'linux'

/** Whether a program can be run here by its name. */
export const hasProgram = (name: string): boolean => findProgram(name) !== undefined

/**
 * The desktop that all tests share: a screen that nobody sees where there is none, and a window
 * manager on it, without which no window comes to the front and no dialog has the keyboard.
 */
export async function setup(): Promise<void> {
  if (isLinux && process.getuid?.() === 0)
    throw new Error(
      'The tests in Electron run as an ordinary user: Chromium’s sandbox refuses root. npm run test:electron sees to that.'
    )
  screen = isLinux && !process.env['DISPLAY'] ? await openScreen('1600x1000x24') : null
  if (screen) process.env['DISPLAY'] = screen.display
  manager = isLinux ? startManager() : null
}

export async function teardown(): Promise<void> {
  manager?.kill()
  await screen?.stop()
}

let screen: Screen | null = null
let manager: ChildProcess | null = null

/** It ends by itself where another one is there already. */
export function startManager(display = process.env['DISPLAY']): ChildProcess | null {
  if (!hasProgram('openbox')) return null
  return spawn('openbox', ['--sm-disable'], {
    stdio: 'ignore',
    env: { ...process.env, DISPLAY: display },
  })
}

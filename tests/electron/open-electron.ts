import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { _electron, type ElectronApplication, type Page } from 'playwright-core'
import { onTestFinished } from 'vitest'
import { ROOT } from '../../scripts/setup/paths.mjs'

export interface Opened {
  readonly app: ElectronApplication
  readonly page: Page
  readonly folder: string
}

const executablePath = process.env['HINDCAST_ELECTRON'] ?? ''
// Chromium's own sandbox refuses to run as root
const asRoot = process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : []

/** A folder for one test's data. */
export function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'hindcast-electron-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }))
  return folder
}

/** The real program in the real Electron, on a folder of its own; ended with the test. */
export async function openElectron(folder = makeFolder()): Promise<Opened> {
  const env = Object.fromEntries(
    Object.entries({ ...process.env, HINDCAST_DATA: folder }).filter(
      (entry): entry is [string, string] => entry[1] !== undefined
    )
  )
  const app = await _electron.launch({ executablePath, args: [...asRoot, ROOT], env })
  onTestFinished(async () => {
    app.process().kill('SIGKILL')
  })
  const page = await app.firstWindow()
  await page.locator('#root *').first().waitFor()
  return { app, page, folder }
}

/** When the program is gone. */
export const ended = ({ app }: Opened): Promise<unknown> =>
  new Promise(resolve => {
    if (app.process().exitCode === null) app.process().once('exit', resolve)
    else resolve(null)
  })

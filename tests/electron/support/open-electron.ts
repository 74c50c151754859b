/// <reference lib="dom" />
import type { ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { _electron, type ElectronApplication, type Page } from 'playwright-core'
import { onTestFinished } from 'vitest'
import { ROOT } from '../../../scripts/setup/paths.mjs'
import type { Answer, Api, Argument, RequestName } from '../../../src/shared/api.ts'
import type { Result } from '../../../src/shared/failure.ts'

declare const window: { readonly api: Api } & Window

/** The program of these tests: npm run test:electron says which. */
export const electronPath = process.env['HINDCAST_ELECTRON'] ?? ''

export interface Exit {
  readonly code: number | null
  readonly signal: string | null
}

export interface Opened {
  readonly app: ElectronApplication
  readonly page: Page
  readonly folder: string
  /** Main's process; Playwright forgets it once it has ended. */
  readonly child: ChildProcess
  /** How it ended. */
  readonly ended: Promise<Exit>
  /** What the page complained of. */
  readonly troubles: string[]
}

export interface OpenOptions {
  /** More switches, before the program's folder. */
  readonly args?: readonly string[]
  readonly env?: Readonly<Record<string, string>>
  /** What starts Electron in its place: it gets Electron's path and arguments. */
  readonly through?: string
}

/** A folder for one test's data. */
export function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'hindcast-electron-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }))
  return folder
}

/** The environment of a program on that folder. */
export const environment = (
  folder: string,
  more: Readonly<Record<string, string>> = {}
): Record<string, string> =>
  Object.fromEntries(
    Object.entries({ ...process.env, ...more, HINDCAST_DATA: folder }).filter(
      (entry): entry is [string, string] => entry[1] !== undefined
    )
  )

/** The real program in the real Electron, on a folder of its own; ended with the test. */
export async function openElectron(
  folder = makeFolder(),
  { args = [], env = {}, through = electronPath }: OpenOptions = {}
): Promise<Opened> {
  const app = await _electron.launch({
    executablePath: through,
    args: [...args, ROOT],
    env: environment(folder, env),
    chromiumSandbox: true, // Playwright would switch it off
    colorScheme: null,
  })
  const child = app.process()
  const ended = new Promise<Exit>(resolve => {
    child.once('exit', (code, signal) => resolve({ code, signal }))
  })
  onTestFinished(async () => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL')
    await ended
  })
  const page = await app.firstWindow()
  const troubles: string[] = []
  page.on('pageerror', error => troubles.push(error.stack ?? error.message))
  page.on('console', message => {
    if (message.type() === 'error') troubles.push(message.text())
  })
  await page.locator('#root *').first().waitFor()
  return { app, page, folder, child, ended, troubles }
}

/**
 * How a program ends that was told to.
 * @throws after so many seconds, with what `tell` says of it then
 */
export async function endsWithin(
  seconds: number,
  ended: Promise<Exit>,
  tell: () => string = () => 'nothing is known'
): Promise<Exit> {
  const { promise: never, reject } = Promise.withResolvers<never>()
  const late = setTimeout(
    () => reject(new Error(`still there after ${seconds} s: ${tell()}`)),
    seconds * 1000
  )
  try {
    return await Promise.race([ended, never])
  } finally {
    clearTimeout(late)
  }
}

/** Asks the program by its own window. */
export async function ask<N extends RequestName>(
  { page }: Pick<Opened, 'page'>,
  name: N,
  argument?: Argument<N>
): Promise<Answer<N>> {
  const result = (await page.evaluate(
    ([asked, given]) => Reflect.apply(window.api[asked as N], window.api, [given]),
    [name, argument] as const
  )) as Result<Answer<N>>
  if (result.ok) return result.value
  throw new Error(`${name}: ${JSON.stringify(result.failure)}`)
}

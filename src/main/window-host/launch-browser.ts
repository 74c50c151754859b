import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BrowserContext, chromium } from 'playwright-core'
import type { WindowBounds } from './window-bounds.ts'

/** How a window is to come up. */
export interface BrowserOptions {
  /** Path of a Chromium, Chrome or Edge. */
  readonly browser: string
  readonly bounds: WindowBounds
  /** Without a window on the screen: for tests and pictures. */
  readonly headless?: boolean
  /** Otherwise as the system has it. */
  readonly theme?: 'light' | 'dark'
  readonly reducedMotion?: boolean
  /** Such as `de-DE`. */
  readonly locale?: string
}

/** A browser with one empty app window, and the end of both. */
export interface Browser {
  readonly context: BrowserContext
  close(): Promise<void>
}

/**
 * Starts a browser that talks over a pipe: nothing listens on a port. Its profile is made for this
 * start and removed after it: what is to be remembered is in our database.
 */
export async function launchBrowser(options: BrowserOptions): Promise<Browser> {
  const profile = makeProfile()
  const drop = () => rmSync(profile, { recursive: true, force: true, maxRetries: 5 })
  try {
    const context = await launch(profile, options)
    const close = async () => {
      await context.close()
      drop()
    }
    return { context, close }
  } catch (error) {
    drop()
    throw error
  }
}

const isRoot = () => process.getuid?.() === 0

/** The browser's sandbox, unless this user (root) or kernel (some containers) has none. */
async function launch(profile: string, options: BrowserOptions): Promise<BrowserContext> {
  if (isRoot()) return launchWith(profile, options, false)
  try {
    return await launchWith(profile, options, true)
  } catch (error) {
    if (!/sandbox/i.test(String(error))) throw error
    return launchWith(profile, options, false)
  }
}

function launchWith(
  profile: string,
  { browser, bounds, headless = false, theme, reducedMotion, locale }: BrowserOptions,
  chromiumSandbox: boolean
): Promise<BrowserContext> {
  return chromium.launchPersistentContext(profile, {
    executablePath: browser,
    headless,
    chromiumSandbox,
    args: [...plainArguments, ...boundsArguments(bounds)],
    ignoreDefaultArgs: ['--enable-automation'],
    // as large as its window, whose size the person chooses; a page without a window has none
    viewport: headless ? { width: bounds.width, height: bounds.height } : null,
    // Playwright's own default is light, whatever the system says
    colorScheme: theme ?? null,
    reducedMotion: reducedMotion === undefined ? null : reducedMotion ? 'reduce' : 'no-preference',
    ...(locale === undefined ? {} : { locale }),
    forcedColors: null,
    contrast: null,
    serviceWorkers: 'block',
    handleSIGINT: false, // the host closes in its own order
    handleSIGTERM: false,
    handleSIGHUP: false,
  })
}

const plainArguments = [
  // An app window, without tabs and address. Our own address would load before it is answered.
  '--app=data:text/html,<title>Hindcast</title>',
  '--test-type', // no bar about a missing sandbox
  '--host-resolver-rules=MAP * ~NOTFOUND', // a second fence: no name resolves, nothing can leave
  '--deny-permission-prompts', // a question nobody answers would hang
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--disable-search-engine-choice-screen',
  '--no-first-run',
  '--password-store=basic',
]

const boundsArguments = ({ width, height, left, top }: WindowBounds) => [
  `--window-size=${width},${height}`,
  ...(left === undefined || top === undefined ? [] : [`--window-position=${left},${top}`]),
]

const prefix = 'hindcast-window-'

/** A folder only this user can read, named after this process; those of dead ones go. */
function makeProfile(): string {
  for (const name of readdirSync(tmpdir())) if (isLeftOver(name)) removeQuietly(name)
  return mkdtempSync(join(tmpdir(), `${prefix}${process.pid}-`))
}

function isLeftOver(name: string): boolean {
  const pid = name.startsWith(prefix) ? Number.parseInt(name.slice(prefix.length), 10) : Number.NaN
  if (Number.isNaN(pid)) return false
  try {
    process.kill(pid, 0)
    return false
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH'
  }
}

function removeQuietly(name: string): void {
  try {
    rmSync(join(tmpdir(), name), { recursive: true, force: true })
  } catch {
    // another user's, or still closing: the next start tries again
  }
}

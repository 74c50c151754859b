import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import type { Page } from 'playwright-core'
import type { Publish } from '../../src/main/api/service.ts'
import { makeWindowHost } from '../../src/main/window-host/host.ts'
import { findBrowser } from '../setup/browser.mjs'
import { SetupFailure } from '../setup/failure.mjs'
import { ROOT } from '../setup/paths.mjs'
import { buildPages } from './build-pages.ts'

/**
 * For whoever works on a view: builds the renderer of this checkout into a folder of its own,
 * opens it without a screen, takes a picture, and prints what the page complained about.
 *
 *   --out FILE.png     where the picture goes
 *   --hash VIEW        address after #
 *   --size 1440x900    of the window
 *   --theme light|dark
 *   --script FILE.ts   exports `run(page, publish)`, called before the picture
 *   --answers FILE.ts  exports `answers`: request name to (argument) => Result; the rest is real
 *   --pages FOLDER     a renderer that is built already
 *   --wait 500         milliseconds before the picture
 */
const { values } = parseArgs({
  options: {
    out: { type: 'string' },
    hash: { type: 'string' },
    size: { type: 'string', default: '1440x900' },
    theme: { type: 'string', default: 'light' },
    script: { type: 'string' },
    answers: { type: 'string' },
    pages: { type: 'string' },
    wait: { type: 'string', default: '500' },
  },
})

type Answers = Record<string, (argument: unknown) => unknown>

async function load<T>(file: string | undefined): Promise<Partial<T>> {
  return file ? ((await import(pathToFileURL(resolve(file)).href)) as Partial<T>) : {}
}

async function openReal(): Promise<(name: string, argument: unknown) => Promise<unknown>> {
  return async name => {
    throw new Error(`${name}: the service has not landed yet; use --answers`)
  }
}

const browser = findBrowser()
if (!browser) throw new SetupFailure('No browser was found.', 'Set HINDCAST_BROWSER to a Chromium.')
const [width = 1440, height = 900] = values.size.split('x').map(Number)
const folder = mkdtempSync(join(tmpdir(), 'hindcast-look-'))
const pages = values.pages ? resolve(values.pages) : folder
if (!existsSync(join(pages, 'index.html'))) await buildPages(ROOT, pages)

const { answers = {} } = await load<{ answers: Answers }>(values.answers)
const { run } = await load<{ run: (page: Page, publish: Publish) => Promise<void> }>(values.script)
const real = await openReal()
const host = makeWindowHost({
  pages,
  browser,
  headless: true,
  bounds: { width, height },
  theme: values.theme === 'dark' ? 'dark' : 'light',
  ...(values.hash ? { hash: values.hash } : {}),
  onTrouble: text => console.error(text),
})
try {
  await host.open({
    answer: async (name, argument) =>
      (await (answers[name] ? answers[name](argument) : real(name, argument))) as never,
    training: () => 0,
  })
  await run?.(host.page(), host.publish)
  await host.page().waitForTimeout(Number(values.wait))
  if (values.out) await host.page().screenshot({ path: resolve(values.out) })
} finally {
  await host.close()
  rmSync(folder, { recursive: true, force: true })
}

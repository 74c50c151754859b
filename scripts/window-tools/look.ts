import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import type { Page } from 'playwright-core'
import { openService } from '../../src/main/api/open-service.ts'
import type { Publish } from '../../src/main/api/service.ts'
import { makeDesk } from '../../src/main/window-host/desk.ts'
import { readEngineState } from '../../src/main/window-host/engine-state.ts'
import { makeWindowHost } from '../../src/main/window-host/host.ts'
import { describeFailure } from '../../src/shared/failure.ts'
import { findBrowser } from '../setup/browser.mjs'
import { runMain, SetupFailure } from '../setup/failure.mjs'
import { ROOT } from '../setup/paths.mjs'
import { buildPages } from './build-pages.ts'

/**
 * For whoever works on a view: builds the renderer of this checkout into a folder of its own,
 * opens it without a screen on the program and HINDCAST_DATA, takes a picture, and prints what the
 * page complained about.
 *
 *   --out FILE.png     where the picture goes
 *   --hash VIEW        address after #
 *   --size 1440x900    of the window
 *   --theme light|dark
 *   --script FILE.ts   exports `run(page, publish)`, called before the picture
 *   --answers FILE.ts  exports `answers`: request name to (argument) => Result; the rest is real
 *   --pages FOLDER     a renderer that is built already, or where to keep the one built now
 *   --wait 500         milliseconds before the picture
 */
const options = {
  out: { type: 'string' },
  hash: { type: 'string' },
  size: { type: 'string', default: '1440x900' },
  theme: { type: 'string', default: 'light' },
  script: { type: 'string' },
  answers: { type: 'string' },
  pages: { type: 'string' },
  wait: { type: 'string', default: '500' },
} as const

type Answers = Record<string, (argument: unknown) => unknown>
type Script = (page: Page, publish: Publish) => Promise<void>

await runMain(async () => {
  const { values } = parseArgs({ options })
  const folder = mkdtempSync(join(tmpdir(), 'hindcast-look-'))
  const pages = values.pages ? resolve(values.pages) : folder
  try {
    if (!existsSync(join(pages, 'index.html'))) await buildPages(ROOT, pages)
    await look(pages, values)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})

type Values = ReturnType<typeof parseArgs<{ options: typeof options }>>['values']

async function look(pages: string, values: Values): Promise<void> {
  const { answers = {} } = await load<{ answers: Answers }>(values.answers)
  const { run } = await load<{ run: Script }>(values.script)
  const { host, service } = openWindow(pages, values)
  try {
    await host.open({
      answer: async (name, argument) => {
        const own = answers[name]
        return (await (own ? own(argument) : service.answer(name, argument))) as never
      },
      training: () => service.training(),
    })
    await run?.(host.page(), host.publish)
    await host.page().waitForTimeout(Number(values.wait))
    if (values.out) await host.page().screenshot({ path: resolve(values.out) })
  } finally {
    await host.close()
    await service.close()
  }
}

function openWindow(pages: string, { size, theme, hash }: Values) {
  const browser = findBrowser()
  if (!browser) throw new SetupFailure('There is no browser.', 'Set HINDCAST_BROWSER to one.')
  const [width = 1440, height = 900] = size.split('x').map(Number)
  const host = makeWindowHost({
    pages,
    browser,
    headless: true,
    bounds: { width, height },
    theme: theme === 'dark' ? 'dark' : 'light',
    ...(hash ? { hash } : {}),
    onTrouble: text => console.error(text),
  })
  const closeWindow = () => void host.close()
  const desk = makeDesk({ ask: host.ask, closeWindow, onTrouble: () => {} })
  const opened = openService({ desk, publish: host.publish, engine: () => readEngineState() })
  if (opened.ok) return { host, service: opened.value.service }
  throw new SetupFailure(describeFailure(opened.failure), 'Set HINDCAST_DATA to another folder.')
}

async function load<T>(file: string | undefined): Promise<Partial<T>> {
  return file ? ((await import(pathToFileURL(resolve(file)).href)) as Partial<T>) : {}
}

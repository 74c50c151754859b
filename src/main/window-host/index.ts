import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { findBrowser } from '../../../scripts/setup/browser.mjs'
import { runMain, SetupFailure } from '../../../scripts/setup/failure.mjs'
import { ROOT } from '../../../scripts/setup/paths.mjs'
import { say } from '../../../scripts/setup/say.mjs'
import { PAGES } from '../../../scripts/setup/window.mjs'
import { runWindow } from './run-window.ts'

// `npm start` where there is no Electron: scripts/start.mjs starts this file on the pinned Node,
// when the window is built. `--headless` and `--pages` are for the tests.

await runMain(async () => {
  const { values } = parseArgs({
    options: { headless: { type: 'boolean', default: false }, pages: { type: 'string' } },
  })
  const browser = findBrowser()
  if (!browser)
    throw new SetupFailure('There is no browser for the window.', 'Set HINDCAST_BROWSER to one.')
  const pages = resolve(values.pages ?? join(ROOT, PAGES))
  if (!existsSync(join(pages, 'index.html')))
    throw new SetupFailure(`The window is not built: ${pages}.`, 'Start it with npm start.')
  const code = await runWindow({
    browser,
    pages,
    headless: values.headless,
    say,
    onOpen: () => say('Hindcast is open. Close its window, or press Ctrl-C here, to end it.'),
  })
  // nothing that a library left open may keep a closed program running
  process.exit(code)
})

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { findBrowser } from '../../../scripts/setup/browser.mjs'
import { ROOT } from '../../../scripts/setup/paths.mjs'
import { buildPages } from '../../../scripts/window-tools/build-pages.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Folder of the built renderer. */
    pages: string
    /** Path of the browser. */
    browser: string
  }
}

/** Builds the renderer for the tests of the window, once a run, and finds the browser. */
export async function setup(project: TestProject): Promise<() => void> {
  if (process.env['HINDCAST_NO_BROWSER'] === '1') {
    project.provide('pages', '')
    project.provide('browser', '')
    return () => {}
  }
  const browser = findBrowser()
  if (!browser) {
    throw new Error(
      'The tests of the window need a browser: install Chromium (Debian and Ubuntu: apt-get install chromium), set HINDCAST_BROWSER to one, or leave these tests out with HINDCAST_NO_BROWSER=1.'
    )
  }
  const pages = mkdtempSync(join(tmpdir(), 'hindcast-pages-'))
  await buildPages(ROOT, pages)
  project.provide('pages', pages)
  project.provide('browser', browser)
  return () => rmSync(pages, { recursive: true, force: true })
}

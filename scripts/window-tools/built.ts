import { globSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { findBrowser } from '../setup/browser.mjs'
import { SetupFailure } from '../setup/failure.mjs'
import { ROOT } from '../setup/paths.mjs'
import { buildPages } from './build-pages.ts'

/** Builds the renderer into a temporary folder, works with it and a browser, and removes it. */
export async function withBuiltPages<T>(
  work: (built: { readonly pages: string; readonly browser: string }) => Promise<T>
): Promise<T> {
  const browser = findBrowser()
  if (!browser)
    throw new SetupFailure('There is no browser.', 'Install Chromium, or set HINDCAST_BROWSER.')
  const pages = mkdtempSync(join(tmpdir(), 'hindcast-built-'))
  try {
    await buildPages(ROOT, pages)
    return await work({ pages, browser })
  } finally {
    rmSync(pages, { recursive: true, force: true })
  }
}

/** What the modules of a folder of tests export under a name, in the order of their files. */
export async function loadAll<T>(folder: string, name: string): Promise<T[]> {
  const files = globSync('*.ts', { cwd: join(ROOT, folder) }).toSorted()
  const modules = files.map(file => import(pathToFileURL(join(ROOT, folder, file)).href))
  return (await Promise.all(modules)).map(module => (module as Record<string, T>)[name] as T)
}

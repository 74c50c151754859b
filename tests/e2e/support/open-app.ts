import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, inject } from 'vitest'
import { type App, type AppOptions, startApp } from './app.ts'

export type { App, AppOptions }

const ends: (() => Promise<void>)[] = []

afterEach(async () => {
  for (const end of ends.splice(0)) await end()
})

/** Opens Hindcast; it is closed, and its temporary folders removed, after the test. */
export async function openApp(options: AppOptions = {}): Promise<App> {
  const built = { pages: inject('pages'), browser: inject('browser') }
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'hindcast-e2e-'))
  const app = await startApp(built, folder, options)
  ends.push(async () => {
    await app.close()
    rmSync(app.saves, { recursive: true, force: true })
    if (options.folder === undefined) rmSync(folder, { recursive: true, force: true })
  })
  return app
}

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import {
  type App,
  type AppOptions,
  type BuiltPages,
  startApp,
} from '../../tests/e2e/support/app.ts'
import type { Screen, ScreenState } from '../../tests/e2e/support/screen.ts'
import { shot } from '../../tests/e2e/support/shot.ts'
import { runMain } from '../setup/failure.mjs'
import { ROOT } from '../setup/paths.mjs'
import { say } from '../setup/say.mjs'
import { loadAll, withBuiltPages } from './built.ts'
import { takeReadmePictures } from './readme-pictures.ts'

// npm run screenshots [-- --out FOLDER] [-- NAME …]: every view of tests/e2e/screens in its states.
// npm run screenshots -- --readme: the four pictures of the README, into docs/pictures.

const sizes = [
  { width: 1440, height: 900 },
  { width: 1024, height: 700 },
]
const themes = ['light', 'dark'] as const

await runMain(async () => {
  const { values, positionals } = parseArgs({
    options: {
      out: { type: 'string', default: 'screenshots' },
      readme: { type: 'boolean', default: false },
    },
    allowPositionals: true,
  })
  if (values.readme) {
    await withBuiltPages(built => withApp(built, {}, takeReadme))
    return 0
  }
  const all = await loadAll<Screen>('tests/e2e/screens', 'screen')
  const wanted = positionals.length > 0 ? all.filter(({ name }) => positionals.includes(name)) : all
  const failures = await withBuiltPages(async built => {
    const failed: string[] = []
    for (const screen of wanted) failed.push(...(await picture(built, screen, resolve(values.out))))
    return failed
  })
  for (const failure of failures) say(failure)
  return failures.length > 0 ? 1 : 0
})

async function takeReadme(app: App): Promise<void> {
  for (const path of await takeReadmePictures(app, join(ROOT, 'docs', 'pictures'))) say(path)
}

/** @returns what could not be pictured; the other states are. */
async function picture(built: BuiltPages, screen: Screen, folder: string): Promise<string[]> {
  const failures: string[] = []
  const shared = screen.states.filter(({ fresh }) => fresh === undefined)
  const take = async (app: App, state: ScreenState) => {
    try {
      await takeState(app, screen.name, state, folder)
    } catch (error) {
      failures.push(`${screen.name}, ${state.name}: ${String(error)}`)
    }
  }
  if (shared.length > 0) {
    await withApp(built, screen.options ?? {}, async app => {
      for (const state of shared) await take(app, state)
    })
  }
  for (const state of screen.states)
    if (state.fresh)
      await withApp(built, { ...screen.options, ...state.fresh }, app => take(app, state))
  return failures
}

async function takeState(app: App, screen: string, state: ScreenState, folder: string) {
  await app.page.setViewportSize({ width: 1440, height: 900 })
  await state.prepare(app.page, app)
  for (const size of sizes) {
    await app.page.setViewportSize(size)
    await state.arrange?.(app.page)
    for (const theme of themes)
      say(await shot(app.page, `${screen}-${state.name}`, { folder, theme, size }))
  }
  for (const trouble of app.troubles.splice(0)) say(`  ${trouble}`)
}

async function withApp(built: BuiltPages, options: AppOptions, work: (app: App) => Promise<void>) {
  const own = mkdtempSync(join(tmpdir(), 'hindcast-screens-'))
  const app = await startApp(built, options.folder ?? own, options)
  try {
    await work(app)
  } finally {
    await app.close()
    for (const folder of [own, app.saves]) rmSync(folder, { recursive: true, force: true })
  }
}

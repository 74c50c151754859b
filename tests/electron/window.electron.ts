/// <reference lib="dom" />
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { describe, expect, it } from 'vitest'
import { ROOT } from '../../scripts/setup/paths.mjs'
import type { Api } from '../../src/shared/api.ts'
import {
  ask,
  electronPath,
  environment,
  makeFolder,
  type Opened,
  openElectron,
} from './support/open-electron.ts'
import { until } from './support/runs.ts'
import { canPlugMonitors, hasKeyboard, openDesk, openDeskOfTwo } from './support/screen.ts'

declare const window: { readonly api: Api; heard: string[] } & Window

const boundsOf = ({ app }: Opened) =>
  app.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows()
    return window?.getNormalBounds() ?? { x: 0, y: 0, width: 0, height: 0 }
  })

const place = ({ app }: Opened, bounds: { x: number; y: number; width: number; height: number }) =>
  app.evaluate(({ BrowserWindow }, bounds) => {
    BrowserWindow.getAllWindows()[0]?.setBounds(bounds)
  }, bounds)

const leave = async (opened: Opened) => {
  opened.child.kill('SIGTERM')
  await opened.ended
}

describe('the place of the window', () => {
  it('is the one it was left at', async () => {
    const first = await openElectron()
    const left = { x: 60, y: 70, width: 1010, height: 690 }
    await place(first, left)
    await until(async () => (await boundsOf(first)).width === left.width)
    await leave(first)
    const bounds = await boundsOf(await openElectron(first.folder))
    expect(bounds).toMatchObject({ width: left.width, height: left.height })
    // a window manager may place the frame instead of what is in it
    expect(Math.abs(bounds.x - left.x)).toBeLessThan(30)
    expect(Math.abs(bounds.y - left.y)).toBeLessThan(60)
  })

  it.runIf(canPlugMonitors)(
    'is on the second monitor again, and on the first when that is gone',
    async () => {
      const desk = await openDeskOfTwo()
      const folder = makeFolder()
      const options = { env: { DISPLAY: desk.display } }
      const first = await openElectron(folder, options)
      expect(await first.app.evaluate(({ screen }) => screen.getAllDisplays().length)).toBe(2)
      await place(first, { x: 1100, y: 60, width: 880, height: 600 })
      await until(async () => (await boundsOf(first)).x > 1024)
      await leave(first)
      const second = await openElectron(folder, options)
      expect((await boundsOf(second)).x).toBeGreaterThan(1024)
      await leave(second)
      await desk.plugSecond(false)
      const third = await openElectron(folder, options)
      const { x, width } = await boundsOf(third)
      expect(x).toBeLessThan(1024 - 64)
      expect(x + width).toBeGreaterThan(64)
    }
  )
})

describe('the menu', () => {
  it('sends each of its commands to the window', async () => {
    const { app, page } = await openElectron()
    await page.evaluate(() => {
      window.heard = []
      window.api.on('command', ({ command }) => window.heard.push(command))
    })
    const ids = await app.evaluate(({ Menu }) => {
      const items = Menu.getApplicationMenu()?.items.flatMap(({ submenu }) => submenu?.items ?? [])
      const ours = items?.filter(({ id, role }) => id && !role) ?? []
      for (const item of ours) item.click()
      return ours.map(({ id }) => id)
    })
    expect(ids.length).toBeGreaterThan(15)
    await until(async () => (await page.evaluate(() => window.heard)).length === ids.length)
    expect(await page.evaluate(() => window.heard)).toEqual(ids)
  })

  it.runIf(hasKeyboard)('has keys that do each thing once', async () => {
    const desk = await openDesk()
    const { app, page } = await openElectron(makeFolder(), { env: { DISPLAY: desk.display } })
    await desk.focusMain()
    await page.getByRole('navigation', { name: 'Views' }).waitFor()
    for (const [key, view] of [
      ['ctrl+2', 'Train'],
      ['ctrl+6', 'Learn'],
      ['ctrl+1', 'Data'],
    ] as const) {
      desk.press(key)
      await page.locator('[aria-current=page]', { hasText: view }).waitFor()
    }
    const sidebar = page.getByRole('navigation', { name: 'Runs and series' })
    await sidebar.waitFor()
    desk.press('ctrl+b') // done twice, nothing would have happened
    await sidebar.waitFor({ state: 'hidden' })
    desk.press('ctrl+b')
    await sidebar.waitFor()
    desk.press('ctrl+k')
    await page.locator('[aria-label="Find or do"]:focus').waitFor()
    desk.press('Escape')
    desk.press('ctrl+comma')
    await page.getByRole('dialog').getByText('Settings').first().waitFor()
    desk.press('Escape')
    const zoom = () =>
      app.evaluate(({ BrowserWindow }) =>
        BrowserWindow.getAllWindows()[0]?.webContents.getZoomLevel()
      )
    desk.press('ctrl+plus')
    await until(async () => ((await zoom()) ?? 0) > 0)
    desk.press('ctrl+0')
    await until(async () => (await zoom()) === 0)
  })

  it.runIf(hasKeyboard)('quits by its key', async () => {
    const desk = await openDesk()
    const opened = await openElectron(makeFolder(), { env: { DISPLAY: desk.display } })
    await desk.focusMain()
    desk.press('ctrl+q')
    expect(await opened.ended).toEqual({ code: 0, signal: null })
  })
})

it('follows the theme that was chosen, in Chromium and at the next start', async () => {
  const opened = await openElectron()
  const isDark = ({ page }: Opened) =>
    page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches)
  await ask(opened, 'savePreferences', { theme: 'dark' })
  await until(() => isDark(opened))
  await leave(opened)
  const again = await openElectron(opened.folder)
  expect(await isDark(again)).toBe(true)
  expect(await again.app.evaluate(({ nativeTheme }) => nativeTheme.themeSource)).toBe('dark')
})

describe('a second copy on the same data', () => {
  const startSecond = async ({ folder }: Opened, env: Readonly<Record<string, string>> = {}) => {
    const second = spawn(electronPath, [ROOT], { env: environment(folder, env), stdio: 'ignore' })
    const [code] = (await once(second, 'exit')) as [number]
    return code
  }

  const isInFront = ({ app }: Opened) =>
    app.evaluate(({ BrowserWindow }) => {
      const [window] = BrowserWindow.getAllWindows()
      return window?.isVisible() === true && !window.isMinimized() && window.isFocused()
    })

  it('ends at once, and opens no window', async () => {
    const opened = await openElectron()
    expect(await startSecond(opened)).toBe(0)
    expect(opened.app.windows()).toHaveLength(1)
  })

  it.runIf(hasKeyboard)('brings the first one to the front, out of its icon too', async () => {
    const env = { DISPLAY: (await openDesk()).display }
    const opened = await openElectron(makeFolder(), { env })
    await opened.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.minimize())
    await until(async () => !(await isInFront(opened)))
    expect(await startSecond(opened, env)).toBe(0)
    await until(() => isInFront(opened))
  })
})

/// <reference lib="dom" />
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { describe, expect, it, vi } from 'vitest'
import { ROOT } from '../../scripts/setup/paths.mjs'
import { type Api, requestNames } from '../../src/shared/api.ts'
import { openElectron } from './open-electron.ts'

declare const window: { readonly api: Api } & Window

describe('the page in Electron', () => {
  it('comes from app://bundle, has the contract and nothing of Node', async () => {
    const { page } = await openElectron()
    expect(page.url()).toMatch(/^app:\/\/bundle\/index\.html/)
    const seen = await page.evaluate(() => ({
      api: Object.keys(window.api),
      isFrozen: Object.isFrozen(window.api),
      require: typeof Reflect.get(window, 'require'),
      process: typeof Reflect.get(window, 'process'),
    }))
    expect([...seen.api].sort()).toEqual([...requestNames, 'on'].sort())
    expect(seen).toMatchObject({ isFrozen: true, require: 'undefined', process: 'undefined' })
  })

  it('is answered by the real program', async () => {
    const { page } = await openElectron()
    const state = await page.evaluate(() => window.api.readApp())
    expect(state).toMatchObject({ ok: true, value: { host: 'electron', isFirstStart: true } })
  })

  it('runs no inline script and reaches no network', async () => {
    const { page } = await openElectron()
    const tried = await page.evaluate(async () => {
      const script = document.createElement('script')
      script.textContent = 'window.inlined = true'
      document.body.append(script)
      const fetched = await fetch('https://example.org/').then(
        () => 'fetched',
        () => 'refused'
      )
      return { inlined: Reflect.get(window, 'inlined') === true, fetched }
    })
    expect(tried).toEqual({ inlined: false, fetched: 'refused' })
  })

  it('goes nowhere and opens nothing', async () => {
    const { app, page } = await openElectron()
    await page.evaluate(() => {
      window.open('https://example.org/')
      location.href = 'https://example.org/'
    })
    await page.evaluate(() => window.api.readApp())
    expect(page.url()).toMatch(/^app:\/\/bundle\//)
    expect(app.windows()).toHaveLength(1)
  })

  it('is refused what it does not need', async () => {
    const { page } = await openElectron()
    const states = await page.evaluate(async () => {
      const names = ['geolocation', 'notifications', 'camera', 'microphone'] as PermissionName[]
      const asked = names.map(name => navigator.permissions.query({ name }))
      return (await Promise.all(asked)).map(({ state }) => state)
    })
    expect(new Set(states)).toEqual(new Set(['denied']))
  })
})

describe('the window', () => {
  it('has the sandbox and isolation that were asked for', async () => {
    const { app } = await openElectron()
    const preferences = await app.evaluate(({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents
      return (contents as unknown as { getLastWebPreferences(): object }).getLastWebPreferences()
    })
    expect(preferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
    })
  })

  it('opens where it was left', async () => {
    const first = await openElectron()
    const left = { x: 60, y: 70, width: 1010, height: 690 }
    await first.app.evaluate(({ BrowserWindow }, bounds) => {
      BrowserWindow.getAllWindows()[0]?.setBounds(bounds)
    }, left)
    await first.app.close()
    const second = await openElectron(first.folder)
    const bounds = await second.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.getNormalBounds()
    )
    expect(bounds).toMatchObject({ width: left.width, height: left.height })
  })

  it('hears the menu', async () => {
    const { app, page } = await openElectron()
    const heard = page.evaluate(
      () => new Promise(resolve => window.api.on('command', ({ command }) => resolve(command)))
    )
    await vi.waitFor(async () => {
      await app.evaluate(({ Menu }) =>
        Menu.getApplicationMenu()?.getMenuItemById('palette')?.click()
      )
      expect(await Promise.race([heard, new Promise(done => setTimeout(done, 200))])).toBe(
        'palette'
      )
    })
  })

  it('follows the theme that was chosen', async () => {
    const { app, page } = await openElectron()
    await page.evaluate(() => window.api.savePreferences({ theme: 'dark' }))
    expect(await app.evaluate(({ nativeTheme }) => nativeTheme.themeSource)).toBe('dark')
  })
})

it('lets no second copy onto the same data', async () => {
  const { app, folder } = await openElectron()
  const env = { ...process.env, HINDCAST_DATA: folder }
  const args = process.getuid?.() === 0 ? ['--no-sandbox', ROOT] : [ROOT]
  const second = spawn(String(process.env['HINDCAST_ELECTRON']), args, { env, stdio: 'ignore' })
  const [code] = (await once(second, 'exit')) as [number]
  expect(code).toBe(0)
  expect(app.windows()).toHaveLength(1)
})

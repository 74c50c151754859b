/// <reference lib="dom" />
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { type Api, requestNames } from '../../src/shared/api.ts'
import { ask, openElectron } from './support/open-electron.ts'
import { partsNamed, statusOf } from './support/processes.ts'

declare const window: { readonly api: Api } & Window

const byName = (a: string, b: string) => a.localeCompare(b)

describe('the page', () => {
  it('comes from app://bundle, has the contract and nothing of Node', async () => {
    const { page, troubles } = await openElectron()
    expect(page.url()).toMatch(/^app:\/\/bundle\/index\.html/)
    const seen = await page.evaluate(() => ({
      api: Object.keys(window.api),
      isFrozen: Object.isFrozen(window.api),
      node: ['require', 'process', 'Buffer', 'module'].map(
        name => typeof Reflect.get(window, name)
      ),
    }))
    expect(seen.api.toSorted(byName)).toEqual([...requestNames, 'on'].toSorted(byName))
    expect(seen).toMatchObject({ isFrozen: true, node: Array(4).fill('undefined') })
    expect(troubles).toEqual([])
  })

  it('is answered by the real program', async () => {
    const opened = await openElectron()
    expect(await ask(opened, 'readApp')).toMatchObject({ host: 'electron', isFirstStart: true })
  })

  it('is isolated, and lives in Chromium’s own sandbox', async () => {
    const opened = await openElectron()
    const preferences = await opened.app.evaluate(({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents
      return (contents as unknown as { getLastWebPreferences(): object }).getLastWebPreferences()
    })
    expect(preferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
    })
    if (process.platform !== 'linux') return
    const [tab] = await partsNamed(opened, 'Tab')
    const pid = tab?.pid ?? 0
    expect(statusOf(pid)['Seccomp']).toBe('2') // a filter of system calls
    expect(readFileSync(`/proc/${pid}/cmdline`, 'utf8')).not.toContain('--no-sandbox')
  })

  it('runs no inline script, evaluates no text, frames nothing and reaches no network', async () => {
    const { page } = await openElectron()
    const tried = await page.evaluate(async () => {
      const outcome = (address: string, options?: RequestInit) =>
        fetch(address, options).then(
          ({ status }) => status,
          () => 'refused'
        )
      const script = document.createElement('script')
      script.textContent = 'window.inlined = true'
      document.body.append(script)
      const frame = document.createElement('iframe')
      frame.src = 'https://example.org/'
      document.body.append(frame)
      const head = (await fetch(location.href)).headers
      // only after an await: what a debugger evaluates itself may do so
      let evaluated = true
      try {
        Reflect.apply(Reflect.get(window, 'eval') as (text: string) => void, window, ['1'])
      } catch {
        evaluated = false
      }
      const seen = {
        inlined: Reflect.get(window, 'inlined') === true,
        evaluated,
        policy: head.get('content-security-policy')?.split(';')[0],
        nosniff: head.get('x-content-type-options'),
        https: await outcome('https://example.org/'),
        file: await outcome('file:///etc/hostname'),
        otherHost: await outcome('app://elsewhere/index.html'),
        post: await outcome(location.href, { method: 'POST' }),
        outside: await outcome('app://bundle/..%2f..%2fpackage.json'),
        nothing: await outcome('app://bundle/none.js'),
      }
      script.remove()
      frame.remove()
      return seen
    })
    expect(tried).toEqual({
      inlined: false,
      evaluated: false,
      policy: "default-src 'none'",
      nosniff: 'nosniff',
      https: 'refused',
      file: 'refused',
      otherHost: 'refused',
      post: 405,
      outside: 403,
      nothing: 404,
    })
  })

  it('is refused what it does not need of the system', async () => {
    const { page } = await openElectron()
    const { states, note, media } = await page.evaluate(async () => {
      const names = ['geolocation', 'notifications', 'camera', 'microphone', 'midi']
      const asked = names.map(name => navigator.permissions.query({ name: name as PermissionName }))
      return {
        states: (await Promise.all(asked)).map(({ state }) => state),
        note: await Notification.requestPermission(),
        media: await navigator.mediaDevices.getUserMedia({ audio: true }).then(
          () => 'granted',
          () => 'refused'
        ),
      }
    })
    expect(new Set(states)).toEqual(new Set(['denied']))
    expect([note, media]).toEqual(['denied', 'refused'])
  })

  it('may put text on the clipboard', async () => {
    const { app, page } = await openElectron()
    await page.bringToFront()
    await page.evaluate(() => navigator.clipboard.writeText('from the page'))
    expect(await app.evaluate(({ clipboard }) => clipboard.readText())).toBe('from the page')
  })

  it('leaves by links of our list alone, in the person’s own browser', async () => {
    const opened = await openElectron()
    await opened.app.evaluate(({ shell }) => {
      const left: string[] = []
      Reflect.set(globalThis, 'left', left)
      shell.openExternal = async address => {
        left.push(address)
      }
    })
    await ask(opened, 'openLink', { link: 'cs230' })
    const other = opened.page.evaluate(() =>
      window.api.openLink({ link: 'https://example.org' as never }).then(
        () => 'opened',
        () => 'refused'
      )
    )
    expect(await other).toBe('refused')
    const left = await opened.app.evaluate(() => Reflect.get(globalThis, 'left') as string[])
    expect(left).toEqual([expect.stringMatching(/^https:\/\//)])
  })

  it('goes nowhere and opens nothing', async () => {
    const { app, page } = await openElectron()
    await page.evaluate(() => {
      window.open('https://example.org/')
      location.href = 'https://example.org/'
    })
    await page.evaluate(() => {
      location.href = 'file:///etc/hostname'
    })
    await page.evaluate(() => window.api.readApp())
    expect(page.url()).toMatch(/^app:\/\/bundle\//)
    expect(app.windows()).toHaveLength(1)
  })
})

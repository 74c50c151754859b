import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { answerWindows, publishToWindows } from '../../../src/main/app/ipc.ts'
import { denyNavigation } from '../../../src/main/app/navigation.ts'
import { isOurs, registerPageScheme, servePage } from '../../../src/main/app/page-scheme.ts'
import { denyPermissions } from '../../../src/main/app/permissions.ts'
import { openWindow } from '../../../src/main/app/window.ts'
import { requestChannel } from '../../../src/preload/channels.ts'
import { done } from '../../../src/shared/failure.ts'
import * as fake from './fake-electron.ts'

vi.mock('electron', () => import('./fake-electron.ts'))

// The rows of docs/security.md name these tests.

beforeEach(fake.fresh)

const foreign = [
  'https://bundle/',
  'http://app/bundle',
  'app://other/index.html',
  'app://bundle.evil/index.html',
  'file:///etc/passwd',
  'data:text/html,x',
  'about:blank',
  '',
]

describe('an address', () => {
  it('is ours only by scheme and host together', () => {
    expect(foreign.filter(isOurs)).toEqual([])
    expect(isOurs('app://bundle/index.html#/train')).toBe(true)
  })
})

describe('the page', () => {
  let folder: string
  let serve: (request: { url: string; method: string }) => Promise<Response>

  beforeAll(() => {
    const root = mkdtempSync(join(tmpdir(), 'hindcast-page-'))
    folder = join(root, 'page')
    mkdirSync(join(folder, 'assets'), { recursive: true })
    writeFileSync(join(folder, 'index.html'), '<!doctype html>')
    writeFileSync(join(folder, 'assets', 'a b.js'), 'void 0')
    writeFileSync(join(root, 'secret.txt'), 'secret')
    mkdirSync(join(root, 'page-twin'))
    writeFileSync(join(root, 'page-twin', 'secret.txt'), 'secret')
  })
  afterAll(() => rmSync(join(folder, '..'), { recursive: true }))
  beforeEach(() => {
    servePage(folder)
    serve = fake.handed(fake.protocol.handle, 1)
  })

  const get = (path: string, method = 'GET') => serve({ url: `app://bundle${path}`, method })

  it('comes by a scheme of its own that is secure and never passes a policy', () => {
    registerPageScheme()
    const [{ scheme, privileges }] = fake.handed<
      [{ scheme: string; privileges: Record<string, boolean> }]
    >(fake.protocol.registerSchemesAsPrivileged)
    expect(scheme).toBe('app')
    expect(privileges).toMatchObject({ standard: true, secure: true })
    expect(privileges['bypassCSP'] ?? false).toBe(false)
    expect(fake.handed(fake.protocol.handle)).toBe('app')
  })

  it('is answered with its policy and nosniff, in a header', async () => {
    for (const path of ['/', '/index.html', '/assets/a%20b.js']) {
      const { status, headers } = await get(path)
      expect([path, status]).toEqual([path, 200])
      const policy = headers.get('content-security-policy') ?? ''
      expect(policy).toContain("default-src 'none'")
      expect(policy).toContain("script-src 'self';")
      expect(policy).toContain("connect-src 'self';")
      expect(policy).toContain("frame-ancestors 'none'")
      expect(headers.get('x-content-type-options')).toBe('nosniff')
    }
  })

  it('never leaves its folder, however a path is written', async () => {
    const paths = [
      '/../secret.txt',
      '/%2e%2e/secret.txt',
      '/..%2fsecret.txt',
      '/assets/..%2f..%2fsecret.txt',
      '/..%5csecret.txt',
      '/%2e%2e%2fpage-twin/secret.txt',
      '/%00',
      '/%E0%A4%A',
    ]
    for (const path of paths) {
      const answer = await get(path)
      expect([path, answer.status >= 400]).toEqual([path, true])
      expect(await answer.text()).not.toContain('secret')
    }
  })

  it('is not answered to another host or method', async () => {
    expect((await serve({ url: 'app://other/index.html', method: 'GET' })).status).toBe(403)
    expect((await get('/index.html', 'POST')).status).toBe(405)
    expect((await get('/none.js')).status).toBe(404)
  })

  it('has no way to the network, while main’s own fetch has', () => {
    const listen = fake.handed<
      (details: object, answer: (verdict: { cancel: boolean }) => void) => void
    >(fake.session.defaultSession.webRequest.onBeforeRequest)
    const isCancelled = (url: string, webContentsId?: number) => {
      const answer = vi.fn()
      listen({ url, webContentsId }, answer)
      return fake.handed<{ cancel: boolean }>(answer).cancel
    }
    expect(isCancelled('https://example.org/', 1)).toBe(true)
    expect(isCancelled('http://127.0.0.1:9/', 1)).toBe(true)
    expect(isCancelled('ws://127.0.0.1:9/', 1)).toBe(true)
    expect(isCancelled('app://bundle/index.html', 1)).toBe(false)
    expect(isCancelled('data:image/png;base64,', 1)).toBe(false)
    expect(isCancelled('https://example.org/')).toBe(false)
  })
})

describe('the window', () => {
  it('has a sandbox, isolation, no Node, and every default that protects', () => {
    openWindow()
    const [window] = fake.BrowserWindow.all
    const preferences = window?.options['webPreferences'] as Record<string, unknown>
    expect(preferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      devTools: false,
    })
    for (const name of [
      'allowRunningInsecureContent',
      'experimentalFeatures',
      'enableBlinkFeatures',
      'webviewTag',
      'nodeIntegrationInWorker',
      'nodeIntegrationInSubFrames',
    ])
      expect([name, preferences[name] ?? false]).toEqual([name, false])
    expect(window?.loadURL).toHaveBeenCalledExactlyOnceWith('app://bundle/index.html')
  })
})

describe('navigation', () => {
  const contents = () => {
    denyNavigation()
    const made = new fake.FakeContents()
    fake.app.emit('web-contents-created', {}, made)
    return made
  }

  it.each(['will-navigate', 'will-frame-navigate', 'will-redirect'])(
    'is held to our page at %s',
    name => {
      const made = contents()
      for (const url of foreign) {
        const event = { url, preventDefault: vi.fn() }
        made.emit(name, event)
        expect([url, event.preventDefault.mock.calls.length]).toEqual([url, 1])
      }
      const event = { url: 'app://bundle/index.html', preventDefault: vi.fn() }
      made.emit(name, event)
      expect(event.preventDefault).not.toHaveBeenCalled()
    }
  )

  it('opens no second window and opens nothing outside', () => {
    const made = contents()
    for (const url of [...foreign, 'app://bundle/index.html'])
      expect(made.openHandler?.({ url })).toEqual({ action: 'deny' })
    expect(fake.shell.openExternal).not.toHaveBeenCalled()
  })

  it('lets no guest page in', () => {
    const event = { preventDefault: vi.fn() }
    contents().emit('will-attach-webview', event)
    expect(event.preventDefault).toHaveBeenCalledOnce()
  })
})

describe('permissions', () => {
  const asked = [
    'media',
    'geolocation',
    'notifications',
    'midi',
    'pointerLock',
    'fullscreen',
    'openExternal',
    'clipboard-read',
    'fileSystem',
  ]
  const ours = { getURL: () => 'app://bundle/index.html' }
  const theirs = { getURL: () => 'https://example.org/' }

  it('are refused when requested, but for writing to the clipboard', () => {
    denyPermissions()
    const request = fake.handed<
      (who: object, what: string, answer: (may: boolean) => void) => void
    >(fake.session.defaultSession.setPermissionRequestHandler)
    const may = (who: object, what: string) => {
      const answer = vi.fn()
      request(who, what, answer)
      return fake.handed(answer)
    }
    expect(asked.filter(what => may(ours, what))).toEqual([])
    expect(may(ours, 'clipboard-sanitized-write')).toBe(true)
    expect(may(theirs, 'clipboard-sanitized-write')).toBe(false)
  })

  it('are refused when checked, and devices always', () => {
    denyPermissions()
    const check = fake.handed<(who: object | null, what: string) => boolean>(
      fake.session.defaultSession.setPermissionCheckHandler
    )
    expect(asked.filter(what => check(ours, what))).toEqual([])
    expect(check(ours, 'clipboard-sanitized-write')).toBe(true)
    expect(check(null, 'clipboard-sanitized-write')).toBe(false)
    expect(check(theirs, 'clipboard-sanitized-write')).toBe(false)
    const device = fake.handed<() => boolean>(
      fake.session.defaultSession.setDevicePermissionHandler
    )
    expect(device()).toBe(false)
  })
})

describe('a request', () => {
  const log = { write: vi.fn(), read: () => '' }
  const answer = vi.fn(async (): Promise<ReturnType<typeof done>> => done('answer'))
  const ours = { url: 'app://bundle/index.html', parent: null }

  const ask = (senderFrame: unknown) => {
    answerWindows({ answer }, log)
    const handler = fake.handed<(event: object, ...args: unknown[]) => Promise<unknown>>(
      fake.ipcMain.handle,
      1
    )
    expect(fake.handed(fake.ipcMain.handle)).toBe(requestChannel)
    return handler({ senderFrame }, 'listRuns', undefined)
  }

  it('of our page is answered', async () => {
    expect(await ask(ours)).toEqual(done('answer'))
    expect(answer).toHaveBeenCalledExactlyOnceWith('listRuns', undefined)
  })

  it('of any other sender never reaches the service', async () => {
    const senders = [
      null,
      { ...ours, parent: ours },
      ...foreign.map(url => ({ url, parent: null })),
    ]
    for (const sender of senders) {
      fake.fresh()
      await expect(ask(sender)).rejects.toThrow('may not ask')
    }
    expect(answer).not.toHaveBeenCalled()
  })

  it('that meets a bug is told so without the bug, which the log has', async () => {
    answer.mockRejectedValueOnce(new Error('SQLITE_CORRUPT at /home/somebody'))
    const said = await ask(ours).catch((error: unknown) => String(error))
    expect(said).toContain('Hindcast made a mistake')
    expect(said).not.toContain('SQLITE')
    expect(log.write).toHaveBeenCalledWith('failure', expect.stringContaining('SQLITE_CORRUPT'))
  })
})

it('tells every window of an event, as name and value', () => {
  const [one, two] = [new fake.BrowserWindow(), new fake.BrowserWindow()]
  two.webContents.isDestroyed.mockReturnValue(true)
  publishToWindows('runs-changed', { ids: ['a'] })
  expect(one.webContents.send).toHaveBeenCalledExactlyOnceWith('hindcast:event', 'runs-changed', {
    ids: ['a'],
  })
  expect(two.webContents.send).not.toHaveBeenCalled()
})

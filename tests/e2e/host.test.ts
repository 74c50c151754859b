/// <reference lib="dom" />
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  expect,
  inject,
  it,
  vi,
} from 'vitest'
import { origin } from '../../src/main/window-host/files.ts'
import {
  type HostOptions,
  makeWindowHost,
  type WindowHost,
} from '../../src/main/window-host/host.ts'
import { emitName, invokeName, noteName } from '../../src/main/window-host/page-api.ts'
import type { WindowBounds } from '../../src/main/window-host/window-bounds.ts'
import { type Api, requestNames } from '../../src/shared/api.ts'
import { defaultPreferences } from '../../src/shared/schemas.ts'
import { axe } from './support/axe.ts'

// The host alone: a page of two lines and a service that only counts, in a real Chromium.

let pages: string
let host: WindowHost
let training: number
let troubles: string[]
let outside: Server
let reached: string[]
const answered = vi.fn(async (name: string, argument: unknown) => ({
  ok: true as const,
  value: name === 'readApp' ? { preferences: defaultPreferences } : argument,
}))

type Window = globalThis.Window & { readonly api: Api; inline?: boolean; heard: unknown[] }
declare const window: Window

beforeAll(async () => {
  pages = mkdtempSync(join(tmpdir(), 'hindcast-host-pages-'))
  writeFileSync(
    join(pages, 'index.html'),
    `<!doctype html><title>Page</title><script>window.inline = true</script>
     <script type="module" src="./page.js"></script><h1>Page</h1><button>Press</button>`
  )
  writeFileSync(
    join(pages, 'page.js'),
    "window.heard = []; window.api.on('notice', value => window.heard.push(value))"
  )
  writeFileSync(join(pages, 'frame.html'), '<!doctype html><title>Frame</title>')
  outside = createServer((request, response) => {
    reached.push(request.url ?? '')
    response.end('outside')
  })
  await new Promise<void>(resolve => outside.listen(0, '127.0.0.1', resolve))
})
afterAll(() => {
  outside.close()
  rmSync(pages, { recursive: true, force: true })
})

beforeEach(() => {
  troubles = []
  reached = []
  training = 0
  answered.mockClear()
})
afterEach(() => host.close())

async function open(options: Partial<HostOptions> = {}): Promise<Page> {
  host = makeWindowHost({
    pages,
    browser: inject('browser'),
    headless: true,
    bounds: { width: 900, height: 600 },
    onTrouble: text => troubles.push(text),
    ...options,
  })
  await host.open({ answer: answered, training: () => training })
  return host.page()
}

const away = () => `http://127.0.0.1:${(outside.address() as AddressInfo).port}`

describe('window.api', () => {
  it('has the names of the contract and nothing else, and cannot be changed', async () => {
    const page = await open()
    const found = await page.evaluate(() => ({
      names: Object.keys(window.api),
      frozen: Object.isFrozen(window.api),
    }))
    expect(found.names.toSorted()).toEqual([...requestNames, 'on'].toSorted())
    expect(found.frozen).toBe(true)
    const leaks = await page.evaluate(
      names => names.filter(name => Object.keys(window).includes(name)),
      [invokeName, emitName, noteName]
    )
    expect(leaks).toEqual([])
  })

  it('brings an argument to main and its answer back, whole', async () => {
    const page = await open()
    const same = await page.evaluate(async () => {
      const value = { bytes: Uint8Array.from([1, 2, 3]), gap: Number.NaN, day: new Date(7) }
      const back = await window.api.previewCsv(value as never)
      const { bytes, gap, day } = (back as { value: unknown }).value as typeof value
      return [bytes instanceof Uint8Array, [...bytes], Object.is(gap, Number.NaN), day.getTime()]
    })
    expect(same).toEqual([true, [1, 2, 3], true, 7])
    expect(answered).toHaveBeenCalledWith(
      'previewCsv',
      expect.objectContaining({ gap: Number.NaN })
    )
  })

  it('brings a file of many megabytes in parts', async () => {
    const page = await open()
    const sum = await page.evaluate(async () => {
      const bytes = new Uint8Array(40_000_000).fill(3)
      const back = await window.api.previewCsv({ name: 'a.csv', bytes })
      return ((back as { value: unknown }).value as { bytes: Uint8Array }).bytes.length
    })
    expect(sum).toBe(40_000_000)
    const given = answered.mock.calls[0]?.[1] as { bytes: Uint8Array }
    expect(given.bytes.every(byte => byte === 3)).toBe(true)
  })

  it('rejects for a bug, whose stack stays here', async () => {
    const page = await open()
    answered.mockRejectedValueOnce(new TypeError('a bug'))
    const failure = await page.evaluate(() => window.api.listRuns().catch(String))
    expect(failure).toBe('Error: listRuns failed: TypeError: a bug')
    expect(troubles.join()).toContain('host.test.ts')
  })

  it('hears events in order, and stops when told', async () => {
    const page = await open()
    for (let n = 0; n < 500; n++) host.publish('notice', { text: String(n), intent: 'info' })
    await page.waitForFunction(() => window.heard.length === 500)
    const texts = await page.evaluate(() => (window.heard as { text: string }[]).map(e => e.text))
    expect(texts).toEqual(Array.from({ length: 500 }, (_, n) => String(n)))
  })

  it('hears nothing more once it stopped listening, and others still do', async () => {
    const page = await open()
    await page.evaluate(() => {
      const stop = window.api.on('notice', ({ text }) => {
        window.heard.push(`own ${text}`)
        stop()
      })
    })
    for (const text of ['1', '2']) host.publish('notice', { text, intent: 'info' })
    await page.waitForFunction(() => window.heard.length === 3)
    expect(await page.evaluate(() => window.heard.filter(e => typeof e === 'string'))).toEqual([
      'own 1',
    ])
  })

  it('is there for our own top frame only', async () => {
    const page = await open()
    await page.evaluate(
      () =>
        new Promise(resolve => {
          const frame = document.createElement('iframe')
          frame.src = '/frame.html'
          frame.onload = resolve
          frame.onerror = resolve
          document.body.append(frame)
        })
    )
    const blank = await page.evaluate(() => {
      const frame = document.createElement('iframe')
      document.body.append(frame)
      return frame.contentWindow && Object.keys(frame.contentWindow).includes('api')
    })
    expect(blank).toBe(false)
    for (const frame of page.frames().filter(each => each !== page.mainFrame())) {
      const found = await frame.evaluate(
        name => ['api' in window, typeof (window as unknown as Record<string, unknown>)[name]],
        invokeName
      )
      expect(found).toEqual([false, 'undefined'])
    }
    expect(answered).not.toHaveBeenCalled()
  })
})

describe('the page', () => {
  it('runs its own scripts, and no other', async () => {
    const page = await open()
    expect(await page.evaluate(() => window.inline)).toBeUndefined()
    expect(troubles.join()).toContain('inline script')
    expect(await page.evaluate(() => window.isSecureContext)).toBe(true)
  })

  it('reaches nothing outside, by any way there is', async () => {
    const page = await open()
    await page.evaluate(async address => {
      await fetch(address).catch(() => {})
      await new Promise(resolve => {
        const image = Object.assign(new Image(), { src: `${address}/image`, onerror: resolve })
        setTimeout(resolve, 500, image)
      })
      navigator.sendBeacon(`${address}/beacon`, 'x')
      try {
        new WebSocket(`${address.replace('http', 'ws')}/socket`)
      } catch {
        // refused at once, which is as good
      }
      const frame = Object.assign(document.createElement('iframe'), { src: `${address}/frame` })
      const link = Object.assign(document.createElement('link'), {
        rel: 'prefetch',
        href: `${address}/p`,
      })
      document.body.append(frame, link)
      await new Promise(resolve => setTimeout(resolve, 500))
    }, away())
    expect(reached).toEqual([])
  })

  it('stays where it is when it is sent elsewhere', async () => {
    const page = await open()
    await page.evaluate(address => {
      window.location.href = address
    }, away())
    await vi.waitFor(() => expect(troubles.join()).toContain('refused: http://127.0.0.1'))
    expect(page.url()).toBe(`${origin}/`)
    expect(await page.textContent('h1')).toBe('Page')
    expect(reached).toEqual([])
  })

  it('opens no other window', async () => {
    const page = await open()
    const opened = await page.evaluate(address => window.open(address), away())
    expect(opened).toBeNull()
    await page.evaluate(address => {
      const link = Object.assign(document.createElement('a'), { href: address, target: '_blank' })
      link.textContent = 'Away'
      document.body.append(link)
    }, away())
    await page.click('text=Away')
    await page.click('text=Away', { modifiers: ['Control'] })
    await vi.waitFor(() =>
      expect(troubles.filter(text => text.startsWith('refused a window')).length).toBe(3)
    )
    expect(page.context().pages()).toEqual([page])
    expect(reached).toEqual([])
  })

  it('keeps no file that is dropped beside its place, and does not reload by a key', async () => {
    const page = await open()
    await page.evaluate(() => Object.assign(window, { marked: true }))
    const prevented = await page.evaluate(() => {
      const drop = new DragEvent('drop', { cancelable: true, bubbles: true })
      return !document.body.dispatchEvent(drop)
    })
    expect(prevented).toBe(true)
    await page.keyboard.press('F5')
    await page.keyboard.press('Control+r')
    await page.waitForTimeout(300)
    expect(await page.evaluate(() => 'marked' in window)).toBe(true)
  })

  it('comes back after a crash', async () => {
    const page = await open()
    await page.goto('chrome://crash').catch(() => {})
    await vi.waitFor(() => expect(host.page()).not.toBe(page), 10_000)
    await host.page().waitForLoadState()
    expect(await host.page().textContent('h1')).toBe('Page')
    host.publish('notice', { text: 'again', intent: 'info' })
    await host.page().waitForFunction(() => window.heard.length === 1)
    expect(troubles).toContain('the page crashed')
  })
})

describe('the window', () => {
  it('tells its size when a person changes it', async () => {
    const sizes: WindowBounds[] = []
    const page = await open({ onBounds: bounds => void sizes.push(bounds) })
    await page.setViewportSize({ width: 1100, height: 720 })
    await vi.waitFor(() => expect(sizes.at(-1)).toMatchObject({ width: 1100, height: 720 }))
  })

  it('gives up on a page that crashes again and again', async () => {
    await open()
    const broken = host.closed.then(
      () => 'closed',
      (error: Error) => error.message
    )
    for (let crash = 0; crash < 4; crash++) {
      const page = await vi.waitFor(() => host.page(), 20_000)
      await page.waitForURL(`${origin}/`)
      await page.waitForTimeout(300) // until the host takes it for loaded, too
      await page.goto('chrome://crash').catch(() => {})
      if (crash < 3) await vi.waitFor(() => expect(host.page()).not.toBe(page), 20_000)
    }
    expect(await broken).toBe('the page keeps crashing')
  })
})

describe('what axe-core finds', () => {
  it('fails with the rule and the place when it is serious', async () => {
    const page = await open()
    await page.evaluate(() => {
      document.documentElement.lang = 'en'
    })
    await axe(page)
    await page.evaluate(() => {
      document.body.append(Object.assign(document.createElement('img'), { src: '/none.png' }))
    })
    await expect(axe(page)).rejects.toThrow(/image-alt[\s\S]+img/)
  })
})

describe('closing the window', () => {
  /** As the person's click on the window's cross: the page may ask for a moment. */
  const cross = (page: Page) => page.close({ runBeforeUnload: true })

  it('ends it when nothing trains', async () => {
    const page = await open()
    await page.click('button') // a page that was never touched may not ask at all
    await cross(page)
    await host.closed
  })

  it('asks first while something trains, and closes when told to', async () => {
    const page = await open()
    await page.click('button')
    await page.evaluate(() => window.api.on('asks-to-close', value => window.heard.push(value)))
    training = 2
    await cross(page)
    await page.waitForFunction(() => window.heard.length === 1)
    expect(await page.evaluate(() => window.heard)).toEqual([{ training: 2 }])
    expect(page.isClosed()).toBe(false)
    await host.close()
    await host.closed
  })

  it('does not ask a person who chose not to be asked', async () => {
    const page = await open()
    await page.click('button')
    training = 1
    const preferences = { ...defaultPreferences, askBeforeClose: false }
    answered.mockResolvedValueOnce({ ok: true, value: { preferences } })
    await cross(page)
    await host.closed
  })
})

describe("the host's own question", () => {
  // attached, not visible: the mount itself has no size, its dialog is on the top layer
  const asked = (page: Page) =>
    page.waitForSelector('[data-hindcast-prompt]', { state: 'attached' })
  const question = {
    title: 'Save prices.csv',
    label: 'Save as',
    value: '/home/ada/prices.csv',
    action: 'Save',
  }

  it('is answered by keyboard alone, and gives the focus back', async () => {
    const page = await open()
    await page.focus('button')
    const answer = host.ask({ ...question, problem: 'prices.csv is there already.' })
    await asked(page)
    await page.keyboard.type('bars') // the name is selected, its ending is not
    await page.keyboard.press('Enter')
    expect(await answer).toBe('/home/ada/bars.csv')
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Press')
    expect(await page.$('[data-hindcast-prompt]')).toBeNull()
  })

  it('is declined by Escape and by its button', async () => {
    const page = await open()
    const first = host.ask(question)
    await asked(page)
    await page.keyboard.press('Escape')
    expect(await first).toBeNull()
    const second = host.ask(question)
    await asked(page)
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    expect(await second).toBeNull()
  })

  it('is a named modal dialog to a screen reader, its problem an alert', async () => {
    const page = await open()
    const answer = host.ask({ ...question, problem: 'prices.csv is there already.' })
    await asked(page)
    const session = await page.context().newCDPSession(page)
    const { nodes } = await session.send('Accessibility.getFullAXTree')
    const named = (role: string) =>
      nodes.filter(node => node.role?.value === role).map(node => String(node.name?.value ?? ''))
    expect(named('dialog')).toEqual(['Save prices.csv'])
    expect(named('textbox')).toEqual(['Save as'])
    expect(named('alert').length).toBe(1)
    expect(named('button')).toEqual(['Cancel', 'Save']) // the page behind it is inert
    await page.keyboard.press('Escape')
    await answer
  })

  it('hides from the page what is typed into it', async () => {
    const page = await open()
    await page.evaluate(() =>
      document.addEventListener('keydown', event => window.heard.push(event.key), true)
    )
    await page.evaluate(() =>
      document.addEventListener('keydown', e => window.heard.push(`late ${e.key}`))
    )
    const answer = host.ask(question)
    await asked(page)
    const root = await page.evaluate(
      () => document.querySelector('[data-hindcast-prompt]')?.shadowRoot ?? null
    )
    expect(root).toBeNull()
    await page.keyboard.press('k')
    expect(await page.evaluate(() => window.heard)).not.toContain('late k')
    await page.keyboard.press('Escape')
    await answer
  })

  it('ends with the window', async () => {
    const page = await open()
    const answer = host.ask(question)
    await asked(page)
    await host.close()
    expect(await answer).toBeNull()
  })
})

describe('the process of the browser', () => {
  it('listens on no port', async () => {
    await open()
    const { stdout } = await import('node:child_process').then(({ spawnSync }) =>
      spawnSync('ps', ['-eo', 'args'], { encoding: 'utf8' })
    )
    const own = stdout.split('\n').filter(line => line.includes(`hindcast-window-${process.pid}-`))
    expect(own.length).toBeGreaterThan(0)
    expect(own.join()).not.toContain('--remote-debugging-port')
    expect(own.join()).toContain('--remote-debugging-pipe')
  })

  it('leaves no profile behind', async () => {
    await open()
    const { readdirSync } = await import('node:fs')
    const profiles = () =>
      readdirSync(tmpdir()).filter(name => name.startsWith(`hindcast-window-${process.pid}-`))
    expect(profiles().length).toBe(1)
    await host.close()
    expect(profiles()).toEqual([])
    expect(readFileSync(join(pages, 'page.js'), 'utf8')).toContain('api')
  })
})

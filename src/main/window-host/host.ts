/// <reference lib="dom" />
import type { BrowserContext, Dialog, Frame, Page, Request, Route } from 'playwright-core'
import type { AppState } from '../../shared/wire.ts'
import type { Publish, Service } from '../api/service.ts'
import { makeCodec } from './codec.ts'
import { type EventQueue, makeEventQueue } from './event-queue.ts'
import { origin, readPageFile } from './files.ts'
import { type Browser, type BrowserOptions, launchBrowser } from './launch-browser.ts'
import {
  type Emitted,
  emitName,
  invokeName,
  makeInitScript,
  noteName,
  type PageCall,
  type PageNote,
} from './page-api.ts'
import { makeParts, type Parts } from './parts.ts'
import { type Ask, showQuestion } from './prompt.ts'
import type { WindowBounds } from './window-bounds.ts'

/** What a window host is made of. */
export interface HostOptions extends BrowserOptions {
  /** Folder of the built renderer, with its index.html. */
  readonly pages: string
  /** Part of the address after `#`: the view to begin with. */
  readonly hash?: string
  readonly onBounds?: (bounds: WindowBounds) => void
  /** What was refused or went wrong, for the log. */
  readonly onTrouble?: (text: string) => void
}

/** What the page may ask. */
export type Answerer = Pick<Service, 'answer' | 'training'>

/** The window, open or about to be. */
export interface WindowHost {
  readonly publish: Publish
  /** Starts the browser; it comes up while the program behind the window gets ready. */
  prepare(): void
  /** Opens the window on what answers it; resolves when the page has loaded. */
  open(service: Answerer): Promise<void>
  /** Puts a question over the page; null when the window goes away meanwhile. */
  readonly ask: Ask
  /** The page of the open window; another one after a crash. */
  page(): Page
  /** Of the browser; `unknown` before it is open. */
  browserVersion(): string
  /** Closes it without asking. */
  close(): Promise<void>
  /** When the window is gone, closed by whomever; rejects when it crashes again and again. */
  readonly closed: Promise<void>
}

const codec = makeCodec()

/** A page that falls over more often than this in a minute would do so for ever. */
const mostCrashes = 3
const crashSpan = 60_000

/**
 * The renderer in a Chromium app window: its files from a folder, its requests to a service, and
 * no way to anything else. The same page, the same `window.api` as in Electron.
 */
export function makeWindowHost(options: HostOptions): WindowHost {
  const { promise: closed, resolve: onClosed, reject: onBroken } = Promise.withResolvers<void>()
  closed.catch(() => {}) // whoever waits for it hears of it; nobody has to
  let shown: { browser: Browser; page: Page } | undefined
  let closing = false
  /** A browser that was started early, and is not shown yet. */
  let coming: Promise<Browser> | undefined
  const crashes: number[] = []

  const queue: EventQueue = makeEventQueue(codec, async batch => {
    await shown?.page.evaluate(emitToPage, [emitName, batch] as const).catch(forgive)
  })
  const trouble = (text: string) => options.onTrouble?.(text)

  async function show(service: Answerer): Promise<void> {
    const browser = await (coming ?? launchBrowser(options))
    coming = undefined
    try {
      const page = await readyPage(browser.context, service)
      shown = { browser, page }
      page.on('close', () => void leave(page))
      await page.goto(`${origin}/${options.hash ? `#${options.hash}` : ''}`)
      // one that crashes while it loads is not tried again: it would do so every time
      page.on('crash', () => void replace(service))
    } catch (error) {
      shown = undefined
      await browser.close()
      throw error
    }
  }

  async function readyPage(context: BrowserContext, service: Answerer): Promise<Page> {
    await context.route('**/*', (route, request) => answerRoute(route, request))
    const parts = makeParts()
    await context.exposeBinding(invokeName, ({ page, frame }, call: PageCall) =>
      answerPage(service, parts, page, frame, call)
    )
    await context.exposeBinding(noteName, ({ page, frame }, note: PageNote) => {
      if (isOurs(page, frame)) hear(note)
    })
    await context.addInitScript({ content: makeInitScript(origin) })
    const page = context.pages()[0] ?? (await context.waitForEvent('page'))
    context.on('page', other => void other.close())
    page.on('dialog', dialog => void answerDialog(dialog, service))
    // a page that is being closed complains of what it did not get any more
    const complain = (text: string) => {
      if (shown?.page === page) trouble(text)
    }
    page.on('pageerror', error => complain(`page error: ${error.stack ?? error.message}`))
    page.on('console', line => {
      if (line.type() === 'error') complain(`page: ${line.text()}`)
    })
    return page
  }

  async function answerRoute(route: Route, request: Request): Promise<void> {
    const address = new URL(request.url())
    if (address.origin === origin)
      return route.fulfill(await readPageFile(options.pages, address, request.method()))
    trouble(`refused: ${address.href}`)
    // 'aborted' leaves the page where it is, as a prevented `will-navigate` does
    return route.abort(request.isNavigationRequest() ? 'aborted' : 'blockedbyclient')
  }

  async function answerPage(
    service: Answerer,
    parts: Parts,
    page: Page,
    frame: Frame,
    { name, ticket, part, isLast }: PageCall
  ): Promise<string> {
    if (shown === undefined) return codec.encode({ error: 'the window is closing' })
    try {
      if (!isOurs(page, frame)) throw new Error(`forbidden sender ${frame.url()}`)
      if (!isLast) {
        parts.keep(ticket, part)
        return codec.encode({ value: undefined })
      }
      const argument = codec.decode(parts.join(ticket, part))
      return codec.encode({ value: await service.answer(name, argument) })
    } catch (error) {
      trouble(`${name}: ${error instanceof Error ? error.stack : String(error)}`)
      return codec.encode({ error: String(error) })
    }
  }

  function hear(note: PageNote): void {
    if (note.kind === 'denied') trouble(`refused a window: ${note.address}`)
    else
      options.onBounds?.({ width: note.width, height: note.height, left: note.left, top: note.top })
  }

  async function answerDialog(dialog: Dialog, service: Answerer): Promise<void> {
    if (dialog.type() !== 'beforeunload') return dialog.dismiss()
    const training = closing ? 0 : service.training()
    if (training === 0 || !(await wantsToBeAsked(service))) return dialog.accept()
    await dialog.dismiss()
    queue.publish('asks-to-close', { training })
  }

  const isOurs = (page: Page, frame: Frame) => isOwnPage(shown?.page, page, frame)

  /** A crashed page cannot be loaded again; a new window can. */
  async function replace(service: Answerer): Promise<void> {
    const old = shown
    shown = undefined
    queue.clear()
    trouble('the page crashed')
    await old?.browser.close().catch(forgive)
    crashes.push(Date.now())
    const recent = crashes.filter(time => Date.now() - time < crashSpan)
    if (recent.length > mostCrashes) return onBroken(new Error('the page keeps crashing'))
    await show(service).catch(onBroken)
  }

  async function leave(page: Page): Promise<void> {
    if (page !== shown?.page) return
    const { browser } = shown
    shown = undefined
    await browser.close().catch(forgive)
    onClosed()
  }

  return {
    publish: queue.publish,
    ask: async question => {
      const answer = shown?.page.evaluate(showQuestion, question)
      return (await answer?.catch(forgive)) ?? null
    },
    prepare: () => {
      coming = launchBrowser(options)
      coming.catch(() => {}) // `open` tells why it cannot be started
    },
    open: show,
    page: () => {
      if (!shown) throw new Error('the window is not open')
      return shown.page
    },
    browserVersion: () => shown?.browser.context.browser()?.version() ?? 'unknown',
    close: async () => {
      closing = true
      if (shown) await leave(shown.page)
      const unseen = await coming?.catch(() => undefined)
      coming = undefined
      await unseen?.close()
      onClosed()
    },
    closed,
  }
}

/** Only the top frame of the window's page, on our own origin, is answered. */
export function isOwnPage(own: Page | undefined, page: Page, frame: Frame): boolean {
  return page === own && frame === page.mainFrame() && new URL(frame.url()).origin === origin
}

/** The person may have chosen to close without a question. */
async function wantsToBeAsked(service: Answerer): Promise<boolean> {
  const app = await service.answer('readApp', undefined)
  return !app.ok || (app.value as AppState).preferences.askBeforeClose
}

/** Runs in the page. Nothing is there yet while it loads: then it reads all anew anyway. */
function emitToPage([name, batch]: readonly [string, readonly Emitted[]]): void {
  const emit = (window as unknown as Record<string, (batch: readonly Emitted[]) => void>)[name]
  emit?.(batch)
}

/** A page that goes away while it is spoken to is no failure. */
function forgive(error: Error): void {
  if (!/has been closed|was destroyed|crashed|Target closed/i.test(error.message)) throw error
}

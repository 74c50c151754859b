/// <reference lib="dom" />
import { eventNames, requestNames } from '../../shared/api.ts'
import { type Codec, makeCodec } from './codec.ts'

/** Names by which the host and its script in the page know each other. */
export const invokeName = '__hindcastInvoke'
export const emitName = '__hindcastEmit'
export const noteName = '__hindcastNote'

/** A request, or a part of a long one: what is not the last part is only kept. */
export interface PageCall {
  readonly name: string
  readonly ticket: string
  readonly part: string
  readonly isLast: boolean
}

/** What the page tells the host of its own accord; no request of the contract. */
export type PageNote =
  | { readonly kind: 'denied'; readonly address: string }
  | {
      readonly kind: 'resized'
      readonly left: number
      readonly top: number
      readonly width: number
      readonly height: number
    }

/** One event as it crosses: its name and its encoded value. */
export type Emitted = readonly [name: string, text: string]

interface Contract {
  readonly requests: readonly string[]
  readonly events: readonly string[]
  readonly origin: string
  readonly invokeName: string
  readonly emitName: string
  readonly noteName: string
}

/** The script that runs in every new document before its own: puts `window.api` there. */
export function makeInitScript(origin: string): string {
  const contract: Contract = {
    requests: requestNames,
    events: eventNames,
    origin,
    invokeName,
    emitName,
    noteName,
  }
  return `(${String(installApi)})(${String(makeCodec)}, ${JSON.stringify(contract)})`
}

/**
 * Stands in for the preload. Its source goes into the page, so it uses nothing but its arguments.
 * It runs in every frame of every document: only ours, and only at the top, gets anything.
 */
export function installApi(codecOf: () => Codec, contract: Contract): void {
  type Page = Record<string, unknown>
  type Invoke = (call: PageCall) => Promise<string>
  type Listen = (value: unknown) => void

  const page = window as unknown as Page
  const invoke = page[contract.invokeName] as Invoke
  const note = page[contract.noteName] as (note: unknown) => Promise<void>
  // out of the page's reach; main checks the frame all the same
  delete page[contract.invokeName]
  delete page[contract.noteName]
  if (window.top !== window || window.location.origin !== contract.origin) return

  const codec = codecOf()
  const encode = (value: unknown) => codec.encode(value)
  const decode = (text: string) => codec.decode(text)
  const listeners = new Map(contract.events.map(name => [name, new Set<Listen>()]))
  const listenersOf = (name: string) => {
    const known = listeners.get(name)
    if (!known) throw new Error(`There is no event ${name}.`)
    return known
  }
  const partLetters = 8_000_000
  let tickets = 0
  /** Sends all but the last part ahead; answers what was answered to the last one. */
  const send = async (name: string, text: string) => {
    const ticket = String(++tickets)
    let at = 0
    for (; text.length - at > partLetters; at += partLetters)
      await invoke({ name, ticket, part: text.slice(at, at + partLetters), isLast: false })
    return decode(await invoke({ name, ticket, part: text.slice(at), isLast: true }))
  }
  const ask = async (name: string, argument: unknown) => {
    const outcome = (await send(name, encode(argument))) as { value: unknown } | { error: string }
    if ('error' in outcome) throw new Error(`${name} failed: ${outcome.error}`)
    return outcome.value
  }
  const on = (name: string, listen: Listen) => {
    const known = listenersOf(name)
    // wrapped, so that one function given twice is two listeners
    const own: Listen = value => listen(value)
    known.add(own)
    return () => {
      known.delete(own)
    }
  }
  const emit = (batch: readonly (readonly [string, string])[]) => {
    for (const [name, text] of batch) {
      // each listener gets a value of its own, as over Electron's wire
      for (const listen of Array.from(listenersOf(name))) {
        try {
          listen(decode(text))
        } catch (error) {
          window.reportError(error) // one broken listener must not deafen the others
        }
      }
    }
  }
  const requests = contract.requests.map(name => [name, (argument: unknown) => ask(name, argument)])
  const api: unknown = Object.freeze({ ...Object.fromEntries(requests), on })
  Object.defineProperty(window, 'api', { value: api, enumerable: true })
  Object.defineProperty(window, contract.emitName, { value: emit })

  const deny = (address: unknown) => void note({ kind: 'denied', address: String(address) })
  const denyOpen = (address?: string | URL) => {
    deny(address ?? 'about:blank')
    return null
  }
  // A popup whose first load is refused is never reported, but its window stays: so none is made.
  Object.defineProperty(window, 'open', { value: denyOpen })
  const denyTargets = (event: Event) => {
    const link = event.composedPath().find(node => node instanceof HTMLAnchorElement)
    const asksForWindow =
      event instanceof MouseEvent &&
      (event.ctrlKey || event.metaKey || event.shiftKey || event.button === 1)
    if (!link?.href || link.hasAttribute('download')) return
    if (!asksForWindow && (!link.target || link.target === '_self')) return
    event.preventDefault()
    deny(link.href)
  }
  document.addEventListener('click', denyTargets, true)
  document.addEventListener('auxclick', denyTargets, true)

  // A file dropped beside a drop target would replace the page by itself.
  for (const type of ['dragover', 'drop'])
    window.addEventListener(type, event => event.preventDefault())

  // An app window has no reload of its own, and Chromium's keys for it would only lose the place.
  const isBrowserKey = ({ key, ctrlKey, metaKey }: KeyboardEvent) =>
    key === 'F5' || ((ctrlKey || metaKey) && ['r', 'R', 'n', 'N', 't', 'T'].includes(key))
  window.addEventListener('keydown', event => {
    if (isBrowserKey(event)) event.preventDefault()
  })

  // Always asked: main knows whether something trains, and answers for the person if nothing does.
  window.addEventListener('beforeunload', event => event.preventDefault())

  let waits: ReturnType<typeof setTimeout> | undefined
  window.addEventListener('resize', () => {
    clearTimeout(waits)
    waits = setTimeout(() => {
      const { screenX: left, screenY: top, outerWidth: width, outerHeight: height } = window
      void note({ kind: 'resized', left, top, width, height })
    }, 300)
  })
}

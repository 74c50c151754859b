import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Frame, Page } from 'playwright-core'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { makeCodec } from '../../../src/main/window-host/codec.ts'
import { makeEventQueue } from '../../../src/main/window-host/event-queue.ts'
import { origin } from '../../../src/main/window-host/files.ts'
import { isOwnPage } from '../../../src/main/window-host/host.ts'
import type { Emitted } from '../../../src/main/window-host/page-api.ts'
import { makeParts } from '../../../src/main/window-host/parts.ts'
import {
  defaultBounds,
  readBounds,
  writeBounds,
} from '../../../src/main/window-host/window-bounds.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hindcast-host-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('the window', () => {
  it('comes up as it was left', () => {
    expect(readBounds(folder)).toEqual(defaultBounds)
    writeBounds(folder, { width: 1200, height: 800, left: -10, top: 20 })
    expect(readBounds(folder)).toEqual({ width: 1200, height: 800, left: -10, top: 20 })
  })

  it('forgets sizes that no person chose', () => {
    writeBounds(folder, { width: 1200, height: 800 })
    for (const width of [0, 10, 1e9, Number.NaN, 1200.5])
      writeBounds(folder, { width, height: 800 })
    expect(readBounds(folder).width).toBe(1200)
    writeFileSync(join(folder, 'window-host.json'), '{"width":')
    expect(readBounds(folder)).toEqual(defaultBounds)
    writeBounds(join(folder, 'none'), defaultBounds) // throws nothing
    expect(readFileSync(join(folder, 'window-host.json'), 'utf8')).toBe('{"width":')
  })
})

describe('events', () => {
  it('keep their order and wait together while one batch is under way', async () => {
    const codec = makeCodec()
    const sent: (readonly Emitted[])[] = []
    const { promise, resolve } = Promise.withResolvers<void>()
    const queue = makeEventQueue(codec, async batch => {
      sent.push(batch)
      await promise
    })
    for (const seconds of [1, 2, 3])
      queue.publish('fetch-waits', { symbol: 'NFLX', seconds, reason: '' })
    expect(sent.length).toBe(1)
    resolve()
    await promise
    await Promise.resolve()
    const seconds = sent.map(batch =>
      batch.map(([, text]) => (codec.decode(text) as { seconds: number }).seconds)
    )
    expect(seconds).toEqual([[1], [2, 3]])
  })
})

describe('the parts of a long request', () => {
  it('are joined by ticket, whatever comes between', () => {
    const parts = makeParts()
    parts.keep('1', 'a')
    parts.keep('2', 'x')
    parts.keep('1', 'b')
    expect(parts.join('1', 'c')).toBe('abc')
    expect(parts.join('2', 'y')).toBe('xy')
    expect(parts.join('1', 'z')).toBe('z')
  })

  it('are refused when they grow beyond any file', () => {
    const parts = makeParts(10)
    parts.keep('1', 'aaaaaa')
    expect(() => parts.keep('1', 'bbbbbb')).toThrow(RangeError)
    parts.keep('2', 'aaaaaaaaaa') // what was refused is forgotten
    expect(parts.join('2', 'b')).toBe('aaaaaaaaaab')
  })
})

describe('the sender of a request', () => {
  const frameAt = (address: string) => ({ url: () => address }) as unknown as Frame
  const pageOf = (main: Frame) => ({ mainFrame: () => main }) as unknown as Page

  it('is the top frame of our own page on our own origin, or nobody', () => {
    const top = frameAt(`${origin}/#train`)
    const page = pageOf(top)
    expect(isOwnPage(page, page, top)).toBe(true)
    expect(isOwnPage(undefined, page, top)).toBe(false)
    expect(isOwnPage(pageOf(top), page, top)).toBe(false)
    expect(isOwnPage(page, page, frameAt(`${origin}/`))).toBe(false)
    for (const address of [
      'http://hindcast.localhost.evil/',
      'https://hindcast.localhost/',
      'about:blank',
    ]) {
      const elsewhere = frameAt(address)
      const moved = pageOf(elsewhere)
      expect(isOwnPage(moved, moved, elsewhere)).toBe(false)
    }
  })
})

// @vitest-environment jsdom
import { expect, test, vi } from 'vitest'
import { watchMedia } from '../../../src/renderer/src/state/media.ts'

/** A list as Chromium has it: whoever reads `matches` first takes the event from all. */
function chromium() {
  const target = new EventTarget()
  let [now, told] = [false, false]
  const list = Object.assign(target, { media: '', onchange: null })
  Object.defineProperty(list, 'matches', {
    get: () => {
      told = now
      return now
    },
  })
  const change = (matches: boolean) => {
    now = matches
    return () => {
      if (told === now) return
      told = now
      target.dispatchEvent(Object.assign(new Event('change'), { matches }))
    }
  }
  return { list: list as unknown as MediaQueryList, change }
}

test('everybody hears of a change, and whoever asks before it hears the old answer', () => {
  const { list, change } = chromium()
  vi.stubGlobal('matchMedia', () => list)
  const media = watchMedia('(prefers-color-scheme: dark)')
  const heard: boolean[] = []
  media.subscribe(() => heard.push(media.matches()))
  const stop = media.subscribe(() => heard.push(media.matches()))
  const tell = change(true)
  expect(media.matches()).toBe(false)
  tell()
  expect(heard).toEqual([true, true])
  stop()
  change(false)()
  expect(heard).toEqual([true, true, false])
  vi.unstubAllGlobals()
})

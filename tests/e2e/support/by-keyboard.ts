/// <reference lib="dom" />
import type { Page } from 'playwright-core'

/** What has the focus: how it is called, and whether it can be seen to have it. */
export interface Stop {
  readonly tag: string
  readonly role: string | null
  readonly name: string
  readonly hasRing: boolean
}

/** Where the focus is. */
export const readStop = (page: Page): Promise<Stop> =>
  page.evaluate(() => {
    const element = document.activeElement as HTMLElement
    const label =
      element.getAttribute('aria-label') ??
      (element as HTMLInputElement).labels?.[0]?.textContent ??
      element.textContent ??
      ''
    // a radio or checkbox is drawn by what stands beside or around it
    const drawn = [
      element,
      element.nextElementSibling,
      element.closest('label'),
      element.parentElement,
    ]
    const hasRing = drawn.some(one => {
      if (one === null) return false
      const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(one)
      const isSeen = !/^(transparent|rgba\(.*, 0\))$/.test(outlineColor)
      return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 1 && isSeen
    })
    return {
      tag: element.localName,
      role: element.getAttribute('role'),
      name: label.replaceAll('\u00a0', ' ').trim(),
      hasRing,
    }
  })

/** Where Blueprint parks the focus between two stops of a person's. */
const isParked = (page: Page): Promise<boolean> =>
  page.evaluate(
    () =>
      document.activeElement === document.body ||
      document.activeElement?.matches(
        '.bp6-overlay-start-focus-trap, .bp6-overlay-end-focus-trap, .bp6-dialog-container'
      ) === true
  )

const most = 160

/**
 * Presses Tab until the focus is where it is wanted; throws when it never comes there, and where
 * the focus cannot be seen on the way.
 */
export async function tabTo(page: Page, name: string | RegExp, key = 'Tab'): Promise<Stop> {
  const passed: string[] = []
  for (let press = 0; press < most; press++) {
    const stop = await readStop(page)
    const isThere = typeof name === 'string' ? stop.name === name : name.test(stop.name)
    if (!(await isParked(page))) {
      if (!stop.hasRing && passed.length > 0)
        throw new Error(`the focus cannot be seen on ${stop.tag} ${stop.name}`)
      if (isThere) return stop
      passed.push(stop.name || stop.tag)
    }
    await page.keyboard.press(key)
  }
  throw new Error(`Tab never comes to ${name}, only to: ${[...new Set(passed)].join(' | ')}`)
}

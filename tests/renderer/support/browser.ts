import { cleanup } from '@testing-library/react'
import { config } from 'react-transition-group'
import { afterAll } from 'vitest'

/** What jsdom lacks and the window asks for: media queries, sizes, scrolling. Set up before every test. */

// A transition's end would come after the page of a test is gone.
config.disabled = true

// What React still has to do after the last test needs the page, which goes away with the file.
afterAll(async () => {
  cleanup()
  for (let turn = 0; turn < 10; turn++) await new Promise(resolve => setTimeout(resolve, 20))
})

/** A wide window, light, without a wish for less motion. */
window.matchMedia = media =>
  Object.assign(new EventTarget(), {
    matches: false,
    media,
    onchange: null,
    addListener: () => {},
    removeListener: () => {},
  }) as MediaQueryList

window.ResizeObserver = class {
  observe() {}
  unobserve() {}
  disconnect() {}
}

/** Every element is as large as a sidebar: what draws only what is in sight draws that much. */
Object.defineProperties(HTMLElement.prototype, {
  clientWidth: { configurable: true, get: () => 228 },
  clientHeight: { configurable: true, get: () => 600 },
  offsetWidth: { configurable: true, get: () => 228 },
  offsetHeight: { configurable: true, get: () => 600 },
})
Element.prototype.scrollTo = function (this: Element, place?: ScrollToOptions | number) {
  if (typeof place !== 'object' || place.top === undefined) return
  this.scrollTop = place.top
  this.dispatchEvent(new Event('scroll'))
} as typeof Element.prototype.scrollTo

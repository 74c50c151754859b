/** What jsdom lacks and the window asks for: media queries, sizes, scrolling. Set up before every test. */

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

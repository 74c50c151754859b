/** What jsdom lacks and the renderer needs: media queries, sizes, scrolling. Set up before every test. */

const answers = (query: string): MediaQueryList => ({
  matches: false,
  media: query,
  onchange: null,
  addEventListener: () => {},
  removeEventListener: () => {},
  addListener: () => {},
  removeListener: () => {},
  dispatchEvent: () => false,
})

window.matchMedia ??= answers
window.ResizeObserver ??= class {
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

import './page.ts'

/** What jsdom lacks and lists need: sizes, scrolling. Set up before every test. */

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

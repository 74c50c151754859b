/** What jsdom lacks and the renderer asks for when it is loaded. Import it first. */
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

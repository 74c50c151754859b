// jsdom has no matchMedia. Imported before anything of the renderer: a wide window, light, no wish.
window.matchMedia ??= query =>
  Object.assign(new EventTarget(), {
    matches: false,
    media: query,
    onchange: null,
    addListener: () => {},
    removeListener: () => {},
  }) as MediaQueryList

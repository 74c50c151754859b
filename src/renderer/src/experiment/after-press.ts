let isPressed = false
const waiting = new Set<() => void>()

window.addEventListener('pointerdown', () => (isPressed = true), true)
for (const end of ['pointerup', 'pointercancel'] as const) {
  // in a task of its own: the click comes after its pointerup
  window.addEventListener(end, () => setTimeout(release), true)
}

function release(): void {
  isPressed = false
  for (const work of waiting) work()
  waiting.clear()
}

/**
 * Does it now, or once the pressed button is let go. What moves the page when a field loses the
 * focus waits with it, or the click that took the focus would land beside its aim.
 */
export function afterPress(work: () => void): void {
  if (isPressed) waiting.add(work)
  else work()
}

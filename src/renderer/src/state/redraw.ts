/** Asks for a drawing; many askings become one. */
export interface Redraw {
  ask(): void
  stop(): void
}

/** The clock of a page. */
export interface Clock {
  frame(work: (now: number) => void): number
  cancel(frame: number): void
}

const pageClock: Clock = {
  frame: work => requestAnimationFrame(work),
  cancel: frame => cancelAnimationFrame(frame),
}

/**
 * Draws at the next animation frame, and not again within `gap` ms: the eye follows a curve that
 * grows ten times a second as well as one that grows sixty times.
 */
export function makeRedraw(draw: () => void, gap = 100, clock: Clock = pageClock): Redraw {
  let frame: number | null = null
  let drawnAt = Number.NEGATIVE_INFINITY
  const onFrame = (now: number) => {
    frame = null
    if (now - drawnAt < gap) {
      frame = clock.frame(onFrame)
      return
    }
    drawnAt = now
    draw()
  }
  return {
    ask() {
      frame ??= clock.frame(onFrame)
    },
    stop() {
      if (frame !== null) clock.cancel(frame)
      frame = null
    },
  }
}

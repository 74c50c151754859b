import type { Publish } from '../api/service.ts'
import type { Codec } from './codec.ts'
import type { Emitted } from './page-api.ts'

/** Events on their way to the page, in order. */
export interface EventQueue {
  readonly publish: Publish
  /** What waits was for a page that is gone. */
  clear(): void
}

/**
 * Sends events in order and together: what comes while one batch is under way goes with the next.
 * So a page that draws slowly gets fewer, larger batches instead of a growing line.
 */
export function makeEventQueue(
  codec: Codec,
  send: (batch: readonly Emitted[]) => Promise<void>
): EventQueue {
  let waiting: Emitted[] = []
  let busy = false
  const flush = async () => {
    busy = true
    while (waiting.length > 0) {
      const batch = waiting
      waiting = []
      await send(batch)
    }
    busy = false
  }
  return {
    publish: (event, value) => {
      waiting.push([event, codec.encode(value)])
      if (!busy) void flush()
    },
    clear: () => {
      waiting = []
    },
  }
}

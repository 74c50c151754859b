import type { Batch, Windows } from '../engine/program.ts'
import type { TrainJob } from './job.ts'

/** `[start, end)` in batches, in time order; the last one smaller, kept. */
export function cutIntoBatches(start: number, end: number, size: number): Batch[] {
  const count = Math.ceil((end - start) / size)
  return Array.from({ length: count }, (_, i) => {
    const first = start + i * size
    return { start: first, size: Math.min(size, end - first) }
  })
}

/** Tutorial: in batches, whose losses are averaged. Sealed: all at once, the true mean. */
export function watchBatches({ watched, protocol, settings }: TrainJob): Batch[] {
  if (!watched) return []
  const { start, end } = watched
  return cutIntoBatches(start, end, protocol === 'tutorial' ? settings.batch : end - start)
}

/** Windows `[start, end)`; nothing is copied. */
export function cutWindows(
  { inputs, targets }: Windows,
  start: number,
  end: number,
  window: number
): Windows {
  return {
    count: end - start,
    inputs: inputs.subarray(start * window, end * window),
    targets: targets.subarray(start, end),
  }
}

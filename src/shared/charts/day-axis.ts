import type { IsoDate } from '../types.ts'
import { countAxis, type Look } from './frame.ts'
import type { View } from './stretches.ts'
import { dateTicks } from './ticks.ts'

/**
 * Trading days by number, evenly spaced, with ticks for the days in view. Unlike `dateAxis` it needs
 * no point for each day, so thousands of bars can be drawn from a few hundred points.
 */
export function dayAxis(dates: readonly IsoDate[], view: View, look: Look, across: number) {
  const ticks = dateTicks(dates, view.start, view.end, Math.max(2, Math.floor(across / 64)))
  const labels = new Map(ticks.map(tick => [tick.index, tick.label]))
  const axis = countAxis(
    0,
    Math.max(1, dates.length - 1),
    ticks.map(tick => tick.index),
    look,
    day => labels.get(day) ?? ''
  )
  // an axis must not grow by half a bar: handles over the plot rely on its ends
  return { ...axis, containShape: false }
}

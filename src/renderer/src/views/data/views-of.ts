import type { View } from '../../../../shared/charts/stretches.ts'
import type { Range } from '../../../../shared/types.ts'

export type ViewPreset = 'used' | '1y' | '3y' | 'all'

/** Trading days of a year, about. */
const year = 252

/** The bars a button shows: the used ones with some air, the last year or three, all. */
export function viewOf(preset: ViewPreset, count: number, used: Range | null): View {
  const last = Math.max(0, count - 1)
  if (preset === 'all' || (preset === 'used' && used === null)) return { start: 0, end: last }
  if (preset === 'used' && used !== null) {
    const air = Math.round(0.03 * (used.end - used.start))
    return { start: Math.max(0, used.start - air), end: Math.min(last, used.end - 1 + air) }
  }
  const days = preset === '1y' ? year : 3 * year
  return { start: Math.max(0, last - days + 1), end: last }
}

/** Which button shows this very view, if any. */
export const presetOf = (view: View, count: number, used: Range | null): ViewPreset | null =>
  (['all', 'used', '3y', '1y'] as const).find(preset => {
    const { start, end } = viewOf(preset, count, used)
    return start === view.start && end === view.end
  }) ?? null

/** The zoom's own numbers as whole bars in order. */
export function toView(startValue: number, endValue: number, count: number): View {
  const start = Math.max(0, Math.round(startValue))
  return { start, end: Math.max(start, Math.min(count - 1, Math.round(endValue))) }
}

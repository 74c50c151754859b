import { readFileSync, writeFileSync } from 'node:fs'
import { z } from 'zod'

const rectangleSchema = z.object({ x: z.int(), y: z.int(), width: z.int(), height: z.int() })
const placeSchema = z.object({ bounds: rectangleSchema, maximized: z.boolean() })

export type Rectangle = z.infer<typeof rectangleSchema>
/** How a window was left. */
export type Place = z.infer<typeof placeSchema>

/** What the views were drawn for, and the least they are made for. */
export const defaultSize = { width: 1440, height: 900 }
export const leastSize = { width: 800, height: 560 }

/** null where nothing sensible was written. */
export function readPlace(file: string): Place | null {
  try {
    return placeSchema.safeParse(JSON.parse(readFileSync(file, 'utf8'))).data ?? null
  } catch {
    return null
  }
}

/** A folder that cannot be written forgets: no loss. */
export function writePlace(file: string, place: Place): void {
  try {
    writeFileSync(file, JSON.stringify(place))
  } catch {
    // the window's size is no reason to complain
  }
}

const seen = 64 // pixels of a title bar that a hand can still grab

/**
 * Where the window opens: as it was left if enough of it lies on a screen that is there now, else
 * in the middle of the first screen (no place given), never larger than that screen.
 * @param areas work areas of the screens, the primary one first
 */
export function fitPlace(
  place: Place | null,
  areas: readonly Rectangle[]
): Partial<Rectangle> & { width: number; height: number } {
  const home = place && areas.find(area => isGrabbable(place.bounds, area))
  if (place && home) return { ...place.bounds, ...sizeWithin(place.bounds, home) }
  const [first] = areas
  return first ? sizeWithin(place?.bounds ?? defaultSize, first) : defaultSize
}

function isGrabbable(window: Rectangle, area: Rectangle): boolean {
  const across = Math.min(window.x + window.width, area.x + area.width) - Math.max(window.x, area.x)
  const isTopSeen = window.y >= area.y && window.y + seen <= area.y + area.height
  return across >= seen && isTopSeen
}

const sizeWithin = (size: { width: number; height: number }, area: Rectangle) => ({
  width: Math.max(leastSize.width, Math.min(size.width, area.width)),
  height: Math.max(leastSize.height, Math.min(size.height, area.height)),
})

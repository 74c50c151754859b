import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

/** Size and place of the window, in the screen's own points. */
export interface WindowBounds {
  readonly width: number
  readonly height: number
  /** Absent: where the system puts it. */
  readonly left?: number
  readonly top?: number
}

/** What the pictures of the design were drawn for. */
export const defaultBounds: WindowBounds = { width: 1440, height: 900 }

/** The smallest the views are made for, and the largest any screen is. */
const side = (least: number) => z.int().min(least).max(16_384)
const place = z.int().min(-32_768).max(32_767)
const boundsSchema = z.object({
  width: side(640),
  height: side(400),
  left: place.exactOptional(),
  top: place.exactOptional(),
})

const fileOf = (folder: string) => join(folder, 'window-host.json')

/** As the window was left; the default where nothing, or nothing sensible, was written. */
export function readBounds(folder: string): WindowBounds {
  try {
    const read = boundsSchema.safeParse(JSON.parse(readFileSync(fileOf(folder), 'utf8')))
    return read.success ? read.data : defaultBounds
  } catch {
    return defaultBounds
  }
}

/** Remembers them for the next start. A folder that cannot be written forgets: no loss. */
export function writeBounds(folder: string, bounds: WindowBounds): void {
  const checked = boundsSchema.safeParse(bounds)
  if (!checked.success) return
  try {
    writeFileSync(fileOf(folder), JSON.stringify(checked.data))
  } catch {
    // the window's size is no reason to complain
  }
}

import { createHash } from 'node:crypto'
import type { Failure } from '../../shared/failure.ts'

/** What a damaged row was of, for the sentence: `run kq3x7d`, `its specification`. */
export interface Place {
  readonly of: string
  readonly what: string
}

/** A row whose JSON is no longer what was written. Told of that row; all others are read as ever. */
export class DamagedRowError extends Error {
  override readonly name = 'DamagedRowError'
  readonly failure: Failure
  constructor(place: Place) {
    super(`${place.of}: ${place.what} is damaged`)
    this.failure = { kind: 'damaged-row', ...place }
  }
}

/** Kept beside each text of JSON, hex. */
export const hashText = (text: string): string => createHash('sha256').update(text).digest('hex')

/** The value of a text that was kept with its hash. @throws DamagedRowError when either was changed */
export function parseStored<T>(text: string, hash: string | null, place: Place): T {
  if (hash === null || hashText(text) !== hash) throw new DamagedRowError(place)
  try {
    return JSON.parse(text) as T
  } catch {
    throw new DamagedRowError(place) // hashed when it was damaged already
  }
}

/** What `read` answers, or null for a damaged row: for lists, which leave it out or name it. */
export function ifSound<T>(read: () => T): T | null {
  try {
    return read()
  } catch (error) {
    if (error instanceof DamagedRowError) return null
    throw error
  }
}

/** Text and hash, as they go into two columns. */
export function packJson(value: unknown): { text: string; hash: string } {
  const text = JSON.stringify(value)
  return { text, hash: hashText(text) }
}

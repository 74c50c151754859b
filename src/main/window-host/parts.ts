import { mostFileBytes } from '../../shared/file-limit.ts'

/**
 * Chromium's pipe takes no message of 100 MB, and a dropped file of that size is a third longer as
 * base64: so long arguments come in parts, which are put together here.
 */
export interface Parts {
  /** Keeps one part of a message. */
  keep(ticket: string, part: string): void
  /** The whole message, with its last part. */
  join(ticket: string, last: string): string
}

/** Three files of the largest size at once, as base64. */
const mostLetters = 4 * mostFileBytes

export function makeParts(most = mostLetters): Parts {
  const kept = new Map<string, string[]>()
  let letters = 0
  const drop = (ticket: string) => {
    const parts = kept.get(ticket) ?? []
    kept.delete(ticket)
    for (const part of parts) letters -= part.length
    return parts
  }
  return {
    keep: (ticket, part) => {
      if (letters + part.length > most) {
        drop(ticket)
        throw new RangeError('The file is too large.')
      }
      letters += part.length
      kept.set(ticket, [...(kept.get(ticket) ?? []), part])
    },
    join: (ticket, last) => [...drop(ticket), last].join(''),
  }
}

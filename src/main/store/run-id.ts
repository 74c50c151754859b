import { randomInt } from 'node:crypto'

/** Crockford's base 32, in small letters: no i, l, o, u to misread. */
const alphabet = '0123456789abcdefghjkmnpqrstvwxyz'
const LENGTH = 6 // 740 million ids: enough to stay unique, short enough to type

/** A fresh id like `kq3x7d`. It begins with a letter, so that nothing takes it for a number. */
export function makeRunId(): string {
  const letters = alphabet.slice(10)
  let id = letters.charAt(randomInt(letters.length))
  while (id.length < LENGTH) id += alphabet.charAt(randomInt(alphabet.length))
  return id
}

/** What a person typed, in the alphabet's spelling: `KQ3X7D`, o for 0, i and l for 1. */
export const normaliseRunId = (typed: string): string =>
  typed.trim().toLowerCase().replaceAll('o', '0').replaceAll(/[il]/g, '1')

/** At most three ids that the typed one may have meant, nearest first. */
export function nearIds(typed: string, ids: readonly string[]): string[] {
  const scored = ids.map(id => ({ id, far: id.startsWith(typed) ? 0 : distance(typed, id) }))
  const near = scored.filter(({ far }) => far <= 2).sort((a, b) => a.far - b.far)
  return near.slice(0, 3).map(({ id }) => id)
}

/** Levenshtein's: letters to change, add or drop. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const swap = (row[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(swap, (row[j] as number) + 1, (next[j - 1] as number) + 1))
    }
    row = next
  }
  return row[b.length] as number
}

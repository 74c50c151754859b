/** Bytes of UTF-8: file systems take 255, and a name of ours may get a few before and after it. */
const mostBytes = 180

/** Longer ones are no ending but part of the name. */
const mostEnding = 24

/** What Windows takes for a device, whatever its ending. */
const devices = /^(con|prn|aux|nul|com[0-9]|lpt[0-9])$/i

/**
 * A name for a file that every system takes, out of any text: a symbol may hold `/` or `^`, a series
 * be called by a sentence. What cannot stand in a name becomes a dash; the ending stays.
 */
export function fileNameOf(text: string): string {
  const [stem, ending] = splitEnding(plain(text))
  const short = cut(stem, mostBytes - ending.length).replace(/[. -]+$/, '')
  const name = short === '' ? 'hindcast' : short
  return `${devices.test(name) ? `_${name}` : name}${ending}`
}

/** As `fileNameOf`, of a part of a name: never empty, no dots or spaces about it. */
export const fileNamePart = (text: string): string =>
  cut(plain(text).replaceAll(/[ .]+/g, '-'), 80).replaceAll(/^-+|-+$/g, '') || 'series'

/** Letters, digits and what is harmless everywhere. */
const plain = (text: string): string =>
  text
    .normalize('NFC')
    .replaceAll(/[^\p{L}\p{M}\p{N}._ ()=+-]+/gu, '-')
    .replace(/^[. -]+/, '')

/** `chart.svg` → `chart`, `.svg`; `class.hindcast-preset.json` keeps both of its endings. */
function splitEnding(name: string): [string, string] {
  const ending = /(\.[a-z][a-z0-9-]*)?\.[a-z0-9]+$/i.exec(name)?.[0] ?? ''
  const fits = ending.length > 0 && ending.length <= mostEnding && ending.length < name.length
  return fits ? [name.slice(0, -ending.length), ending] : [name, '']
}

/** At most so many bytes, and no letter cut in two. */
function cut(text: string, bytes: number): string {
  let kept = ''
  let used = 0
  for (const letter of text) {
    used += new TextEncoder().encode(letter).length
    if (used > bytes) break
    kept += letter
  }
  return kept
}

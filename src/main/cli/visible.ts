import { randomInt } from 'node:crypto'
import type { ChalkInstance } from 'chalk'

/**
 * What a terminal would obey, shown instead: a name in a file may hold escape sequences. Only the
 * colours that we put around words ourselves get through. They are told from those of data by a
 * number nobody can know, which goes along as a parameter and is taken off before the terminal.
 */
const secret = `${randomInt(1000, 9999)};${randomInt(1000, 9999)}`

const esc = '\u001b'
const colour = new RegExp(`${esc}\\[([\\d;]*)m`, 'g')
const own = new RegExp(`${esc}\\[([\\d;]*);${secret}m`, 'g')

/** Control characters, and what turns the direction of text or ends a line unseen; line feeds are ours too. */
const obeyed = /(?!\n)[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu

/** Words as the terminal may have them. */
export function visible(text: string): string {
  const mark = looksLikeJson(text) ? asJson : asPicture
  let shown = ''
  let from = 0
  for (const match of text.matchAll(own)) {
    shown += `${text.slice(from, match.index).replaceAll(obeyed, mark)}${esc}[${match[1]}m`
    from = match.index + match[0].length
  }
  return shown + text.slice(from).replaceAll(obeyed, mark)
}

/** The same of what has to stay on one line: a cell, a sentence with a file's name in it. */
export const onOneLine = (text: string): string => text.replaceAll('\n', '␊')

/** For machines a line stays the JSON that it is, of the same value. */
const looksLikeJson = (text: string): boolean => /^(\{.*\}|\[.*\])$/.test(text)

const asJson = (letter: string): string =>
  `\\u${(letter.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`

/** `␛` for ESC; what has no picture by its number. */
function asPicture(letter: string): string {
  const code = letter.codePointAt(0) ?? 0
  if (code < 0x20) return String.fromCodePoint(0x2400 + code)
  if (code === 0x7f) return '␡'
  return `<U+${code.toString(16).toUpperCase().padStart(4, '0')}>`
}

/** Chalk whose colours are known as ours. */
export const ownPaint = (chalk: ChalkInstance): ChalkInstance => {
  const paint = (...texts: unknown[]): string => {
    const clean = texts.map(text => (typeof text === 'string' ? visible(text) : text))
    return chalk(...clean).replaceAll(colour, `${esc}[$1;${secret}m`)
  }
  const get = (_: unknown, name: string | symbol): unknown => {
    const style: unknown = Reflect.get(chalk, name)
    return typeof style === 'function' ? ownPaint(style as ChalkInstance) : style
  }
  return new Proxy(paint, { get }) as ChalkInstance
}

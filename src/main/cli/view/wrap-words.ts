import { stripVTControlCharacters } from 'node:util'

const widthOf = (text: string) => stripVTControlCharacters(text).length

/** Breaks lines between words, so that none is wider than `columns`; colours do not count. */
export const wrapWords = (text: string, columns: number): string =>
  text
    .split('\n')
    .map(line => wrapLine(line, columns))
    .join('\n')

function wrapLine(line: string, columns: number): string {
  if (widthOf(line) <= columns) return line
  let used = 0
  return line.split(' ').reduce((told, word, k) => {
    const width = widthOf(word)
    const fits = k === 0 || used + 1 + width <= columns
    used = fits && k > 0 ? used + 1 + width : width
    return k === 0 ? word : `${told}${fits ? ' ' : '\n'}${word}`
  }, '')
}

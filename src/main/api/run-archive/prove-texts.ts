import { demand } from './unfit.ts'

/** Longer than any sentence of ours; a person's note has a limit of its own. */
const mostLetters = 4000

/**
 * Control characters, and those that turn the direction of what follows: a text of a stranger's file
 * is shown in lists, reports and terminals. Line feed and tab are a note's.
 */
const control = /(?![\n\t])[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/u

/** Every text in a parsed file, keys too, is short and plain. @throws Unfit naming the place */
export function proveTexts(value: unknown, place: string): void {
  if (typeof value === 'string') proveText(value, place)
  else if (Array.isArray(value)) proveList(value, place)
  else if (value !== null && typeof value === 'object' && !ArrayBuffer.isView(value))
    for (const [key, inner] of Object.entries(value)) {
      proveText(key, place)
      if (key !== 'note') proveTexts(inner, `${place}: ${key}`)
      else if (typeof inner === 'string') proveControls(inner, `${place}: note`)
    }
}

/** Columns of numbers are long and hold no text. */
function proveList(values: readonly unknown[], place: string): void {
  if (typeof values[0] === 'number') return
  for (const value of values) proveTexts(value, place)
}

function proveText(text: string, place: string): void {
  demand(text.length <= mostLetters, `${place} is ${text.length.toLocaleString('en')} letters long`)
  proveControls(text, place)
}

const proveControls = (text: string, place: string): void =>
  demand(!control.test(text), `${place} holds control characters`)

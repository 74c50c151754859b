import { InvalidArgumentError } from 'commander'

/**
 * Option values from text. Each throws commander's InvalidArgumentError, which becomes
 * a sentence naming the option; whether a number fits is the experiment's schema to say.
 */

export function readNumber(text: string): number {
  const value = Number(text.trim() === '' ? Number.NaN : text)
  if (!Number.isFinite(value)) throw new InvalidArgumentError('It takes a number.')
  return value
}

export function readWhole(text: string): number {
  const value = readNumber(text)
  if (!Number.isInteger(value)) throw new InvalidArgumentError('It takes a whole number.')
  return value
}

/** A number, or a word that stands for none; the word stays, since commander makes '' of null. */
export const readOr =
  (word: string, read: (text: string) => number) =>
  (text: string): number | string => {
    if (text === word) return word
    try {
      return read(text)
    } catch {
      throw new InvalidArgumentError(`It takes a number or the word ${word}.`)
    }
  }

export function readDate(text: string): string {
  const isDate = /^\d{4}-\d{2}-\d{2}$/.test(text) && isDayOfCalendar(text)
  if (!isDate) throw new InvalidArgumentError('It takes a day like 2024-05-01.')
  return text
}

/** JavaScript reads 2024-02-30 as 1 March. */
function isDayOfCalendar(text: string): boolean {
  const time = Date.parse(text)
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text)
}

export function readNames(text: string): string[] {
  const names = text.split(',').map(name => name.trim())
  if (names.includes('')) throw new InvalidArgumentError('It takes names like rnn,lstm,gru.')
  return names
}

/** One value for all models, or one for each that is named: `16`, `rnn=16,lstm=32`. */
export interface PerModel<T> {
  readonly all: T | undefined
  readonly byName: Readonly<Record<string, T>>
}

export const readPerModel =
  <T>(read: (text: string) => T) =>
  (text: string): PerModel<T> => {
    const byName: Record<string, T> = {}
    let all: T | undefined
    for (const item of text.split(',')) {
      const at = item.indexOf('=')
      const name = item.slice(0, Math.max(0, at)).trim()
      if (at === 0 || name in byName || (at < 0 && all !== undefined)) throw perModelError()
      if (at < 0) all = read(item.trim())
      else byName[name] = read(item.slice(at + 1).trim())
    }
    return { all, byName }
  }

const perModelError = () =>
  new InvalidArgumentError('It takes one value for all, or values like rnn=16,lstm=32.')

export const readChoice =
  <T extends string>(...choices: readonly T[]) =>
  (text: string): T => {
    const found = choices.find(choice => choice === text)
    if (found === undefined) throw new InvalidArgumentError(`It takes ${choices.join(' or ')}.`)
    return found
  }

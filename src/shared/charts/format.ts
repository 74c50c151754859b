import type { IsoDate } from '../types.ts'

/** Numbers, names and dates as the look writes them: U+2212 minus, no-break spaces, English. */

export const minus = '\u2212'
export const nbsp = '\u00a0'
const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')

/**
 * How numbers and days are written. Files, reports and the command line are the same everywhere; a
 * window is one person's, and calls `writeAs` once with that person's own way before it draws.
 */
let numberLocale = 'en'
let dayFormat: Intl.DateTimeFormat | null = null

/** Numbers and days in the way of a locale, in the window of whoever set it. */
export function writeAs(locale: string): void {
  numberLocale = locale
  dayFormat = new Intl.DateTimeFormat(locale, {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    timeZone: 'UTC',
  })
}

/** Missing is not zero: null, undefined, NaN and infinities become a gap. */
export const gap = (v: number | null | undefined): number | null =>
  v !== null && v !== undefined && Number.isFinite(v) ? v : null

export const isNumber = (v: number | null | undefined): v is number => gap(v) !== null

/** `−0.012`; an en dash where there is no number. */
export function formatNumber(v: number | null | undefined, decimals: number): string {
  if (!isNumber(v)) return '\u2013'
  const text = Math.abs(v).toLocaleString(numberLocale, {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  })
  return v < 0 && /[1-9]/.test(text) ? minus + text : text
}

/** With a plus sign too; zero stays `0`. */
export function formatSigned(v: number | null | undefined, decimals: number): string {
  const text = formatNumber(v, decimals)
  if (!isNumber(v)) return text
  if (!/[1-9]/.test(text)) return '0'
  return v > 0 ? `+${text}` : text
}

/** A share as `+2.1 %`. */
export const formatSkill = (v: number | null | undefined, decimals = 1): string =>
  isNumber(v)
    ? formatSigned(100 * v, decimals) + (Math.abs(v) * 100 * 10 ** decimals < 0.5 ? '' : `${nbsp}%`)
    : '\u2013'

export const formatPercent = (v: number | null | undefined, decimals = 1): string =>
  isNumber(v) ? `${formatNumber(100 * v, decimals)}${nbsp}%` : '\u2013'

/** `.38`, `< .001`, as papers write it. */
export function formatP(p: number | null | undefined): string {
  if (!isNumber(p)) return '\u2013'
  if (p < 0.001) return `<${nbsp}.001`
  return p >= 0.995 ? '1.00' : p.toFixed(p < 0.095 ? 3 : 2).replace(/^0/, '')
}

/** Decimals that show `digits` significant ones of a number of this size, at most 8. */
export const decimalsFor = (size: number, digits: number): number =>
  size > 0 && Number.isFinite(size)
    ? Math.min(8, Math.max(0, digits - 1 - Math.floor(Math.log10(size))))
    : digits

/** 4 significant digits for a value of its own size. */
export const formatValue = (v: number | null | undefined): string =>
  isNumber(v) ? formatNumber(v, Math.min(4, decimalsFor(Math.abs(v) || 1, 4))) : '\u2013'

export const formatCount = (n: number): string => n.toLocaleString(numberLocale)

const superscripts = '\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079'
/** `10⁻⁴` */
export const formatPower = (exponent: number): string =>
  `10${exponent < 0 ? '\u207b' : ''}${[...String(Math.abs(exponent))].map(d => superscripts[Number(d)]).join('')}`

export const monthName = (date: IsoDate): string => months[Number(date.slice(5, 7)) - 1] ?? ''

/** `1 May 2024`, or as the window's person writes it. */
export const formatDate = (date: IsoDate): string =>
  dayFormat?.format(new Date(`${date}T00:00:00Z`)) ??
  `${Number(date.slice(8, 10))} ${monthName(date)} ${date.slice(0, 4)}`

const known: Record<string, string> = {
  actual: 'Actual',
  persistence: 'Persistence',
  drift: 'Drift',
  'train-mean': 'Train-mean return',
  mean: 'Train-mean return',
  ridge: 'Ridge autoregression',
}

/** A column's name as people read it: `lstm` is LSTM, `lstm-64` is LSTM-64, `ridge` is Ridge autoregression. */
export function displayName(name: string): string {
  const found = known[name]
  if (found !== undefined) return found
  const cell = /^(rnn|lstm|gru)(?![a-z])/.exec(name)?.[1]
  if (cell !== undefined) return cell.toUpperCase() + name.slice(cell.length)
  return name.charAt(0).toUpperCase() + name.slice(1)
}

/** `3 min 12 s` */
export function formatDuration(seconds: number): string {
  if (!Number.isFinite(seconds)) return '\u2013'
  if (seconds < 10) return `${seconds.toFixed(1)}${nbsp}s`
  const whole = Math.round(seconds)
  const [h, m, s] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60), whole % 60]
  const parts = [
    h > 0 ? `${h}${nbsp}h` : '',
    m > 0 ? `${m}${nbsp}min` : '',
    h > 0 ? '' : `${s}${nbsp}s`,
  ]
  return parts.filter(Boolean).join(' ')
}

/** `a, b and c` */
export const joinWords = (words: readonly string[]): string =>
  words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`

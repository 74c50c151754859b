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
let dayOfYearFormat: Intl.DateTimeFormat | null = null

/** Numbers and days in the way of a locale, in the window of whoever set it; null: as files have them. */
export function writeAs(locale: string | null): void {
  numberLocale = locale ?? 'en'
  ;[dayFormat, dayOfYearFormat] = [null, null]
  if (locale === null) return
  const day = { day: 'numeric', month: 'short', timeZone: 'UTC' } as const
  dayFormat = new Intl.DateTimeFormat(locale, { ...day, year: 'numeric' })
  dayOfYearFormat = new Intl.DateTimeFormat(locale, day)
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

/**
 * The one way to write a p: `0.006`, `0.38`, `< 0.001`; never rounded onto the 0.05 it stays below.
 * The same in every locale, as the sentences that it stands in.
 */
export function formatP(p: number | null | undefined): string {
  if (!isNumber(p)) return '\u2013'
  if (p < 0.001) return `<${nbsp}0.001`
  if (p < 0.05 && p.toFixed(3) === '0.050') return `<${nbsp}0.05`
  return p.toFixed(p < 0.0995 ? 3 : 2)
}

/** Decimals that show `digits` significant ones of a number of this size, at most 8. */
export const decimalsFor = (size: number, digits: number): number =>
  size > 0 && Number.isFinite(size)
    ? Math.min(8, Math.max(0, digits - 1 - Math.floor(Math.log10(size))))
    : digits

/** 4 significant digits for a value of its own size. */
export const formatValue = (v: number | null | undefined): string =>
  isNumber(v) ? formatNumber(v, Math.min(4, decimalsFor(Math.abs(v) || 1, 4))) : '\u2013'

/**
 * The one way to write a loss or an MSE, in cards, charts, logs, tables and sentences: the number
 * itself with four significant digits, so that it needs no unit beside it. `0.002474`, `8,325`;
 * `3.610e41` of a network that blew up.
 */
export function formatLoss(v: number | null | undefined): string {
  if (!isNumber(v)) return '\u2013'
  const size = Math.abs(v)
  if (size === 0) return '0'
  if (size < 1e-5 || size >= 1e6)
    return v.toExponential(3).replace('e+', 'e').replace('e-', `e${minus}`)
  return formatNumber(v, Math.max(0, 3 - Math.floor(Math.log10(size))))
}

/** The same on an axis, where round numbers need fewer digits: `0.002`, `20,000`. */
export function formatLossTick(v: number): string {
  const size = Math.abs(v)
  if (size !== 0 && (size < 1e-6 || size >= 1e7))
    return String(Number(v.toPrecision(3)))
      .replace('e-', `e${minus}`)
      .replace('e+', 'e')
  return Number(v.toPrecision(3)).toLocaleString(numberLocale, { maximumFractionDigits: 8 })
}

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

/** The same within a year that is known: `1 May`, `May 1`. */
export const formatDayOfYear = (date: IsoDate): string =>
  dayOfYearFormat?.format(new Date(`${date}T00:00:00Z`)) ??
  `${Number(date.slice(8, 10))} ${monthName(date)}`

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

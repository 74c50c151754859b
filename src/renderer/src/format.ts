import { formatNumber, writeAs } from '../../shared/charts/format.ts'

/**
 * English words in the person's own way of writing dates and numbers: `en` with the region of the
 * system's language, so that 1 May 2024 is May 1, 2024 where people write that.
 */
const region = new Intl.Locale(navigator.language).maximize().region
export const locale = region === undefined ? 'en-GB' : `en-${region}`

// charts and views write alike
writeAs(locale)

const minus = '\u2212'
const thin = '\u202f'

const instant = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' })

export { formatCount, formatDate as formatDay, formatNumber } from '../../shared/charts/format.ts'

/** A point in time on the person's own clock. */
export const formatInstant = (iso: string): string => instant.format(new Date(iso))

/** A share as a percentage, signed when asked: −0.7 %. */
export function formatPercent(
  share: number | null | undefined,
  decimals = 1,
  { signed = false }: { readonly signed?: boolean } = {}
): string {
  if (share === null || share === undefined || !Number.isFinite(share)) return '–'
  const sign = signed && share > 0 ? '+' : ''
  return `${sign}${formatNumber(100 * share, decimals)}${thin}%`
}

/** A price in its currency, or as a plain number when that is not known. */
export function formatPrice(value: number, currency: string | null): string {
  if (!Number.isFinite(value)) return '–'
  if (currency === null || !/^[A-Z]{3}$/.test(currency)) return formatNumber(value, 2)
  return value.toLocaleString(locale, { style: 'currency', currency }).replace('-', minus)
}

/** 8 min 45 s; under a second in milliseconds. */
export function formatSeconds(seconds: number): string {
  if (!Number.isFinite(seconds)) return '–'
  if (seconds < 1) return `${Math.max(1, Math.round(seconds * 1000))} ms`
  const whole = Math.round(seconds)
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60)]
  if (hours > 0) return `${hours} h ${minutes} min`
  return minutes > 0 ? `${minutes} min ${whole % 60} s` : `${whole} s`
}

/** 1.4 MB. */
export function formatBytes(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB']
  const power = bytes < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3))
  const value = bytes / 1000 ** power
  return `${formatNumber(value, power > 0 && value < 10 ? 1 : 0)} ${units[power]}`
}

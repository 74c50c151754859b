/** How a locale separates decimals and groups. */
export interface Separators {
  readonly decimal: string
  readonly group: string
}

/** The separators that people of this locale write. */
export function separatorsOf(locale: string): Separators {
  const parts = new Intl.NumberFormat(locale, { useGrouping: 'always' }).formatToParts(1_234_567.8)
  const find = (type: string) => parts.find(part => part.type === type)?.value
  return { decimal: find('decimal') ?? '.', group: find('group') ?? ',' }
}

/**
 * A number as people type it: `5,000`, `0.0001`, `0,0001`, `1e-4`, `−3`, `15 %`; NaN for anything
 * else. Where a lone comma or point could be either, the locale decides: 5,000 is five thousand in
 * English and five in German.
 */
export function parseNumber(text: string, separators: Separators): number {
  const bare = text.replaceAll(/[\s'’_\u00a0\u202f]/g, '').replaceAll('\u2212', '-')
  const match = /^([+-]?)([\d.,]*\d[.,]?|[.,]\d+)(e[+-]?\d+)?(%?)$/i.exec(bare)
  if (match === null) return Number.NaN
  const [, sign, digits = '', exponent = '', percent] = match
  const plain = plainDigits(digits, separators)
  if (plain === null) return Number.NaN
  const value = Number(`${sign}${plain}${exponent}`)
  return percent === '' ? value : value / 100
}

/** Digits with at most one point; null when separators stand where none can. */
function plainDigits(digits: string, separators: Separators): string | null {
  const [commas, points] = [count(digits, ','), count(digits, '.')]
  if (commas + points === 0) return digits
  const decimal = decimalOf(digits, commas, points, separators)
  const group = decimal === '.' ? ',' : '.'
  const [whole = '', fraction = '', ...more] = decimal === '' ? [digits] : digits.split(decimal)
  if (more.length > 0 || /[.,]/.test(fraction)) return null
  const others = decimal === '' ? /[.,]/g : group
  if (count(whole, '.') + count(whole, ',') > 0 && !isGrouped(whole)) return null
  return `${whole.replaceAll(others, '')}.${fraction}`
}

/** Which of the two is the decimal separator; empty when none is. */
function decimalOf(
  digits: string,
  commas: number,
  points: number,
  { decimal }: Separators
): string {
  if (commas > 0 && points > 0) return digits.lastIndexOf(',') > digits.lastIndexOf('.') ? ',' : '.'
  if (commas + points > 1) return ''
  const only = commas > 0 ? ',' : '.'
  if (only === decimal) return only
  return isGrouped(digits) ? '' : only
}

/** 5,000 and 12,34,567 are grouped; 0,500 and 50,00 are not. */
const isGrouped = (digits: string) => /^[1-9]\d{0,2}([.,]\d{2,3})*[.,]\d{3}$/.test(digits)

const count = (text: string, of: string) => text.split(of).length - 1

/** As one types it to change it: no groups, the locale's decimal separator, every digit. */
export function editableNumber(value: number, { decimal }: Separators): string {
  return plainNumber(value).replace('.', decimal)
}

/** As it reads: grouped, every digit, small ones as 5e-5. */
export function shownNumber(value: number, locale: string, leastDecimals = 0): string {
  if (isTiny(value)) return editableNumber(value, separatorsOf(locale))
  // the shortest digits that are this number, no fewer decimals than asked
  const decimals = plainNumber(value).split('.')[1]?.length ?? 0
  return value
    .toLocaleString(locale, {
      minimumFractionDigits: Math.max(leastDecimals, decimals),
      maximumFractionDigits: Math.max(leastDecimals, decimals),
    })
    .replace('-', '\u2212')
}

const isTiny = (value: number) => value !== 0 && Math.abs(value) < 1e-4

const plainNumber = (value: number) => (isTiny(value) ? value.toExponential() : String(value))

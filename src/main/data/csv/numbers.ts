/** Which mark stands before the decimals; the other one may group thousands. */
export type DecimalMark = 'point' | 'comma'

/** No number is written with more signs; a longer cell is a text, and no pattern is tried on it. */
const mostDigits = 64

/** Texts that say "no value": missing is not zero. */
const MISSING = /^(?:-{0,3}|–|—|\.|null|none|nan|n\/?a|n\/?d|#n\/?a|#nv)$/i

export const isMissing = (text: string): boolean =>
  text === '' || (text.length <= mostDigits && MISSING.test(text.trim()))

const SIGN_BEFORE = /^[$€£¥₹]/
const SIGN_AFTER = /[$€£¥₹%]$/

/** Without currency and per cent signs. Linear: only the ends are looked at. */
function bare(text: string): string {
  const trimmed = text.trim()
  if (trimmed.length > mostDigits) return ''
  return trimmed.replace(SIGN_BEFORE, '').replace(SIGN_AFTER, '').trim()
}

/** Spaces and apostrophes group thousands: one to three digits, then threes to the mark. */
const GROUPED = /^([+-]?\d{1,3})((['’\u00a0\u202f ])\d{3}(?:\3\d{3})*)(?!\d)(.*)$/

function ungrouped(text: string): string {
  const own = bare(text)
  const match = GROUPED.exec(own)
  return match ? `${match[1]}${(match[2] ?? '').replace(/\D/g, '')}${match[4]}` : own
}

/**
 * A number with an exponent has one digit or some before its mark and never groups. Between commas
 * groups may be of two and a last one of three, as India writes its lakhs.
 */
const SHAPES: Readonly<Record<DecimalMark, RegExp>> = {
  point:
    /^[+-]?(?:(?:\d{1,3}(?:,\d{3})+|\d{1,2}(?:,\d{2})+,\d{3})(?:\.\d*)?|\d*(?:\.\d*)?(?:e[+-]?\d{1,3})?)$/i,
  comma: /^[+-]?(?:\d{1,3}(?:\.\d{3})+(?:,\d*)?|\d*(?:,\d*)?(?:e[+-]?\d{1,3})?)$/i,
}

/** Abbreviated volumes: `12.3M`, `1,5 Mrd`. */
const UNITS: Readonly<Record<string, number>> = { k: 1e3, m: 1e6, mio: 1e6, b: 1e9, mrd: 1e9 }

function splitUnit(text: string): readonly [string, number] {
  const match = /(?<=\d) ?(k|m|mio|b|mrd)\.?$/i.exec(text)
  return match
    ? [text.slice(0, match.index), UNITS[(match[1] ?? '').toLowerCase()] ?? 1]
    : [text, 1]
}

/** Nine values in ten are so plain that nothing needs to be asked of them. */
const PLAIN = /^\d{1,15}(?:\.\d{1,20})?$/

/** NaN for a missing value, null for text that is no number. */
export function parseNumber(text: string, mark: DecimalMark): number | null {
  if (mark === 'point' && PLAIN.test(text)) return Number(text)
  if (isMissing(text)) return Number.NaN
  const [digits, unit] = splitUnit(ungrouped(text))
  if (!/\d/.test(digits) || !SHAPES[mark].test(digits)) return null
  const plain =
    mark === 'point' ? digits.replaceAll(',', '') : digits.replaceAll('.', '').replace(',', '.')
  const value = Number(plain) * unit
  return Number.isFinite(value) ? value : null
}

export const looksLikeNumber = (text: string): boolean =>
  PLAIN.test(text) ||
  (!isMissing(text) && (parseNumber(text, 'point') !== null || parseNumber(text, 'comma') !== null))

/** What one value says of the decimal mark; `open` names the single mark it holds. */
export type Evidence = DecimalMark | 'open-point' | 'open-comma' | 'long-plain' | 'none'

/** Proof at a glance: one point, and not three digits after it. */
const POINT = /^\d+\.(?:\d{1,2}|\d{4,})$/
/** `1.234`, after signs and groups are gone. */
const OPEN = /^[+-]?(\d{1,3})([.,])\d{3}$/

/**
 * `1.234,5` and `1,5` say comma; `1,234.5`, `0.125` and `1234.567` say point; `1.234` is open.
 * `long-plain` (1234) shows that thousands are not grouped.
 */
export function readEvidence(text: string): Evidence {
  if (text.length <= mostDigits && POINT.test(text)) return 'point'
  const [digits] = splitUnit(ungrouped(text))
  if (!/\d/.test(digits)) return 'none'
  const asPoint = SHAPES.point.test(digits)
  const asComma = SHAPES.comma.test(digits)
  if (asPoint !== asComma) return asPoint ? 'point' : 'comma'
  const open = OPEN.exec(digits)
  if (open) return markOf(open[2] ?? '', Number(open[1]) === 0)
  return asPoint && /^[+-]?\d{4,}$/.test(digits) ? 'long-plain' : 'none'
}

/** Groups of thousands never begin with a lone zero: `0.125` is a decimal. */
function markOf(mark: string, certain: boolean): Evidence {
  if (certain) return mark === '.' ? 'point' : 'comma'
  return mark === '.' ? 'open-point' : 'open-comma'
}

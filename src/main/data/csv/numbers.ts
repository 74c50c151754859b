/** Which mark stands before the decimals; the other one may group thousands. */
export type DecimalMark = 'point' | 'comma'

/** Texts that say "no value": missing is not zero. */
const MISSING = /^(|-+|–|—|\.|null|none|nan|n\/?a|n\/?d|#n\/?a|#nv)$/i

export const isMissing = (text: string): boolean => MISSING.test(text.trim())

/** Without currency signs and the spaces and apostrophes that only ever group thousands. */
const bare = (text: string) => text.trim().replace(/^[$€£¥₹]\s*|\s*[$€£¥₹%]$/g, '')
const ungrouped = (text: string) =>
  bare(text).replace(/(?<=\d)['’\u00a0\u202f ](?=\d{3}(?!\d))/g, '')

const SHAPES: Readonly<Record<DecimalMark, RegExp>> = {
  point: /^[+-]?(\d{1,3}(,\d{3})+|\d+)?(\.\d*)?(e[+-]?\d+)?$/i,
  comma: /^[+-]?(\d{1,3}(\.\d{3})+|\d+)?(,\d*)?(e[+-]?\d+)?$/i,
}

/** Abbreviated volumes: `12.3M`, `1,5 Mrd`. */
const UNITS: Readonly<Record<string, number>> = { k: 1e3, m: 1e6, mio: 1e6, b: 1e9, mrd: 1e9 }

function splitUnit(text: string): readonly [string, number] {
  const match = text.match(/^(.*\d)\s*(k|m|mio|b|mrd)\.?$/i)
  return match ? [match[1] ?? '', UNITS[(match[2] ?? '').toLowerCase()] ?? 1] : [text, 1]
}

/** NaN for a missing value, null for text that is no number. */
export function parseNumber(text: string, mark: DecimalMark): number | null {
  if (isMissing(text)) return Number.NaN
  const [digits, unit] = splitUnit(ungrouped(text))
  if (!/\d/.test(digits) || !SHAPES[mark].test(digits)) return null
  const plain =
    mark === 'point' ? digits.replaceAll(',', '') : digits.replaceAll('.', '').replace(',', '.')
  const value = Number(plain) * unit
  return Number.isFinite(value) ? value : null
}

export const looksLikeNumber = (text: string): boolean =>
  !isMissing(text) && (parseNumber(text, 'point') !== null || parseNumber(text, 'comma') !== null)

/** What one value says of the decimal mark; `open` names the single mark it holds. */
type Evidence = DecimalMark | 'open-point' | 'open-comma' | 'long-plain' | 'none'

/**
 * `1.234,5` and `1,5` say comma; `1,234.5`, `0.125` and `1234.567` say point; `1.234` is open.
 * `long-plain` (1234) shows that thousands are not grouped.
 */
function readEvidence(text: string): Evidence {
  const [digits] = splitUnit(ungrouped(text))
  const asPoint = SHAPES.point.test(digits)
  const asComma = SHAPES.comma.test(digits)
  if (!/\d/.test(digits) || asPoint !== asComma) {
    return asPoint === asComma ? 'none' : asPoint ? 'point' : 'comma'
  }
  const open = digits.match(/^[+-]?(\d{1,3})([.,])\d{3}$/)
  if (open) return markOf(open[2] ?? '', Number(open[1]) === 0)
  return asPoint && /^[+-]?\d{4,}$/.test(digits) ? 'long-plain' : 'none'
}

/** Groups of thousands never begin with a lone zero: `0.125` is a decimal. */
function markOf(mark: string, certain: boolean): Evidence {
  if (certain) return mark === '.' ? 'point' : 'comma'
  return mark === '.' ? 'open-point' : 'open-comma'
}

export type Decision =
  | { readonly mark: DecimalMark }
  /** Both readings stand; `column` and `example` show where. */
  | { readonly column: string; readonly example: string }

interface Named {
  readonly name: string
  readonly values: readonly string[]
}

/** Counts of a column, with its long plain numbers already turned into what they prove. */
function weighColumn({ values }: Named) {
  const counts = { point: 0, comma: 0, 'open-point': 0, 'open-comma': 0, 'long-plain': 0, none: 0 }
  for (const value of values) counts[readEvidence(value)]++
  if (counts['long-plain'] > 0 && counts['open-point'] > 0) counts.point++
  if (counts['long-plain'] > 0 && counts['open-comma'] > 0) counts.comma++
  return counts
}

/**
 * The decimal mark of a file, by evidence over all its columns of numbers (one file is written in
 * one style, and a column of whole volumes may be settled by the prices beside it).
 *
 * Without proof: a file whose columns are separated by commas writes `1.234` with a decimal point,
 * for the comma is taken. Everything else that is open stays open and is asked about.
 */
export function decideDecimal(columns: readonly Named[], delimiter: string): Decision {
  const weights = columns.map(weighColumn)
  const sum = (key: 'point' | 'comma' | 'open-point' | 'open-comma') =>
    weights.reduce((total, counts) => total + counts[key], 0)
  const [point, comma] = [sum('point'), sum('comma')]
  if (point !== comma) return { mark: point > comma ? 'point' : 'comma' }
  if (point === 0 && sum('open-comma') === 0) {
    if (delimiter === ',' || sum('open-point') === 0) return { mark: 'point' }
  }
  return findOpen(columns)
}

function findOpen(columns: readonly Named[]): Decision {
  for (const { name, values } of columns) {
    const example =
      values.find(value => readEvidence(value).startsWith('open')) ??
      values.find(value => /[.,]/.test(value))
    if (example !== undefined) return { column: name, example }
  }
  return { mark: 'point' }
}

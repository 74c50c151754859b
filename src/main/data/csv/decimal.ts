import { type DecimalMark, type Evidence, isMissing, parseNumber, readEvidence } from './numbers.ts'

export type Decision =
  | { readonly mark: DecimalMark }
  /** Both readings stand; `column` and `example` show where. */
  | { readonly column: string; readonly example: string }

interface Named {
  readonly name: string
  readonly values: readonly string[]
}

type Counts = Record<Evidence, number>

/** Counts of a column, with its long plain numbers already turned into what they prove. */
function weighColumn({ values }: Named): Counts {
  const counts: Counts = {
    point: 0,
    comma: 0,
    'open-point': 0,
    'open-comma': 0,
    'long-plain': 0,
    none: 0,
  }
  for (const value of values) counts[readEvidence(value)]++
  if (counts['long-plain'] > 0 && counts['open-point'] > 0) counts.point++
  if (counts['long-plain'] > 0 && counts['open-comma'] > 0) counts.comma++
  return counts
}

/**
 * The decimal mark of a file, by evidence over all its columns of numbers (one file is written in
 * one style, and a column of whole volumes may be settled by the prices beside it). Without proof,
 * and wherever a price would leap a thousandfold under the mark that was found, it is asked.
 */
export function decideDecimal(columns: readonly Named[]): Decision {
  const weights = columns.map(weighColumn)
  const sum = (key: Evidence) => weights.reduce((total, counts) => total + counts[key], 0)
  const [point, comma] = [sum('point'), sum('comma')]
  if (point === comma) {
    return findOpen(columns, point > 0) ?? { mark: 'point' }
  }
  const mark = point > comma ? 'point' : 'comma'
  return findLeap(columns, mark) ?? { mark }
}

/** `proven`: both marks are, so that any value with one will do. */
function findOpen(columns: readonly Named[], proven: boolean): Decision | null {
  for (const { name, values } of columns) {
    const example =
      values.find(value => readEvidence(value).startsWith('open')) ??
      (proven ? values.find(value => !isMissing(value) && /[.,]/.test(value)) : undefined)
    if (example !== undefined) return { column: name, example }
  }
  return null
}

/** A thousandfold, give or take a day of trading on either side. */
const leap = 300

/**
 * The first value with three digits after its mark beside which a price leaps by some thousand under
 * this reading and does not under the other: 999, then `1.002`. Volumes leap by themselves; of the
 * columns only the first, the price itself, is asked.
 */
function findLeap(columns: readonly Named[], mark: DecimalMark): Decision | null {
  const [price] = columns
  if (!price) return null
  const other = mark === 'point' ? 'comma' : 'point'
  for (const [i, value] of price.values.entries()) {
    const before = price.values[i - 1]
    if (before === undefined) continue
    if (stepOf(before, value, mark) < leap) continue
    const open = [value, before].find(text => readEvidence(text).startsWith('open'))
    if (open !== undefined && stepOf(before, value, other) < leap)
      return { column: price.name, example: open }
  }
  return null
}

/** How many times the larger is the smaller; 1 where either is no number. */
function stepOf(before: string, value: string, mark: DecimalMark): number {
  const ratio = (parseNumber(value, mark) ?? Number.NaN) / (parseNumber(before, mark) ?? Number.NaN)
  return Number.isFinite(ratio) && ratio > 0 ? Math.max(ratio, 1 / ratio) : 1
}

/** Futures of bonds: 110'165 is 110 and 16.5 thirty-seconds. */
const FRACTION = /^\d{2,3}['’](?:[0-2]\d|3[01])[0257]$/
const APOSTROPHE = /^\d{1,3}['’]\d{3}/

/**
 * A price with an apostrophe that may be thirty-seconds: every such value of the column is in their
 * shape, and none shows by decimals or a second group that thousands are grouped. Null: none.
 */
export function findFraction({ values }: Named): string | null {
  const marked = values.filter(value => APOSTROPHE.test(value))
  return marked.length > 0 && marked.every(value => FRACTION.test(value))
    ? (marked[0] ?? null)
    : null
}

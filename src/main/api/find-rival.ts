import type { Failure } from '../../shared/failure.ts'
import type { Bars, SeriesInfo } from '../../shared/types.ts'
import { symbolOf } from '../data/csv/symbol.ts'
import { latestRevision, readBars } from '../store/revisions.ts'
import type { Store } from '../store/store.ts'

/** Fewer equal closes than this share of the common days are chance. */
const chance = 0.02

/** After a split every price is the same many times what it was, but for the rounding of a file. */
const isSplit = (common: readonly Common[]): boolean => {
  const ratios = common.map(({ before, after }) => after / before)
  const [least, most] = ratios.reduce(
    ([low, high], ratio) => [Math.min(low, ratio), Math.max(high, ratio)],
    [Number.POSITIVE_INFINITY, 0]
  )
  return common.length >= 5 && most <= 1.005 * least
}

interface Common {
  readonly before: number
  readonly after: number
}

/** Prices are the same when they differ by less than their last digits do. */
const isSame = (a: number, b: number) => Math.abs(a - b) <= 1e-9 * Math.abs(a)

/**
 * The failure of two securities under one name: the series is here, and its latest revision shares
 * no prices with these bars. A split or a dividend moves the past but not the newest days, so one
 * equal close on the last common day speaks for the same security, and so does one factor between
 * all. Null: none is here, or it fits.
 */
export function findRival(store: Store, info: SeriesInfo, bars: Bars): Failure | null {
  const latest = latestRevision(store, info.symbol, info.source)
  if (latest === null) return null
  const known = readBars(store, latest.id)
  const closes = new Map(known.dates.map((date, i) => [date, known.close[i] ?? Number.NaN]))
  const common = bars.dates.flatMap((date, i) => {
    const before = closes.get(date)
    return before === undefined ? [] : [{ date, before, after: bars.close[i] ?? Number.NaN }]
  })
  const equal = common.filter(({ before, after }) => isSame(before, after)).length
  const last = common.at(-1)
  const fits =
    last !== undefined &&
    (isSame(last.before, last.after) || equal > common.length * chance || isSplit(common))
  if (fits) return null
  const file = info.file ?? info.symbol
  // days of another time under a symbol that stands in the file: a later part of the same
  if (last === undefined && info.symbol !== symbolOf(file)) return null
  const { date, before, after } = common[0] ?? { date: null, before: 0, after: 0 }
  return { kind: 'other-security', file, symbol: info.symbol, date, before, after }
}

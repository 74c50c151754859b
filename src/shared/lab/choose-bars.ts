import type { Experiment } from '../experiment.ts'
import { done, type Failure, failed, type Result } from '../failure.ts'
import type { Bars, IsoDate, Range } from '../types.ts'

export type BarChoice = Pick<Experiment, 'price' | 'days' | 'from' | 'to'>

/** The chosen bars' dates and one price column, every price finite and positive. Length n. */
export interface ChosenBars {
  readonly dates: readonly IsoDate[]
  readonly prices: Float64Array
}

/**
 * Picks bars from a full revision.
 *
 * - neither date, or only `to`: the last `days` bars up to `to` (or the last bar)
 * - only `from`: the first `days` bars from `from` on
 * - both: every bar between them, both included; `days` is then not read, because its
 *   default of 800 could not be told from a wish
 * - `days` null: as many as there are
 *
 * A date without a bar means the nearest bar inside (`from`: the next, `to`: the one before);
 * a date outside the series fails, so that nobody gets fewer days than asked for without a word.
 */
export function chooseBars(bars: Bars, choice: BarChoice): Result<ChosenBars> {
  const range = chooseRange(bars.dates, choice)
  if (!range.ok) return range
  const { start, end } = range.value
  const dates = bars.dates.slice(start, end)
  const prices = (choice.price === 'close' ? bars.close : bars.adjusted).slice(start, end)
  const refusal = refusePrices(dates, prices, choice.price)
  return refusal ? failed(refusal) : done({ dates, prices })
}

function chooseRange(dates: readonly IsoDate[], choice: BarChoice): Result<Range> {
  const refusal = refuseDates(dates, choice)
  if (refusal) return failed(refusal)
  const { days, from, to } = choice
  const first = from === null ? 0 : countBefore(dates, from)
  const last = to === null ? dates.length : countThrough(dates, to)
  const available = Math.max(0, last - first)
  if (days === null || (from !== null && to !== null)) {
    return available > 0 ? done({ start: first, end: last }) : failed(tooFew(1, available))
  }
  if (available < days) return failed(tooFew(days, available))
  return done(
    from === null ? { start: last - days, end: last } : { start: first, end: first + days }
  )
}

const tooFew = (needed: number, got: number): Failure => ({
  kind: 'too-few-rows',
  what: 'The experiment',
  needed,
  got,
})

/** Bars before `date`; dates are sorted, so string order is time order. */
const countBefore = (dates: readonly IsoDate[], date: IsoDate) => dates.filter(d => d < date).length
const countThrough = (dates: readonly IsoDate[], date: IsoDate) =>
  dates.filter(d => d <= date).length

function refuseDates(dates: readonly IsoDate[], { from, to }: BarChoice): Failure | null {
  const first = dates[0]
  const last = dates[dates.length - 1]
  if (first === undefined || last === undefined) return tooFew(1, 0)
  for (const date of [from, to]) {
    if (date !== null && (date < first || date > last))
      return { kind: 'no-such-date', date, first, last }
  }
  const reversed = from !== null && to !== null && from > to
  return reversed
    ? { kind: 'bad-experiment', field: 'from', reason: `${from} is after ${to}` }
    : null
}

function refusePrices(
  dates: readonly IsoDate[],
  prices: Float64Array,
  column: string
): Failure | null {
  const bad = prices.findIndex(price => !(Number.isFinite(price) && price > 0))
  if (bad < 0) return null
  const date = dates[bad]!
  const value = prices[bad]!
  return Number.isFinite(value)
    ? { kind: 'price-not-positive', column, date, value }
    : { kind: 'price-missing', column, date }
}

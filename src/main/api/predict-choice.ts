import { done, type Failure, failed, type Result } from '../../shared/failure.ts'
import { type ChosenBars, chooseBars } from '../../shared/lab/choose-bars.ts'
import { isTestOpen } from '../../shared/lab/split.ts'
import type { Bars, IsoDate, Prepared, Revision } from '../../shared/types.ts'
import type { Run } from '../store/runs.ts'

/** The bars that a stored run is applied to. */
export interface Choice {
  readonly bars: ChosenBars
  /** The last day that the run saw of them; null when it saw none. */
  readonly after: IsoDate | null
}

/**
 * Of another series as many bars as the run had, up to `to`. Of the run's own history those from
 * its own first day on, of which only the days after its last are new to it; while its test part is
 * closed nothing is said from a day before that, for a forecast from there would speak of test days.
 */
export function choosePredictBars(
  run: Run,
  own: Prepared,
  revision: Revision,
  bars: Bars,
  to: IsoDate | null
): Result<Choice> {
  const { price } = run.experiment
  if (!isOwnHistory(run, own, revision, bars)) {
    const known = bars.dates.filter(date => to === null || date <= to).length
    const days = Math.min(own.dates.length, Math.max(1, known))
    const chosen = chooseBars(bars, { price, to, days, from: null })
    return chosen.ok ? done({ bars: chosen.value, after: null }) : chosen
  }
  const chosen = chooseBars(bars, { price, to, days: null, from: firstOwn(own, bars) })
  if (!chosen.ok) return chosen
  const refusal = refuseClosed(run, own, chosen.value)
  return refusal ? failed(refusal) : done({ bars: chosen.value, after: own.dates.at(-1) ?? null })
}

/** Cumulative return starts on the run's own first day; returns need no first day. */
function firstOwn(own: Prepared, bars: Bars): IsoDate | null {
  const [ours = null, theirs = null] = [own.dates[0], bars.dates[0]]
  const later = ours !== null && theirs !== null && theirs > ours
  return own.protocol === 'sealed' && later ? theirs : ours
}

function refuseClosed(run: Run, own: Prepared, { dates }: ChosenBars): Failure | null {
  const [last = '', given = ''] = [own.dates.at(-1), dates.at(-1)]
  if (isTestOpen(own, run.openedAt !== null) || given >= last) return null
  return { kind: 'closed-day', run: run.id, from: last, given }
}

/** The same symbol, or the same history under another name: a file renamed, a second source. */
const isOwnHistory = (run: Run, own: Prepared, { series }: Revision, bars: Bars): boolean =>
  series.symbol === run.revision.series.symbol || sharesReturns(own, bars)

/** Daily; files round prices, and two companies' returns are this near on one day in some 200. */
const alike = 1e-4

/** True when most of the days that both have tell the same return. */
function sharesReturns({ dates, prices }: Prepared, bars: Bars): boolean {
  const theirs = new Map(bars.dates.map((date, i) => [date, bars.close[i] ?? Number.NaN]))
  const gaps: number[] = []
  for (let i = 1; i < dates.length; i++) {
    const before = theirs.get(dates[i - 1] ?? '')
    const day = theirs.get(dates[i] ?? '')
    if (before === undefined || day === undefined) continue
    gaps.push(Math.abs(Math.log(day / before) - Math.log(prices[i]! / prices[i - 1]!)))
  }
  return gaps.length > 0 && gaps.filter(gap => gap < alike).length > gaps.length / 2
}

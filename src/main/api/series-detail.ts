import { done, failed, type Result } from '../../shared/failure.ts'
import type { SeriesDetail, SeriesSummary } from '../../shared/wire.ts'
import { workBeside } from '../beside/beside.ts'
import { countMissing, tradingWeekdays } from '../data/calendar.ts'
import { readLastDates } from '../store/bar-chunks.ts'
import {
  isRevision,
  listRevisions,
  listSeries,
  readBars,
  readRevision,
  type SeriesEntry,
} from '../store/revisions.ts'
import { attemptLater } from './attempt.ts'
import type { Hindcast } from './hindcast.ts'

/** Every series as the list shows it, by symbol. */
export const listSeriesSummaries = (h: Hindcast): SeriesSummary[] =>
  listSeries(h.store).map(entry => summaryOf(h, entry))

function summaryOf(h: Hindcast, { latest, first, revisions, usedAt }: SeriesEntry): SeriesSummary {
  const { symbol, source, name, currency, exchange } = latest.series
  return {
    revisionId: latest.id,
    symbol,
    source,
    name,
    currency,
    exchange,
    count: latest.count,
    first,
    asOf: latest.asOf,
    revisions,
    missingDays: missingDays(h, latest),
    usedAt,
  }
}

/** Sessions since the last bar; only what was fetched can be behind. */
function missingDays({ store }: Hindcast, { id, series, asOf }: SeriesEntry['latest']): number {
  if (series.source !== 'yahoo') return 0
  const dates = readLastDates(store, id)
  const last = dates.at(-1) ?? asOf
  return countMissing(last, tradingWeekdays(dates), series.exchange, store.now())
}

/** One state of a series with its bars, and what may be wrong with it. */
export async function readSeriesDetail(
  h: Hindcast,
  revisionId: number
): Promise<Result<SeriesDetail>> {
  return attemptLater(h, async () => {
    if (!isRevision(h.store, revisionId)) return failed({ kind: 'no-such-series', revisionId })
    const revision = readRevision(h.store, revisionId)
    const bars = readBars(h.store, revisionId)
    const { symbol, source, exchange } = revision.series
    const entry = listSeries(h.store).find(
      ({ latest }) => latest.series.symbol === symbol && latest.series.source === source
    )
    if (!entry) throw new Error(`revision ${revisionId} belongs to no series`)
    const first = bars.dates[0] ?? ''
    return done({
      summary: summaryOf(h, { ...entry, latest: revision, first }),
      revision,
      bars,
      quality: await workBeside('judgeSeries', bars, exchange),
      revisions: listRevisions(h.store, symbol, source),
    })
  })
}

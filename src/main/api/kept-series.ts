import { done, failed, type Result } from '../../shared/failure.ts'
import type { RevisionChanges, RevisionFacts } from '../../shared/lab-wire.ts'
import type { Bars, SeriesInfo } from '../../shared/types.ts'
import { latestRevision, listSeries, readBars } from '../store/revisions.ts'
import { attempt } from './attempt.ts'
import type { Hindcast } from './hindcast.ts'
import { compareRevisions, revisionsOf } from './read-provenance.ts'

/** A series with all its states, oldest first. */
export interface KeptSeries {
  readonly series: SeriesInfo
  readonly revisions: readonly RevisionFacts[]
}

/** Every series of that symbol, Yahoo's first; case does not matter. Fails where there is none. */
export function findKeptSeries(h: Hindcast, symbol: string): Result<KeptSeries[]> {
  return attempt(h, () => {
    const wanted = symbol.trim().toUpperCase()
    const all = listSeries(h.store)
      .map(({ latest }) => latest)
      .filter(({ series }) => series.symbol.toUpperCase() === wanted)
      .toSorted((a, b) => Number(b.series.source === 'yahoo') - Number(a.series.source === 'yahoo'))
    if (all.length > 0)
      return done(all.map(one => ({ series: one.series, revisions: revisionsOf(h.store, one) })))
    const reason = 'no series here is called that. See them all with npx hindcast series.'
    return failed({ kind: 'bad-experiment', field: symbol, reason })
  })
}

/** The bars of a state of a series, and what should be said about them. */
export interface KeptBars {
  readonly bars: Bars
  readonly notice: string | null
}

/** Of the latest revision, or of that number; Yahoo's series where a file has the same name. */
export function readKeptBars(h: Hindcast, symbol: string, number?: number): Result<KeptBars> {
  const kept = findKeptSeries(h, symbol)
  if (!kept.ok) return kept
  return attempt(h, () => {
    const [series, other] = kept.value
    const revisions = series?.revisions ?? []
    const at = number ?? latestNumber(h, series)
    const chosen = revisions[at - 1]
    if (!chosen || !series) return failed(noRevision(symbol, at, revisions.length))
    const notice = other
      ? `There are ${kept.value.length} series called ${symbol}; this is the one from ${series.series.file ?? series.series.source}.`
      : null
    return done({ bars: readBars(h.store, chosen.id), notice })
  })
}

function latestNumber(h: Hindcast, series: KeptSeries | undefined): number {
  if (!series) return 0
  const latest = latestRevision(h.store, series.series.symbol, series.series.source)
  return series.revisions.findIndex(({ id }) => id === latest?.id) + 1
}

/** The failure of a number that no state of the series has. */
export function noRevision(symbol: string, number: number, count: number) {
  const have = count === 1 ? 'one revision' : `${count} revisions`
  const reason = `${symbol} has ${have}, and ${number} is none of them. See them with npx hindcast revisions ${symbol}.`
  return { kind: 'bad-experiment', field: '--revision', reason } as const
}

export interface RevisionHistory extends KeptSeries {
  /** From each state to the next. */
  readonly changes: readonly RevisionChanges[]
}

/** The same with what moved from each state to the next. */
export function readHistory(h: Hindcast, symbol: string): Result<RevisionHistory[]> {
  const kept = findKeptSeries(h, symbol)
  if (!kept.ok) return kept
  const histories: RevisionHistory[] = []
  for (const { series, revisions } of kept.value) {
    const changes: RevisionChanges[] = []
    for (const [at, { id }] of revisions.slice(1).entries()) {
      const compared = compareRevisions(h, { before: revisions[at]!.id, after: id })
      if (!compared.ok) return compared
      changes.push(compared.value)
    }
    histories.push({ series, revisions, changes })
  }
  return done(histories)
}

import { done, failed, type Result } from '../../shared/failure.ts'
import type { RevisionChanges, RevisionFacts } from '../../shared/lab-wire.ts'
import type { SeriesInfo } from '../../shared/types.ts'
import { listSeries } from '../store/revisions.ts'
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

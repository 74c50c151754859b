import type { PartRange, Results } from '../../shared/results.ts'
import { readRows, type Store } from './store.ts'

export type SeenBy = NonNullable<Results['seal']['seenBy']>

interface OtherRun {
  readonly id: string
  readonly results: string
}

type Shown = Pick<Results, 'seal' | 'split' | 'experiment'>

/**
 * Runs of the same series that have shown days of this run's test part: a tutorial run shows all of its
 * parts while it trains, a sealed one all but a closed test part. Deleted runs have shown them as well,
 * as long as their rows are kept. Oldest first; none for a run without a seal.
 */
export function seenBy(store: Store, run: string, { seal, split }: Shown): SeenBy {
  const hidden = split.find(({ part }) => part === 'test')
  if (seal.state === 'none' || !hidden) return []
  const sql = `SELECT o.id, o.results FROM runs o
    JOIN revisions v ON v.id = o.revision_id
    JOIN revisions w ON w.series_id = v.series_id
    JOIN runs r ON r.revision_id = w.id
    WHERE r.id = ? AND o.id <> r.id AND o.results IS NOT NULL ORDER BY o.created_at, o.rowid`
  return readRows<OtherRun>(store, sql, run).flatMap(({ id, results }) => {
    const other = JSON.parse(results) as Shown
    const days = daysShown(other, hidden)
    return days ? [{ run: id, protocol: other.experiment.protocol, ...days }] : []
  })
}

/** The days of `hidden` that the other run has shown; null for none. */
function daysShown({ seal, split }: Shown, hidden: PartRange) {
  const open = split.filter(({ part }) => part !== 'test' || seal.state !== 'closed')
  const from = open.map(({ first }) => first).toSorted()[0]
  const to = open
    .map(({ last }) => last)
    .toSorted()
    .at(-1)
  if (from === undefined || to === undefined) return null
  const [, first = from] = [from, hidden.first].toSorted()
  const [last = to] = [to, hidden.last].toSorted()
  return first <= last ? { first, last } : null
}

/** What the store knows now, and what a run from another computer came with. */
export function sealSeen(store: Store, run: string, results: Shown): Results['seal'] {
  const own = seenBy(store, run, results)
  const brought = (results.seal.seenBy ?? []).filter(
    one => !own.some(({ run: id }) => id === one.run)
  )
  const all = [...own, ...brought]
  return all.length === 0 ? results.seal : { ...results.seal, seenBy: all }
}

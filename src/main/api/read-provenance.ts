import { done, failed, type Result } from '../../shared/failure.ts'
import { adjustmentSteps } from '../../shared/lab/adjustment.ts'
import { type BarChanges, compareBars } from '../../shared/lab/compare-revisions.ts'
import { prepare } from '../../shared/lab/prepare.ts'
import { changeWords } from '../../shared/lab/revision-words.ts'
import type {
  Provenance,
  RevisionChanges,
  RevisionFacts,
  RevisionsSince,
} from '../../shared/lab-wire.ts'
import type { Results } from '../../shared/results.ts'
import type { IsoDate, Revision } from '../../shared/types.ts'
import { hashExperiment, hashTry } from '../store/experiments.ts'
import { fetchedAt } from '../store/fetches.ts'
import { readModels } from '../store/models.ts'
import {
  isRevision,
  latestRevision,
  listRevisions,
  readBars,
  readBarsAsFound,
  readRevision,
  readStampText,
} from '../store/revisions.ts'
import { findRun, type Run, readResults } from '../store/runs.ts'
import type { Store } from '../store/store.ts'
import { attempt } from './attempt.ts'
import { hashUsed } from './hash-used.ts'
import type { Hindcast } from './hindcast.ts'
import { machine } from './versions.ts'

/**
 * Where a finished run's numbers come from. Bars are hashed anew from the database, so that a change
 * behind our back shows. Fails with `no-such-run` or `run-unfinished`.
 */
export function readProvenance(h: Hindcast, typed: string): Result<Provenance> {
  return attempt(h, () => {
    const found = findRun(h.store, typed)
    if (!found.ok) return found
    const { id, state } = found.value
    const results = readResults(h.store, id)
    if (!results) return failed({ kind: 'run-unfinished', id, state })
    return done({ ...provenanceOf(h.store, found.value, results), now: machine(h) })
  })
}

/** The same for a report, which is of the machine that trained. */
export function provenanceOf(store: Store, run: Run, results: Results): Provenance {
  const { series, versions } = results
  const revisions = revisionsOf(store, run.revision)
  const own = revisions.find(({ id }) => id === run.revision.id)
  if (!own) throw new Error(`revision ${run.revision.id} belongs to no series`)
  const before = { ...versions, cpu: versions.cpu ?? null }
  return {
    run: run.id,
    series: run.revision.series,
    price: run.experiment.price,
    revision: own,
    used: { bars: series.bars, first: series.first, last: series.last },
    ...dataOf(store, run),
    seed: run.experiment.seed,
    experimentHash: hashExperiment(run.experiment),
    tryHash: hashTry(run.experiment),
    weights: readModels(store, run.id).map(({ model, phase, weightsHash }) => ({
      model,
      phase,
      hash: weightsHash,
    })),
    before,
    now: before,
    revisions,
    since: sinceOf(store, run, revisions, series),
  }
}

/** Every state of the series of a revision, oldest first. */
export const revisionsOf = (store: Store, { series }: Pick<Revision, 'series'>): RevisionFacts[] =>
  listRevisions(store, series.symbol, series.source).map((revision, at) => {
    const { id, hash, count, asOf, createdAt } = revision
    const [fetched, stamp] = [fetchedAt(store, id), readStampText(store, id)]
    return { id, number: at + 1, hash, count, asOf, createdAt, fetchedAt: fetched, stamp }
  })

function dataOf(store: Store, run: Run): Pick<Provenance, 'hashes' | 'adjustment'> {
  const found = readBarsAsFound(store, run.revision.id)
  const prepared = found && prepare(found.bars, run.experiment)
  return {
    hashes: {
      series: { recorded: run.revision.hash, now: found?.hash ?? null },
      used: { recorded: run.usedHash, now: prepared?.ok ? hashUsed(prepared.value) : null },
    },
    adjustment: (found && adjustmentSteps(found.bars).at(-1)) ?? null,
  }
}

/** Null where the run read the state in which the source was last seen, or its bars are damaged. */
function sinceOf(
  store: Store,
  { revision, experiment }: Run,
  revisions: readonly RevisionFacts[],
  used: { readonly first: IsoDate; readonly last: IsoDate }
): RevisionsSince | null {
  const { symbol, source } = revision.series
  const latest = latestRevision(store, symbol, source)
  const newest = revisions.find(({ id }) => id === latest?.id)
  if (!newest || newest.id === revision.id) return null
  const [mine, theirs] = [revision.id, newest.id].map(id => readBarsAsFound(store, id))
  if (!mine || !theirs) return null
  const changes = compareBars(mine.bars, theirs.bars)
  const isLater = (date: IsoDate) => date > (mine.bars.dates.at(-1) ?? '')
  const prices = changes.moved.filter(({ column }) => column === experiment.price)
  const inUse = (date: IsoDate) => date >= used.first && date <= used.last
  return {
    newest,
    movedDays: daysMoved(changes, changes.moved).filter(date => !isLater(date)).length,
    addedDays: changes.added.filter(isLater).length,
    movedDaysInUse: daysMoved(changes, prices).filter(inUse).length,
    words: changeWords(changes, { bars: theirs.bars, stamp: newest.stamp }),
  }
}

const daysMoved = ({ added, removed }: BarChanges, moved: BarChanges['moved']): IsoDate[] => [
  ...new Set([...moved.map(({ date }) => date), ...added, ...removed]),
]

/** What differs between two states of one series. Fails with `no-such-series`. */
export function compareRevisions(
  h: Hindcast,
  { before, after }: { readonly before: number; readonly after: number }
): Result<RevisionChanges> {
  return attempt(h, () => {
    const { store } = h
    for (const revisionId of [before, after])
      if (!isRevision(store, revisionId)) return failed({ kind: 'no-such-series', revisionId })
    const [old, later] = [readRevision(store, before).series, readRevision(store, after).series]
    if (old.symbol !== later.symbol || old.source !== later.source)
      return failed({ kind: 'no-such-series', revisionId: after })
    const bars = readBars(store, after)
    const changes = compareBars(readBars(store, before), bars)
    const words = changeWords(changes, { bars, stamp: readStampText(store, after) })
    return done({ before, after, ...changes, words })
  })
}

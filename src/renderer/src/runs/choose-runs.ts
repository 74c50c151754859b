import type { RunSummary } from '../../../shared/wire.ts'
import { runText } from './run-words.ts'

/** The runs that have a star (when asked) and every word of the query, newest first. */
export function chooseRuns(
  runs: readonly RunSummary[],
  { query, onlyStarred }: { readonly query: string; readonly onlyStarred: boolean }
): readonly RunSummary[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean)
  return runs
    .filter(run => !onlyStarred || run.starred)
    .filter(run => words.length === 0 || hasAll(runText(run), words))
    .toSorted((a, b) => (a.createdAt < b.createdAt ? 1 : a.createdAt > b.createdAt ? -1 : 0))
}

const hasAll = (text: string, words: readonly string[]) => words.every(word => text.includes(word))

/** Places in the queue by run: the one that waits longest is next. */
export function queuePlaces(runs: readonly RunSummary[]): ReadonlyMap<string, number> {
  const waiting = runs
    .filter(run => run.state === 'queued')
    .toSorted((a, b) => a.createdAt.localeCompare(b.createdAt))
  return new Map(waiting.map((run, index) => [run.id, index + 1]))
}

import { useQueries } from '@tanstack/react-query'
import type { RunDetail, RunFigures } from '../../../../shared/wire.ts'
import { ask } from '../../bridge.ts'
import { FailedState, Waiting } from '../../components/state.tsx'
import { keys } from '../../state/queries.ts'
import { CompareHead } from './compare-head.tsx'
import { CompareView } from './compare-view.tsx'

/** A run of the comparison: what it was told to do and what came of it. */
export interface Entry {
  readonly detail: RunDetail
  readonly figures: RunFigures
}

/** Several runs side by side. */
export function ComparePage({ ids }: { readonly ids: readonly string[] }) {
  const details = useQueries({
    queries: ids.map(id => ({ queryKey: keys.run(id), queryFn: () => ask('readRun', { id }) })),
  })
  const figures = useQueries({
    queries: ids.map(id => ({
      queryKey: keys.figures(id),
      queryFn: () => ask('readFigures', { id }),
    })),
  })
  const error = [...details, ...figures].find(query => query.error)?.error
  const entries = ids.flatMap((_, i): Entry[] => {
    const [detail, own] = [details[i]?.data, figures[i]?.data]
    return detail && own ? [{ detail, figures: own }] : []
  })
  return (
    <>
      <CompareHead ids={ids} summaries={details.map(query => query.data?.summary)} />
      {error ? (
        <FailedState error={error} />
      ) : entries.length < ids.length ? (
        <Waiting text="Reading the runs" />
      ) : (
        <CompareView entries={entries} />
      )}
    </>
  )
}

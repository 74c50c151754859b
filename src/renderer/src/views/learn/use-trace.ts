import { keepPreviousData, type UseQueryResult, useQuery } from '@tanstack/react-query'
import type { Cell, ModelSpec } from '../../../../shared/types.ts'
import type { RunDetail, Trace } from '../../../../shared/wire.ts'
import { ask } from '../../bridge.ts'
import { keys } from '../../state/queries.ts'
import { useLearn } from './learn-state.ts'

/** The network that a topic speaks of in this run: the chosen one if it fits, else the first that does. */
export function modelFor(
  run: RunDetail | null,
  cell: Cell | null,
  wanted: string | null
): ModelSpec | null {
  const fitting = run?.experiment.models.filter(one => cell === null || one.cell === cell) ?? []
  return fitting.find(({ name }) => name === wanted) ?? fitting[0] ?? null
}

/** One window through that network; nothing before the run is finished. */
export function useTrace(
  run: RunDetail | null,
  cell: Cell | null
): { readonly model: ModelSpec | null; readonly trace: UseQueryResult<Trace> } {
  const { model: wanted, window } = useLearn()
  const model = modelFor(run, cell, wanted)
  const id = run?.summary.id ?? ''
  const trace = useQuery({
    queryKey: keys.trace(id, model?.name ?? '', window),
    queryFn: () => ask('readTrace', { id, model: model?.name ?? '', window }),
    enabled: run?.results != null && model !== null,
    // the heat maps stay while the next window is on its way
    placeholderData: (previous, query) =>
      query?.queryKey[3] === model?.name ? keepPreviousData(previous) : undefined,
  })
  return { model, trace }
}

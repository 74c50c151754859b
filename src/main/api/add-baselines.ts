import { baselinePath } from '../../shared/lab/baseline-path.ts'
import { fitBaselines } from '../../shared/lab/baselines.ts'
import type { PathTable, Prepared } from '../../shared/types.ts'
import type { FullPath } from '../../shared/wire.ts'

/**
 * A path with every baseline. Persistence and drift are in the table; the others are fitted on the
 * part that its networks saw. Takes its time: ask for it beside (src/main/beside).
 */
export function addBaselines(
  table: PathTable,
  { prepared, origin }: { readonly prepared: Prepared; readonly origin: number },
  horizon: number
): FullPath {
  const fitted = fitBaselines(prepared)
  const path = (name: 'train-mean' | 'ridge') => [
    ...baselinePath(prepared, fitted, name, origin, horizon),
  ]
  return { ...table, baselines: { 'train-mean': path('train-mean'), ridge: path('ridge') } }
}

import type { SeriesDetail } from '../../../shared/wire.ts'
import { useSeries } from '../state/queries.ts'
import { useUi } from '../state/ui.ts'

/** The series the next run trains on, once its bars are here; null while none is chosen. */
export function useChosenSeries(): SeriesDetail | null {
  const revision = useUi(ui => ui.revision)
  return useSeries(revision).data ?? null
}

import type { ViewName } from '../../../shared/wire.ts'

/** The views, in the order of their tabs. */
export const viewNames: Readonly<Record<ViewName, string>> = {
  data: 'Data',
  train: 'Train',
  results: 'Results',
  forecast: 'Forecast',
  lab: 'Lab',
  learn: 'Learn',
}

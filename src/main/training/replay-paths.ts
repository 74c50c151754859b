import type { Experiment } from '../../shared/experiment.ts'
import { forecastOrigin, hindcastOrigin, windowAtOrigin } from '../../shared/lab/origins.ts'
import { prepareAllKnown } from '../../shared/lab/prepare.ts'
import { isTestOpen } from '../../shared/lab/split.ts'
import type { Prepared } from '../../shared/types.ts'
import type { Application } from './job.ts'

type Paths = Application['paths']

/**
 * The recursive paths that a replay of the first training shows: the hindcast, and the forecast
 * where no second training makes it. Under the sealed protocol the hindcast ends before the test
 * part and there is no forecast: it would begin within that part.
 */
export function firstPaths(prepared: Prepared, { horizon, retrain }: Experiment): Paths {
  const testOpen = isTestOpen(prepared, false)
  const hindcast = pathFrom(prepared, hindcastOrigin(prepared, horizon, testOpen), horizon)
  if (retrain || !testOpen) return { hindcast }
  return { hindcast, forecast: pathFrom(prepared, forecastOrigin(prepared), horizon) }
}

/** That of the second one, on all known days: the forecast. */
export function secondPaths(prepared: Prepared, { horizon }: Experiment): Paths {
  const known = prepareAllKnown(prepared)
  return { forecast: pathFrom(known, forecastOrigin(known), horizon) }
}

const pathFrom = (prepared: Prepared, origin: number, steps: number) => ({
  windows: windowAtOrigin(prepared, origin),
  steps,
})

import { type LossMeans, persistenceLoss } from '../../shared/lab/metrics.ts'
import type { Losses, Prepared } from '../../shared/types.ts'
import type { Run } from '../store/runs.ts'

/**
 * Persistence's loss by part, averaged as the run's own losses are, so that the two can be held
 * against each other. Watched losses are means over windows, the figure of every other view; train
 * losses are what the batches had. Tutorial runs of before that kept the mean over batches for both.
 */
export const persistenceLossOf = (
  { experiment }: Pick<Run, 'experiment'>,
  prepared: Prepared,
  losses: readonly Losses[],
  testOpen: boolean
) => persistenceLoss(prepared, meansOf(experiment, losses), testOpen)

function meansOf({ protocol, batch }: Run['experiment'], losses: readonly Losses[]): LossMeans {
  if (protocol === 'sealed') return { train: Infinity, watched: Infinity }
  const isOld = losses.some(own => own.epoch.length > 0 && !own.testOverBatches)
  return { train: batch, watched: isOld ? batch : Infinity }
}

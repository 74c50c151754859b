import type { Schedule } from '../../shared/experiment.ts'
import { assertNever } from '../../shared/failure.ts'

/**
 * Learning rate of an epoch (counted from 0): a function of the epoch alone, so that a resumed
 * run learns at the rate it would have. Forms as in torch.optim.lr_scheduler: StepLR,
 * ExponentialLR, CosineAnnealingLR.
 */
export function learningRate(
  schedule: Schedule,
  rate: number,
  epoch: number,
  epochs: number
): number {
  switch (schedule.kind) {
    case 'constant':
      return rate
    case 'step':
      return rate * schedule.factor ** Math.floor(epoch / schedule.every)
    case 'exponential':
      return rate * schedule.factor ** epoch
    case 'cosine': {
      const lowest = rate * schedule.floor
      return lowest + ((rate - lowest) * (1 + Math.cos((Math.PI * epoch) / epochs))) / 2
    }
    default:
      return assertNever(schedule)
  }
}

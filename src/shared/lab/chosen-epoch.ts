import type { Protocol } from '../types.ts'

/** How far a training came; `bestEpoch` is the one with the lowest loss on the watched part. */
interface TrainedEpochs {
  readonly epoch: number
  readonly bestEpoch: number | null
}

/**
 * The epoch whose weights a training leaves: under the tutorial the last one, under the sealed
 * protocol the best on validation (the last where nothing was watched).
 */
export const chosenEpoch = (protocol: Protocol, { epoch, bestEpoch }: TrainedEpochs): number =>
  protocol === 'sealed' ? (bestEpoch ?? epoch) : epoch

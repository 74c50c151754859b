import type { Build } from '../build.ts'
import type { Tensor } from '../graph.ts'
import * as ops from '../operations.ts'

/** Mean squared error over the batch: one number per model, [] or [K]. Both [1, B]. */
export function meanSquaredError({ g }: Build, predicted: Tensor, target: Tensor): Tensor {
  const rank = predicted.shape.length
  return ops.mean(g, ops.square(g, ops.subtract(g, predicted, target)), [rank - 2, rank - 1], false)
}

import type { Build } from '../build.ts'
import type { Tensor } from '../graph.ts'
import * as ops from '../operations.ts'

/** Mean squared error over the batch, a scalar. Both [1, B]. */
export const meanSquaredError = ({ g }: Build, predicted: Tensor, target: Tensor): Tensor =>
  ops.mean(g, ops.square(g, ops.subtract(g, predicted, target)), [0, 1], false)

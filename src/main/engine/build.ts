import type { Graph, Tensor } from './graph.ts'
import * as ops from './operations.ts'

/**
 * What a piece of a network needs to write itself into a graph.
 *
 * Columns are samples, as in the equations: a state is h: [H, B], a product W·z: [R, Z]·[Z, B].
 * Cutting rows then copies nothing, and weights keep PyTorch's orientation.
 */
export interface Build {
  readonly g: Graph
  /** Size of this batch, int32 vector of one. */
  readonly batch: Tensor
  /** In training batch statistics are the batch's, and dropout drops by `key` (int32, two numbers) if there is one. */
  readonly training: { readonly key: Tensor | null } | null
}

/** Stacks parts above each other, by rows. */
export const stack = (b: Build, parts: readonly Tensor[]): Tensor => ops.concat(b.g, parts, 0)

/** Cuts rows into pieces of the given heights. */
export const cut = (b: Build, a: Tensor, heights: readonly number[]): Tensor[] =>
  ops.split(b.g, a, heights, 0)

/** [height, B] filled with one number. */
export function filled(b: Build, height: number, value: number): Tensor {
  const sizes = ops.concat(b.g, [ops.integers(b.g, [height]), b.batch], 0)
  return ops.fill(b.g, [height, 'B'], sizes, ops.scalar(b.g, value))
}

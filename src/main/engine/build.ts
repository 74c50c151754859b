import type { Graph, Tensor } from './graph.ts'
import * as ops from './operations.ts'

/**
 * What a piece of a network needs to write itself into a graph.
 *
 * Columns are samples, as in the equations: a state is h: [H, B], a product W·z: [R, Z]·[Z, B].
 * Cutting rows then copies nothing, and weights keep PyTorch's orientation.
 * With K > 1 models in one graph every tensor has K in front: h: [K, H, B].
 */
export interface Build {
  readonly g: Graph
  /** K, the number of models that share the graph. */
  readonly copies: number
  /** Size of this batch, int32 vector of one. */
  readonly batch: Tensor
  /** In training batch statistics are the batch's, and dropout drops by `key` (int32, two numbers) if there is one. */
  readonly training: { readonly key: Tensor | null } | null
}

/** Leading dimensions: none for one model, [K] for more. */
export const lead = (b: Build): number[] => (b.copies > 1 ? [b.copies] : [])

const rows = (b: Build): number => lead(b).length

/** Stacks parts above each other, by rows. */
export const stack = (b: Build, parts: readonly Tensor[]): Tensor => ops.concat(b.g, parts, rows(b))

/** Cuts rows into pieces of the given heights. */
export const cut = (b: Build, a: Tensor, heights: readonly number[]): Tensor[] =>
  ops.split(b.g, a, heights, rows(b))

/** [height, B] filled with one number. */
export function filled(b: Build, height: number, value: number): Tensor {
  const front = ops.integers(b.g, [...lead(b), height])
  const sizes = ops.concat(b.g, [front, b.batch], 0)
  return ops.fill(b.g, [...lead(b), height, 'B'], sizes, ops.scalar(b.g, value))
}

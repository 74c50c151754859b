import type { Graph, Tensor } from '../graph.ts'
import * as ops from '../operations.ts'

/** ‖g‖ over all parameters together: [1]. @param gradient [P] */
export const globalNorm = (g: Graph, gradient: Tensor): Tensor =>
  ops.sqrt(g, ops.sum(g, ops.square(g, gradient), [0]))

/**
 * Clipping by global norm (Pascanu, Mikolov & Bengio 2013): g if ‖g‖ ≤ θ, else (θ/‖g‖) g.
 * torch.nn.utils.clip_grad_norm_ divides by ‖g‖ + 1e-6; so do we, to agree with it.
 */
export function clipByGlobalNorm(g: Graph, gradient: Tensor, norm: Tensor, theta: number): Tensor {
  const divisor = ops.add(g, norm, ops.scalar(g, 1e-6))
  const factor = ops.divide(g, ops.scalar(g, theta), divisor)
  return ops.multiply(g, gradient, minimum(g, factor, ops.scalar(g, 1)))
}

/** min(a, b) = −max(−a, −b) */
const minimum = (g: Graph, a: Tensor, b: Tensor): Tensor =>
  ops.negate(g, ops.maximum(g, ops.negate(g, a), ops.negate(g, b)))

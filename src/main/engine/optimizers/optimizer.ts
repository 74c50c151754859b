import type { Graph, Node, Tensor } from '../graph.ts'
import * as ops from '../operations.ts'
import { handle, type Variable } from '../variables.ts'

/** What an optimizer moves and what it remembers. */
export interface OptimizerInputs {
  readonly weights: Variable
  /** Two slots of the weights' shape; SGD leaves the second unused. */
  readonly slots: readonly [Variable, Variable]
  readonly gradient: Tensor
  /** Learning rate of this step, scalar. */
  readonly rate: Tensor
  /** Number of this step, the first being 1; float scalar. */
  readonly step: Tensor
}

export type Optimizer =
  | {
      readonly kind: 'adam'
      readonly beta1: number
      readonly beta2: number
      readonly epsilon: number
    }
  | { readonly kind: 'sgd'; readonly momentum: number }

/** torch.optim.Adam's defaults (Kingma & Ba 2015, section 2). */
export const adamDefaults = { kind: 'adam', beta1: 0.9, beta2: 0.999, epsilon: 1e-8 } as const

/** Writes one step of the optimizer; the node is what has to run. */
export const optimize = (g: Graph, optimizer: Optimizer, inputs: OptimizerInputs): Node =>
  optimizer.kind === 'adam' ? adam(g, optimizer, inputs) : sgd(g, optimizer, inputs)

/**
 * Adam (Kingma & Ba 2015, algorithm 1):
 *
 *     m ← β₁ m + (1 − β₁) g        v ← β₂ v + (1 − β₂) g²
 *     w ← w − η · m / (1 − β₁ᵗ) / (√(v / (1 − β₂ᵗ)) + ε)
 *
 * TensorFlow's kernel takes ε̂ = ε √(1 − β₂ᵗ), the form of the paper's last paragraph of section 2.
 */
function adam(
  g: Graph,
  { beta1, beta2, epsilon }: Extract<Optimizer, { kind: 'adam' }>,
  { weights, slots, gradient, rate, step }: OptimizerInputs
): Node {
  const [b1, b2] = [ops.scalar(g, beta1), ops.scalar(g, beta2)]
  const [b1t, b2t] = [ops.power(g, b1, step), ops.power(g, b2, step)]
  const correction = ops.sqrt(g, ops.subtract(g, ops.scalar(g, 1), b2t))
  const epsilonHat = ops.multiply(g, ops.scalar(g, epsilon), correction)
  const handles = [weights, ...slots].map(v => handle(g, v))
  const attrs = { T: { type: 'float' }, use_locking: false, use_nesterov: false } as const
  const inputs = [...handles, b1t, b2t, rate, b1, b2, epsilonHat, gradient]
  return g.add('ResourceApplyAdam', inputs, attrs, [])
}

/** Gradient descent with momentum, torch.optim.SGD's form: v ← μ v + g, w ← w − η v. */
function sgd(
  g: Graph,
  { momentum }: Extract<Optimizer, { kind: 'sgd' }>,
  { weights, slots, gradient, rate }: OptimizerInputs
): Node {
  const handles = [weights, slots[0]].map(v => handle(g, v))
  const attrs = { T: { type: 'float' }, use_locking: false, use_nesterov: false } as const
  const inputs = [...handles, rate, gradient, ops.scalar(g, momentum)]
  return g.add('ResourceApplyMomentum', inputs, attrs, [])
}

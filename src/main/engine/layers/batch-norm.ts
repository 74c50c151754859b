import type { Build } from '../build.ts'
import { fixed, type Tensor } from '../graph.ts'
import * as ops from '../operations.ts'
import type { Block } from '../parameters.ts'
import { affineBlock } from './affine.ts'

const epsilon = 1e-5 // torch.nn.BatchNorm1d's default
const momentum = 0.1 // likewise

/**
 * Batch normalisation (Ioffe & Szegedy 2015; torch.nn.BatchNorm1d) of a layer's inputs, each of
 * the I features over all T·B values of the batch: (x − μ) / √(σ² + ε) ⊙ γ + β. In training μ and
 * σ² are the batch's, and the running ones move a tenth of the way to them (σ² unbiased);
 * in prediction the running ones are used.
 */
export const batchNormBlock = (layer: number, input: number): Block =>
  affineBlock(`norms.${layer}`, input)

/** The running mean and variance of one layer: [I, 2], fresh 0 and 1. No parameters: never trained. */
export function runningBlock(layer: number, input: number): Block {
  const rows = Array.from({ length: input }, (_, row) => row)
  const one = (name: string, column: number, value: number) => ({
    name: `norms.${layer}.${name}`,
    shape: [input],
    rows,
    column,
    fresh: { value },
  })
  return {
    name: `norms.${layer}.running`,
    rows: input,
    columns: 2,
    entries: [one('running_mean', 0, 0), one('running_var', 1, 1)],
  }
}

export interface Normalised {
  readonly xs: Tensor[]
  /** What the running values become: [I, 2]; unchanged in prediction. */
  readonly running: Tensor
}

/** @param affine [I, 2]  @param running [I, 2]  @param xs T inputs [I, B] */
export function batchNorm(
  b: Build,
  affine: Tensor,
  running: Tensor,
  xs: readonly Tensor[]
): Normalised {
  const { g } = b
  const all = ops.pack(g, xs) // [T, I, B]
  const [gamma, beta] = ops.split(g, affine, [1, 1], 1) as [Tensor, Tensor]
  const [oldMean, oldVariance] = ops.split(g, running, [1, 1], 1) as [Tensor, Tensor]
  if (b.training === null) {
    const scaled = scale(b, ops.subtract(g, all, oldMean), oldVariance, gamma, beta)
    return { xs: ops.unpack(g, scaled), running }
  }
  const mean = column(b, ops.mean(g, all, [0, 2])) // [I, 1]
  const centred = ops.subtract(g, all, mean)
  const variance = column(b, ops.mean(g, ops.square(g, centred), [0, 2])) // [I, 1]
  const scaled = scale(b, centred, variance, gamma, beta)
  const unbiased = ops.multiply(g, variance, besselFactor(b, xs.length))
  const moved = ops.concat(g, [move(b, oldMean, mean), move(b, oldVariance, unbiased)], 1)
  return { xs: ops.unpack(g, scaled), running: moved }
}

const scale = ({ g }: Build, centred: Tensor, variance: Tensor, gamma: Tensor, beta: Tensor) =>
  ops.add(
    g,
    ops.multiply(
      g,
      ops.multiply(g, centred, ops.rsqrt(g, ops.add(g, variance, ops.scalar(g, epsilon)))),
      gamma
    ),
    beta
  )

/** [1, I, 1] → [I, 1] */
const column = ({ g }: Build, reduced: Tensor): Tensor =>
  ops.reshape(g, reduced, reduced.shape.slice(1))

const move = ({ g }: Build, old: Tensor, now: Tensor): Tensor =>
  ops.add(
    g,
    ops.multiply(g, old, ops.scalar(g, 1 - momentum)),
    ops.multiply(g, now, ops.scalar(g, momentum))
  )

/** n / (n − 1) for n = T·B values; 1 where n is 1. */
function besselFactor({ g, batch }: Build, T: number): Tensor {
  const B = ops.reshape(g, ops.cast(g, batch, 'float'), [])
  const n = ops.multiply(g, B, ops.scalar(g, fixed(T, 'T')))
  const less = ops.maximum(g, ops.subtract(g, n, ops.scalar(g, 1)), ops.scalar(g, 1))
  return ops.divide(g, n, less)
}

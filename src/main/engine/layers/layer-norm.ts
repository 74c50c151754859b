import type { Build } from '../build.ts'
import type { Tensor } from '../graph.ts'
import * as ops from '../operations.ts'
import type { Block } from '../parameters.ts'
import { affineBlock } from './affine.ts'

const epsilon = 1e-5 // torch.nn.LayerNorm's default

/**
 * Layer normalisation (Ba, Kiros & Hinton 2016; torch.nn.LayerNorm(H)) of each hidden state:
 * (h − mean_H h) / √(var_H h + ε) ⊙ γ + β, over the H rows of one sample at one step.
 */
export const layerNormBlock = (layer: number, hidden: number): Block =>
  affineBlock(`norms.${layer}`, hidden)

/** @param affine [H, 2], columns γ | β  @param h [H, B] */
export function layerNorm({ g }: Build, affine: Tensor, h: Tensor): Tensor {
  const [gamma, beta] = ops.split(g, affine, [1, 1], 1) as [Tensor, Tensor]
  const centred = ops.subtract(g, h, ops.mean(g, h, [0]))
  const variance = ops.mean(g, ops.square(g, centred), [0])
  const scale = ops.rsqrt(g, ops.add(g, variance, ops.scalar(g, epsilon)))
  return ops.add(g, ops.multiply(g, ops.multiply(g, centred, scale), gamma), beta)
}

import type { Build } from '../build.ts'
import { fixed, type Tensor } from '../graph.ts'
import * as ops from '../operations.ts'

/** 2³² / φ, Knuth's multiplier: keeps layers apart for any two seeds a person would choose. */
const goldenRatio = 0x9e37_79b9

/**
 * Inverted dropout (Srivastava et al. 2014; torch.nn.RNN's between layers): in training each number
 * is zeroed with probability `rate` and the rest divided by 1 − rate; in prediction nothing happens.
 * The mask depends on seed, step and layer alone, so that a resumed run drops what it would have.
 * @param xs T tensors [H, B]
 */
export function dropout(b: Build, xs: readonly Tensor[], rate: number, layer: number): Tensor[] {
  const key = b.training?.key ?? null
  if (rate === 0 || key === null) return [...xs]
  const { g } = b
  const H = fixed(xs[0]?.shape.at(-2), 'dropout')
  const shape = [xs.length, H, 'B']
  const sizes = ops.concat(g, [ops.integers(g, [xs.length, H]), b.batch], 0)
  const own = ops.add(g, key, ops.integers(g, [Math.imul(layer, goldenRatio), 0]))
  const chance = ops.statelessUniform(g, shape, sizes, own)
  const kept = ops.cast(g, ops.greaterEqual(g, chance, ops.scalar(g, rate)), 'float')
  const masks = ops.unpack(g, ops.multiply(g, kept, ops.scalar(g, 1 / (1 - rate))))
  return xs.map((x, t) => ops.multiply(g, x, masks[t] as Tensor))
}

import { filled, stack } from '../build.ts'
import type { Tensor } from '../graph.ts'
import { matMul, relu, tanh } from '../operations.ts'
import { type CellLayer, type CellSize, mergedBlock } from './cell.ts'

/**
 * Elman's recurrent layer (Elman 1990; torch.nn.RNN):
 *
 *     h_t = f(W_hh h_{t−1} + W_xh x_t + b_h)      f = tanh or ReLU
 *
 * One product a step: W·[h_{t−1}; x_t; 1; 1], W: [H, H+I+2].
 */
export function rnnLayer(size: CellSize, activation: 'tanh' | 'relu'): CellLayer {
  const f = activation === 'tanh' ? tanh : relu
  return {
    blocks: [mergedBlock(size, [0])],
    run: (b, [W], xs) => {
      const ones = filled(b, 2, 1)
      let h = filled(b, size.hidden, 0) // h: [H, B]
      const hidden = xs.map(x => {
        const z = stack(b, [h, x, ones]) // z: [H+I+2, B]
        h = f(b.g, matMul(b.g, W as Tensor, z)) // h: [H, B]
        return h
      })
      return { hidden, gates: {} }
    },
  }
}

import { cut, filled, stack } from '../build.ts'
import type { Tensor } from '../graph.ts'
import { add, matMul, multiply, sigmoid, tanh } from '../operations.ts'
import { type CellLayer, type CellSize, mergedBlock } from './cell.ts'

/**
 * Long short-term memory (Hochreiter & Schmidhuber 1997, forget gate of Gers et al. 2000;
 * torch.nn.LSTM):
 *
 *     i_t = σ(W_i [h_{t−1}, x_t] + b_i)         input gate
 *     f_t = σ(W_f [h_{t−1}, x_t] + b_f)         forget gate
 *     o_t = σ(W_o [h_{t−1}, x_t] + b_o)         output gate
 *     Ĉ_t = tanh(W_C [h_{t−1}, x_t] + b_C)      candidate
 *     C_t = f_t ⊙ C_{t−1} + i_t ⊙ Ĉ_t           cell
 *     h_t = o_t ⊙ tanh(C_t)
 *
 * One product a step makes all four; its rows stand as i, f, o, Ĉ, so that the three gates
 * share one σ. PyTorch's order is i, f, g, o.
 */
export function lstmLayer(size: CellSize): CellLayer {
  const H = size.hidden
  return {
    blocks: [mergedBlock(size, [0, 1, 3, 2])],
    run: (b, [W], xs) => {
      const { g } = b
      const ones = filled(b, 2, 1)
      const hidden: Tensor[] = []
      const gates: Record<'i' | 'f' | 'o' | 'candidate' | 'cell', Tensor[]> = {
        i: [],
        f: [],
        o: [],
        candidate: [],
        cell: [],
      }
      let h = filled(b, H, 0) // h: [H, B]
      let C = filled(b, H, 0) // C: [H, B]
      for (const x of xs) {
        const product = matMul(g, W as Tensor, stack(b, [h, x, ones])) // [4H, B]
        const [ifo, c] = cut(b, product, [3 * H, H]) as [Tensor, Tensor]
        const [i, f, o] = cut(b, sigmoid(g, ifo), [H, H, H]) as [Tensor, Tensor, Tensor]
        const candidate = tanh(g, c)
        C = add(g, multiply(g, f, C), multiply(g, i, candidate))
        h = multiply(g, o, tanh(g, C))
        hidden.push(h)
        gates.i.push(i)
        gates.f.push(f)
        gates.o.push(o)
        gates.candidate.push(candidate)
        gates.cell.push(C)
      }
      return { hidden, gates }
    },
  }
}

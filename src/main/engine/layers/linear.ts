import { type Build, filled, stack } from '../build.ts'
import type { Tensor } from '../graph.ts'
import { matMul } from '../operations.ts'
import type { Block } from '../parameters.ts'

/** The head's parameters, PyTorch's `fc`: [1, H+1], columns W_hy | b_y. */
export const linearBlock = (hidden: number): Block => ({
  name: 'fc',
  rows: 1,
  columns: hidden + 1,
  entries: [
    // torch.nn.Linear.reset_parameters: uniform in ±1/√inputs, the bias too
    { name: 'fc.weight', shape: [1, hidden], rows: [0], column: 0, fresh: bound(hidden) },
    { name: 'fc.bias', shape: [1], rows: [0], column: hidden, fresh: bound(hidden) },
  ],
})

const bound = (inputs: number) => ({ bound: 1 / Math.sqrt(inputs) })

/** y = W_hy h + b_y, for h: [H, B] gives [1, B]. */
export const linear = (b: Build, W: Tensor, h: Tensor): Tensor =>
  matMul(b.g, W, stack(b, [h, filled(b, 1, 1)]))

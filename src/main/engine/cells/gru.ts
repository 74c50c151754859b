import { type Build, cut, filled, stack } from '../build.ts'
import type { Tensor } from '../graph.ts'
import { add, matMul, multiply, sigmoid, subtract, tanh } from '../operations.ts'
import type { Block } from '../parameters.ts'
import { type CellLayer, type CellRun, type CellSize, entry } from './cell.ts'

/**
 * Gated recurrent unit (Cho et al. 2014):
 *
 *     r_t = σ(W_r x_t + U_r h_{t−1} + b_r)              reset
 *     z_t = σ(W_z x_t + U_z h_{t−1} + b_z)              update
 *     h̃_t = tanh(W_h x_t + b_h + r_t ⊙ (U_h h_{t−1} + b'_h))     reset after the product (torch.nn.GRU)
 *     h̃_t = tanh(W_h x_t + b_h + U_h (r_t ⊙ h_{t−1}) + b'_h)     reset before it (the paper's)
 *     h_t = z_t ⊙ h_{t−1} + (1 − z_t) ⊙ h̃_t
 *
 * Rows of both blocks stand as PyTorch's: r, z, n (the candidate).
 */
export function gruLayer(size: CellSize, reset: 'after' | 'before'): CellLayer {
  const run = reset === 'after' ? runAfter : runBefore
  return {
    blocks: [recurrentBlock(size), inputBlock(size)],
    run: (b, [U, W], xs) => run(b, size.hidden, U as Tensor, W as Tensor, xs),
  }
}

const order = [0, 1, 2]

/** U: [3H, H+1], columns U | b'. */
const recurrentBlock = (size: CellSize): Block => ({
  name: `${size.module}.${size.layer}.hidden`,
  rows: 3 * size.hidden,
  columns: size.hidden + 1,
  entries: [entry(size, 'weight_hh', order, 0), entry(size, 'bias_hh', order, size.hidden)],
})

/** W: [3H, I+1], columns W | b. */
const inputBlock = (size: CellSize): Block => ({
  name: `${size.module}.${size.layer}.input`,
  rows: 3 * size.hidden,
  columns: size.input + 1,
  entries: [entry(size, 'weight_ih', order, 0), entry(size, 'bias_ih', order, size.input)],
})

function runAfter(b: Build, H: number, U: Tensor, W: Tensor, xs: readonly Tensor[]): CellRun {
  const { g } = b
  const ones = filled(b, 1, 1)
  const steps = emptySteps()
  let h = filled(b, H, 0) // h: [H, B]
  for (const x of xs) {
    const fromInput = matMul(g, W, stack(b, [x, ones])) // [3H, B]
    const fromHidden = matMul(g, U, stack(b, [h, ones])) // [3H, B]
    const [xrz, xn] = cut(b, fromInput, [2 * H, H]) as [Tensor, Tensor]
    const [hrz, hn] = cut(b, fromHidden, [2 * H, H]) as [Tensor, Tensor]
    const [r, z] = cut(b, sigmoid(g, add(g, xrz, hrz)), [H, H]) as [Tensor, Tensor]
    const candidate = tanh(g, add(g, xn, multiply(g, r, hn)))
    h = mix(b, z, h, candidate)
    steps.push({ r, z, candidate, h })
  }
  return steps.done()
}

function runBefore(b: Build, H: number, U: Tensor, W: Tensor, xs: readonly Tensor[]): CellRun {
  const { g } = b
  const ones = filled(b, 1, 1)
  const [Urz, Un] = cut(b, U, [2 * H, H]) as [Tensor, Tensor]
  const steps = emptySteps()
  let h = filled(b, H, 0) // h: [H, B]
  for (const x of xs) {
    const fromInput = matMul(g, W, stack(b, [x, ones])) // [3H, B]
    const [xrz, xn] = cut(b, fromInput, [2 * H, H]) as [Tensor, Tensor]
    const hrz = matMul(g, Urz, stack(b, [h, ones])) // [2H, B]
    const [r, z] = cut(b, sigmoid(g, add(g, xrz, hrz)), [H, H]) as [Tensor, Tensor]
    const hn = matMul(g, Un, stack(b, [multiply(g, r, h), ones])) // [H, B]
    const candidate = tanh(g, add(g, xn, hn))
    h = mix(b, z, h, candidate)
    steps.push({ r, z, candidate, h })
  }
  return steps.done()
}

/** z ⊙ h + (1 − z) ⊙ h̃, with one product fewer: h̃ + z ⊙ (h − h̃). */
const mix = ({ g }: Build, z: Tensor, h: Tensor, candidate: Tensor): Tensor =>
  add(g, candidate, multiply(g, z, subtract(g, h, candidate)))

function emptySteps() {
  const hidden: Tensor[] = []
  const gates = { r: [] as Tensor[], z: [] as Tensor[], candidate: [] as Tensor[] }
  return {
    push(step: { r: Tensor; z: Tensor; candidate: Tensor; h: Tensor }) {
      hidden.push(step.h)
      gates.r.push(step.r)
      gates.z.push(step.z)
      gates.candidate.push(step.candidate)
    },
    done: (): CellRun => ({ hidden, gates }),
  }
}

import type { Build } from '../build.ts'
import type { Tensor } from '../graph.ts'
import type { Block, Entry } from '../parameters.ts'
import { gateRows } from '../parameters.ts'

/** One recurrent layer: which parameters it has, and how it turns inputs into hidden states. */
export interface CellLayer {
  readonly blocks: readonly Block[]
  /**
   * Writes T steps.
   * @param weights one tensor per block
   * @param xs T inputs, each [I, B]
   * @returns T hidden states, each [H, B], and the gates of each step by their names
   */
  run(b: Build, weights: readonly Tensor[], xs: readonly Tensor[]): CellRun
}

export interface CellRun {
  readonly hidden: Tensor[]
  readonly gates: Readonly<Record<string, Tensor[]>>
}

export interface CellSize {
  /** PyTorch's module name: `rnn`, `lstm`, `gru`. */
  readonly module: string
  readonly layer: number
  readonly input: number
  readonly hidden: number
}

/** Entry of a weight or bias that starts at `column`, its gates' rows in `order`. */
export function entry(
  size: CellSize,
  kind: 'weight_ih' | 'weight_hh' | 'bias_ih' | 'bias_hh',
  order: readonly number[],
  column: number
): Entry {
  const rows = gateRows(order, size.hidden)
  const width = kind === 'weight_ih' ? size.input : kind === 'weight_hh' ? size.hidden : null
  return {
    name: `${size.module}.${kind}_l${size.layer}`,
    shape: width === null ? [rows.length] : [rows.length, width],
    rows,
    column,
    // torch.nn.RNNBase.reset_parameters: uniform in ±1/√H, biases too
    fresh: { bound: 1 / Math.sqrt(size.hidden) },
  }
}

/**
 * The block W of a layer whose product is W·[h; x; 1; 1] = W_hh h + W_ih x + b_hh + b_ih:
 * columns W_hh | W_ih | b_ih | b_hh. Two biases, because PyTorch trains (and clips) two.
 */
export function mergedBlock(size: CellSize, order: readonly number[]): Block {
  const { hidden, input } = size
  return {
    name: `${size.module}.${size.layer}`,
    rows: order.length * hidden,
    columns: hidden + input + 2,
    entries: [
      entry(size, 'weight_ih', order, hidden),
      entry(size, 'weight_hh', order, 0),
      entry(size, 'bias_ih', order, hidden + input),
      entry(size, 'bias_hh', order, hidden + input + 1),
    ],
  }
}

import type { Weights, WeightTensor } from '../../shared/types.ts'

/**
 * All parameters of a network lie in one flat vector, so that clipping is one norm, Adam one
 * operation and a checkpoint one copy. The vector is cut into blocks, the matrices of the
 * equations; at the border they are told as PyTorch's tensors, by name, shape and layout.
 */

/** A matrix of the equations, [rows, columns], in the flat vector. */
export interface Block {
  readonly name: string
  readonly rows: number
  readonly columns: number
  readonly entries: readonly Entry[]
}

/** One PyTorch tensor as part of a block: rows picked by `rows`, columns `[column, column + width)`. */
export interface Entry {
  /** PyTorch's name: `lstm.weight_hh_l0`. */
  readonly name: string
  readonly shape: readonly number[]
  /** `rows[i]` is the block's row that holds row i of the tensor. */
  readonly rows: readonly number[]
  readonly column: number
  /** How a fresh value is drawn: uniform in ±bound, or the constant `value`. */
  readonly fresh: { readonly bound: number } | { readonly value: number }
}

export const blockSize = (block: Block): number => block.rows * block.columns

export const parameterCount = (blocks: readonly Block[]): number =>
  blocks.reduce((total, block) => total + blockSize(block), 0)

/** Every PyTorch tensor of the blocks with where its numbers lie in the flat vector. */
function* places(blocks: readonly Block[]): Generator<{ entry: Entry; at: (i: number) => number }> {
  let offset = 0
  for (const block of blocks) {
    const start = offset
    for (const entry of block.entries) {
      const width = widthOf(entry)
      const at = (i: number): number => {
        const row = entry.rows[Math.floor(i / width)] ?? Number.NaN
        return start + row * block.columns + entry.column + (i % width)
      }
      yield { entry, at }
    }
    offset += blockSize(block)
  }
}

const widthOf = (entry: Entry): number => entry.shape[1] ?? 1
const lengthOf = (entry: Entry): number => entry.rows.length * widthOf(entry)

/** The flat vector as PyTorch's tensors. */
export function toWeights(blocks: readonly Block[], flat: Float32Array): Weights {
  const weights: Record<string, WeightTensor> = {}
  for (const { entry, at } of places(blocks)) {
    const data = Float32Array.from({ length: lengthOf(entry) }, (_, i) => flat[at(i)] ?? Number.NaN)
    weights[entry.name] = { shape: entry.shape, data }
  }
  return weights
}

/**
 * PyTorch's tensors as the flat vector.
 * @throws when a tensor is missing or has another shape: the weights are of another network.
 */
export function fromWeights(blocks: readonly Block[], weights: Weights): Float32Array {
  const flat = new Float32Array(parameterCount(blocks))
  for (const { entry, at } of places(blocks)) {
    const tensor = weights[entry.name]
    if (!tensor) throw new Error(`the weights lack ${entry.name}`)
    if (tensor.shape.join() !== entry.shape.join())
      throw new Error(`${entry.name} is [${tensor.shape}] and should be [${entry.shape}]`)
    tensor.data.forEach((value, i) => {
      flat[at(i)] = value
    })
  }
  return flat
}

/** Fresh values, drawn in PyTorch's order of tensors. `uniform` gives numbers in [0, 1). */
export function freshParameters(blocks: readonly Block[], uniform: () => number): Float32Array {
  const flat = new Float32Array(parameterCount(blocks))
  for (const { entry, at } of places(blocks))
    for (let i = 0; i < lengthOf(entry); i++)
      flat[at(i)] =
        'value' in entry.fresh ? entry.fresh.value : (2 * uniform() - 1) * entry.fresh.bound
  return flat
}

/** Rows 0 … count−1, or another order of gates of H rows each: `gateRows(4, [0, 1, 3, 2], H)`. */
export const gateRows = (order: readonly number[], hidden: number): number[] =>
  order.flatMap(gate => Array.from({ length: hidden }, (_, row) => gate * hidden + row))

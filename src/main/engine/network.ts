import type { Cell } from '../../shared/types.ts'
import type { Build } from './build.ts'
import type { CellLayer, CellRun } from './cells/cell.ts'
import { gruLayer } from './cells/gru.ts'
import { lstmLayer } from './cells/lstm.ts'
import { rnnLayer } from './cells/rnn.ts'
import { sizeOf, type Tensor } from './graph.ts'
import { batchNorm, batchNormBlock, runningBlock } from './layers/batch-norm.ts'
import { dropout } from './layers/dropout.ts'
import { layerNorm, layerNormBlock } from './layers/layer-norm.ts'
import { linear, linearBlock } from './layers/linear.ts'
import * as ops from './operations.ts'
import { type Block, blockSize } from './parameters.ts'

/** A network, read downwards: inputs, recurrent layers, a linear head on the last step. */
export interface NetworkSpec {
  /** F, features of one day; 1 for a price series. */
  readonly input: number
  readonly cell: Cell
  /** Of the plain RNN only. */
  readonly activation: 'tanh' | 'relu'
  /** Of the GRU only. */
  readonly reset: 'after' | 'before'
  /** H */
  readonly hidden: number
  /** L. Deep RNN: layer l takes h^{(l−1)}_t as its input. */
  readonly layers: number
  /** `batch`: of each layer's inputs; `layer`: of each layer's hidden states. */
  readonly norm: 'none' | 'layer' | 'batch'
  /** Between layers. */
  readonly dropout: number
}

/** A network ready to be written into graphs: its parameters and its forward pass. */
export interface Network {
  readonly spec: NetworkSpec
  /** What training moves. */
  readonly blocks: readonly Block[]
  /** What training keeps beside: batch normalisation's running values. */
  readonly running: readonly Block[]
  forward(b: Build, flat: Tensor, running: Tensor | null, xs: readonly Tensor[]): Forward
}

export interface Forward {
  /** y: [1, B] */
  readonly prediction: Tensor
  /** By layer: hidden states and gates of every step. */
  readonly layers: readonly CellRun[]
  /** The running values after this batch, flat; null without batch normalisation. */
  readonly running: Tensor | null
}

export function makeNetwork(spec: NetworkSpec): Network {
  const layers = Array.from({ length: spec.layers }, (_, layer) => makeLayer(spec, layer))
  const head = linearBlock(spec.hidden)
  const blocks = [...layers.flatMap(layer => [...layer.cell.blocks, ...layer.norm]), head]
  const running = layers.flatMap(layer => layer.running)
  return {
    spec,
    blocks,
    running,
    forward(b, flat, kept, xs) {
      const weights = cutBlocks(b, flat, blocks)
      const averages = kept === null ? [] : cutBlocks(b, kept, running)
      const runs: CellRun[] = []
      const moved: Tensor[] = []
      let at = 0
      let sequence = [...xs]
      layers.forEach((layer, l) => {
        const count = layer.cell.blocks.length
        const own = weights.slice(at, at + count)
        const affine = layer.norm.length > 0 ? weights[at + count] : undefined
        at += count + layer.norm.length
        if (spec.norm === 'batch' && affine) {
          const normal = batchNorm(b, affine, averages[l] as Tensor, sequence)
          moved.push(normal.running)
          sequence = normal.xs
        }
        const run = layer.cell.run(b, own, sequence) // T × [H, B]
        runs.push(run)
        const last = l === layers.length - 1
        sequence = last ? run.hidden.slice(-1) : run.hidden // the head reads the last step only
        if (spec.norm === 'layer' && affine) sequence = sequence.map(h => layerNorm(b, affine, h))
        if (!last) sequence = dropout(b, sequence, spec.dropout, l)
      })
      const prediction = linear(b, weights.at(-1) as Tensor, sequence[0] as Tensor) // [1, B]
      return { prediction, layers: runs, running: moved.length > 0 ? flatten(b, moved) : null }
    },
  }
}

interface Layer {
  readonly cell: CellLayer
  readonly norm: readonly Block[]
  readonly running: readonly Block[]
}

function makeLayer(spec: NetworkSpec, layer: number): Layer {
  const input = layer === 0 ? spec.input : spec.hidden
  const size = { module: spec.cell, layer, input, hidden: spec.hidden }
  const batch = spec.norm === 'batch'
  return {
    cell: makeCell(spec, size),
    norm: batch
      ? [batchNormBlock(layer, input)]
      : spec.norm === 'layer'
        ? [layerNormBlock(layer, spec.hidden)]
        : [],
    running: batch ? [runningBlock(layer, input)] : [],
  }
}

function makeCell(spec: NetworkSpec, size: Parameters<typeof lstmLayer>[0]): CellLayer {
  if (spec.cell === 'rnn') return rnnLayer(size, spec.activation)
  return spec.cell === 'lstm' ? lstmLayer(size) : gruLayer(size, spec.reset)
}

/** The flat vector as the blocks' matrices: [P] → [rows, columns] each. */
function cutBlocks(b: Build, flat: Tensor, blocks: readonly Block[]): Tensor[] {
  const pieces = ops.split(b.g, flat, blocks.map(blockSize), 0)
  return pieces.map((piece, i) => {
    const block = blocks[i] as Block
    return ops.reshape(b.g, piece, [block.rows, block.columns])
  })
}

/** The blocks' matrices as one flat vector. */
function flatten({ g }: Build, matrices: readonly Tensor[]): Tensor {
  const flat = matrices.map(matrix => ops.reshape(g, matrix, [sizeOf(matrix.shape)]))
  return ops.concat(g, flat, 0)
}

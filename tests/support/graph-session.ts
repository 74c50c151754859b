import type { Graph, Shape, Tensor, TensorValue } from '../../src/main/engine/graph.ts'
import * as ops from '../../src/main/engine/operations.ts'
import { serializeGraph } from '../../src/main/engine/serialize.ts'
import { Session } from '../../src/main/engine/tensorflow.ts'

/** Numbers of a shape. */
export const floats = (shape: readonly number[], data: Iterable<number>): TensorValue => ({
  dtype: 'float',
  shape,
  data: Float32Array.from(data),
})

/** Runs a graph once: feeds by placeholder, fetches by tensor. */
export function runGraph(
  g: Graph,
  feeds: Readonly<Record<string, TensorValue>>,
  fetches: readonly Tensor[]
): TensorValue[] {
  const names = fetches.map(tensor => ops.identity(g, tensor).node.name)
  const session = new Session(serializeGraph(g))
  try {
    return session.run(feeds, names)
  } finally {
    session.close()
  }
}

export const sizeOfShape = (shape: Shape): number =>
  shape.reduce<number>((n, dim) => n * Number(dim), 1)

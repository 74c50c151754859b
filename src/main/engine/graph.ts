/**
 * A TensorFlow graph under construction: nodes whose output shapes are known and checked
 * while the graph is written, so that a wrong product fails on its own line and not in a session.
 */

export type DType = 'float' | 'int32' | 'bool' | 'resource'

/** A dimension: a size, or the name of one that is known only when the graph runs (`'B'`). */
export type Dim = number | string
export type Shape = readonly Dim[]

/** An attribute of a node, as TensorFlow's `AttrValue` knows them. */
export type Attr =
  | { readonly type: DType }
  | { readonly types: readonly DType[] }
  | { readonly shape: Shape | null }
  | { readonly shapes: readonly (Shape | null)[] }
  | { readonly int: number }
  | { readonly float: number }
  | { readonly string: string }
  | { readonly bytes: readonly number[] }
  | { readonly func: string }
  | { readonly tensor: TensorValue }
  | boolean

/** Numbers with a shape: what is fed, fetched, or stored in a `Const`. */
export interface TensorValue {
  readonly dtype: 'float' | 'int32'
  readonly shape: readonly number[]
  readonly data: Float32Array | Int32Array
}

/** One output of one node. */
export interface Tensor {
  readonly node: Node
  /** Which output of the node. */
  readonly index: number
  readonly shape: Shape
  readonly dtype: DType
}

export interface Node {
  readonly name: string
  readonly type: string
  readonly inputs: readonly Tensor[]
  /** Nodes that must have run before this one. */
  readonly after: readonly Node[]
  readonly attrs: Readonly<Record<string, Attr>>
  readonly outputs: readonly Tensor[]
}

export interface NodeOptions {
  readonly name?: string
  readonly after?: readonly Node[]
}

/** A body that a `While` runs: its own graph, called with its arguments by position. */
export interface GraphFunction {
  readonly name: string
  readonly graph: Graph
  readonly inputs: readonly Tensor[]
  readonly outputs: readonly Tensor[]
}

/** Nodes in the order they were written, and the functions that some of them call. */
export class Graph {
  readonly nodes: Node[] = []
  readonly functions: GraphFunction[] = []
  readonly #names = new Set<string>()
  readonly #constants = new Map<string, Tensor>()

  /** Adds a node. `outputs` are the inferred shapes and types of its results. */
  add(
    type: string,
    inputs: readonly Tensor[],
    attrs: Readonly<Record<string, Attr>>,
    outputs: readonly { shape: Shape; dtype: DType }[],
    options: NodeOptions = {}
  ): Node {
    const name = options.name ?? `${type}_${this.nodes.length}`
    if (this.#names.has(name)) throw new Error(`two nodes named ${name}`)
    this.#names.add(name)
    const results: Tensor[] = []
    const node: Node = { name, type, inputs, attrs, after: options.after ?? [], outputs: results }
    outputs.forEach((output, index) => {
      results.push({ node, index, ...output })
    })
    this.nodes.push(node)
    return node
  }

  /** The tensor of that key, made when it is asked for the first time. */
  once(key: string, make: () => Tensor): Tensor {
    const known = this.#constants.get(key) ?? make()
    this.#constants.set(key, known)
    return known
  }
}

/** The only output of a node that has one. */
export function only(node: Node): Tensor {
  const [first] = node.outputs
  if (first === undefined || node.outputs.length !== 1)
    throw new Error(`${node.name} has ${node.outputs.length} outputs`)
  return first
}

export const showShape = (shape: Shape): string => `[${shape.join(', ')}]`

export const sameShape = (a: Shape, b: Shape): boolean =>
  a.length === b.length && a.every((dim, i) => dim === b[i])

/** A dimension that must be a number; throws naming what asked for it. */
export function fixed(dim: Dim | undefined, what: string): number {
  if (typeof dim !== 'number') throw new Error(`${what} needs a fixed size and got ${dim}`)
  return dim
}

/** Number of elements of a shape without open dimensions. */
export const sizeOf = (shape: Shape): number =>
  shape.reduce<number>((product, dim) => product * fixed(dim, 'size'), 1)

/** What a wrong shape meets, naming the tensors and their shapes. */
export const refuse = (what: string, ...tensors: readonly Tensor[]): never => {
  throw new Error(`${what}: ${tensors.map(t => `${t.node.name} ${showShape(t.shape)}`).join(', ')}`)
}

import {
  type Graph,
  type Node,
  type NodeOptions,
  only,
  refuse,
  type Shape,
  showShape,
  type Tensor,
} from './graph.ts'

/** A number that outlives a call. Handles of one name, wherever written, are the same variable. */
export interface Variable {
  readonly name: string
  readonly shape: Shape
  readonly dtype: 'float' | 'int32'
}

/** The handle of a variable in this graph. */
export function handle(g: Graph, v: Variable): Tensor {
  const attrs = {
    dtype: { type: v.dtype },
    shape: { shape: v.shape.every(dim => typeof dim === 'number') ? v.shape : null },
    shared_name: { string: v.name },
    container: { string: '' },
  } as const
  return only(g.add('VarHandleOp', [], attrs, [{ shape: [], dtype: 'resource' }]))
}

/** Its value when this node runs. */
export function read(g: Graph, v: Variable): Tensor {
  const output = { shape: v.shape, dtype: v.dtype }
  return only(g.add('ReadVariableOp', [handle(g, v)], { dtype: { type: v.dtype } }, [output]))
}

/** Gives it another value, as a node to wait for. */
export function assign(g: Graph, v: Variable, value: Tensor, options?: NodeOptions): Node {
  const fits =
    v.shape.length === value.shape.length &&
    v.shape.every((dim, i) => dim === value.shape[i] || typeof dim === 'string')
  if (!fits) refuse(`assign to ${v.name} ${showShape(v.shape)}`, value)
  const attrs = { dtype: { type: v.dtype } } as const
  return g.add('AssignVariableOp', [handle(g, v), value], attrs, [], options)
}

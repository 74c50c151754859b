/**
 * TensorFlow's operations as functions from tensors to tensors, each inferring and checking
 * its shape. Axes count from 0. `gradients.ts` holds the reverse-mode rule of each by its type.
 */
import {
  type Dim,
  type DType,
  fixed,
  type Graph,
  type NodeOptions,
  only,
  refuse,
  type Shape,
  sameShape,
  type Tensor,
  type TensorValue,
} from './graph.ts'

const float = { T: { type: 'float' } } as const

// — values —————————————————————————————————————————————————————————————

export function placeholder(g: Graph, name: string, shape: Shape, dtype: DType = 'float'): Tensor {
  return only(
    g.add('Placeholder', [], { dtype: { type: dtype }, shape: { shape } }, [{ shape, dtype }], {
      name,
    })
  )
}

export function constant(g: Graph, value: TensorValue): Tensor {
  const { shape, dtype } = value
  return only(
    g.add('Const', [], { dtype: { type: dtype }, value: { tensor: value } }, [{ shape, dtype }])
  )
}

/** A float constant; equal ones are one node. */
export const scalar = (g: Graph, value: number): Tensor =>
  g.once(`float ${value}`, () =>
    constant(g, { dtype: 'float', shape: [], data: Float32Array.of(value) })
  )

/** An int32 vector, or a scalar when given one number; equal ones are one node. */
export const integers = (g: Graph, values: readonly number[] | number): Tensor =>
  g.once(`int32 ${JSON.stringify(values)}`, () =>
    typeof values === 'number'
      ? constant(g, { dtype: 'int32', shape: [], data: Int32Array.of(values) })
      : constant(g, { dtype: 'int32', shape: [values.length], data: Int32Array.from(values) })
  )

/** `shape` filled with `value`; open dimensions come from `sizes`, an int32 vector of that rank. */
export function fill(g: Graph, shape: Shape, sizes: Tensor, value: Tensor): Tensor {
  if (!sameShape(sizes.shape, [shape.length])) refuse('fill needs a size per dimension', sizes)
  return only(
    g.add('Fill', [sizes, value], { T: { type: value.dtype }, index_type: { type: 'int32' } }, [
      { shape, dtype: value.dtype },
    ])
  )
}

export const zerosLike = (g: Graph, a: Tensor): Tensor =>
  only(g.add('ZerosLike', [a], float, [{ shape: a.shape, dtype: 'float' }]))

// — element by element ————————————————————————————————————————————————————

/** Shape of two operands under numpy's broadcasting rule. */
function broadcast(what: string, a: Tensor, b: Tensor): Shape {
  const rank = Math.max(a.shape.length, b.shape.length)
  const at = (t: Tensor, i: number): Dim => t.shape[i - (rank - t.shape.length)] ?? 1
  return Array.from({ length: rank }, (_, i) => {
    const [p, q] = [at(a, i), at(b, i)]
    if (p === q || q === 1) return p
    return p === 1 ? q : refuse(`${what} cannot join`, a, b)
  })
}

const binary =
  (type: string, dtype?: DType) =>
  (g: Graph, a: Tensor, b: Tensor): Tensor => {
    if (a.dtype !== b.dtype) refuse(`${type} of ${a.dtype} and ${b.dtype}`, a, b)
    const shape = broadcast(type, a, b)
    return only(g.add(type, [a, b], { T: { type: a.dtype } }, [{ shape, dtype: dtype ?? a.dtype }]))
  }

export const add = binary('AddV2')
export const subtract = binary('Sub')
export const multiply = binary('Mul')
export const divide = binary('RealDiv')
export const power = binary('Pow')
export const maximum = binary('Maximum')
export const less = binary('Less', 'bool')
export const greaterEqual = binary('GreaterEqual', 'bool')

const unary =
  (type: string) =>
  (g: Graph, a: Tensor, options?: NodeOptions): Tensor =>
    only(g.add(type, [a], { T: { type: a.dtype } }, [{ shape: a.shape, dtype: a.dtype }], options))

export const tanh = unary('Tanh')
export const sigmoid = unary('Sigmoid')
export const relu = unary('Relu')
export const square = unary('Square')
export const sqrt = unary('Sqrt')
export const rsqrt = unary('Rsqrt')
export const negate = unary('Neg')
export const identity = unary('Identity')
/** A buffer of its own: what is fed may still be JavaScript's memory. */
export const deepCopy = unary('DeepCopy')

/** The kernels that take a result and the gradient arriving at it: `dy · f′`. */
const gradientKernel =
  (type: string) =>
  (g: Graph, a: Tensor, dy: Tensor): Tensor => {
    if (!sameShape(a.shape, dy.shape)) refuse(type, a, dy)
    return only(g.add(type, [a, dy], float, [{ shape: a.shape, dtype: 'float' }]))
  }

/** dy · (1 − y²), from y = tanh x. */
export const tanhGradient = gradientKernel('TanhGrad')
/** dy · y(1 − y), from y = σ(x). */
export const sigmoidGradient = gradientKernel('SigmoidGrad')
/** dx · [y > 0]. TensorFlow's argument order is (gradient, features). */
export const reluGradient = (g: Graph, y: Tensor, dy: Tensor): Tensor =>
  gradientKernel('ReluGrad')(g, dy, y)
/** dy · −½ y³, from y = x^(−½). */
export const rsqrtGradient = gradientKernel('RsqrtGrad')
/** dy · ½ / y, from y = √x. */
export const sqrtGradient = gradientKernel('SqrtGrad')

export function cast(g: Graph, a: Tensor, to: DType): Tensor {
  const attrs = { SrcT: { type: a.dtype }, DstT: { type: to }, Truncate: false } as const
  return only(g.add('Cast', [a], attrs, [{ shape: a.shape, dtype: to }]))
}

// — products —————————————————————————————————————————————————————————————

export interface Transposes {
  readonly a?: boolean
  readonly b?: boolean
}

/** a·b of two matrices. */
export function matMul(g: Graph, a: Tensor, b: Tensor, transpose: Transposes = {}): Tensor {
  if (a.shape.length !== 2 || b.shape.length !== 2) refuse('a product needs two matrices', a, b)
  const [ra, ca] = sides(a, transpose.a)
  const [rb, cb] = sides(b, transpose.b)
  if (ca !== rb) refuse('inner sizes differ', a, b)
  const attrs = {
    ...float,
    transpose_a: transpose.a ?? false,
    transpose_b: transpose.b ?? false,
  }
  return only(g.add('MatMul', [a, b], attrs, [{ shape: [ra, cb], dtype: 'float' }]))
}

function sides(t: Tensor, transposed = false): readonly [Dim, Dim] {
  const [rows, columns] = t.shape as readonly [Dim, Dim]
  return transposed ? [columns, rows] : [rows, columns]
}

// — shape ————————————————————————————————————————————————————————————————

/** Reshape to sizes; one of them may be open, and is then found from the rest. */
export function reshape(g: Graph, a: Tensor, shape: Shape): Tensor {
  if (shape.filter(dim => typeof dim !== 'number').length > 1)
    refuse('reshape to two open sizes', a)
  const sizes = integers(
    g,
    shape.map(dim => (typeof dim === 'number' ? dim : -1))
  )
  const attrs = { T: { type: a.dtype }, Tshape: { type: 'int32' } } as const
  return only(g.add('Reshape', [a, sizes], attrs, [{ shape, dtype: a.dtype }]))
}

export function transpose(g: Graph, a: Tensor, order: readonly number[]): Tensor {
  if (order.length !== a.shape.length) refuse('transpose', a)
  const shape = order.map(axis => a.shape[axis] as Dim)
  const attrs = { T: { type: a.dtype }, Tperm: { type: 'int32' } } as const
  return only(g.add('Transpose', [a, integers(g, order)], attrs, [{ shape, dtype: a.dtype }]))
}

/** Joins along `axis`. */
export function concat(g: Graph, parts: readonly Tensor[], axis: number): Tensor {
  const [first] = parts
  if (first === undefined) throw new Error('concat of nothing')
  if (parts.length === 1) return first
  for (const part of parts)
    if (!sameShape(without(part.shape, axis), without(first.shape, axis)))
      refuse('concat', ...parts)
  const shape = replaced(first.shape, axis, joinedSize(parts, axis))
  const attrs = {
    T: { type: first.dtype },
    N: { int: parts.length },
    Tidx: { type: 'int32' },
  } as const
  return only(
    g.add('ConcatV2', [...parts, integers(g, axis)], attrs, [{ shape, dtype: first.dtype }])
  )
}

/** Cuts `axis` into pieces of the given sizes. Along the first axis nothing is copied. */
export function split(g: Graph, a: Tensor, sizes: readonly number[], axis: number): Tensor[] {
  const whole = a.shape[axis]
  if (typeof whole === 'number' && sizes.reduce((p, q) => p + q, 0) !== whole)
    refuse(`split into ${sizes.join(' + ')}`, a)
  if (sizes.length === 1) return [a]
  const attrs = {
    T: { type: a.dtype },
    Tlen: { type: 'int32' },
    num_split: { int: sizes.length },
  } as const
  const outputs = sizes.map(size => ({ shape: replaced(a.shape, axis, size), dtype: a.dtype }))
  return [...g.add('SplitV', [a, integers(g, sizes), integers(g, axis)], attrs, outputs).outputs]
}

/** One tensor per index of the first axis. */
export function unpack(g: Graph, a: Tensor): Tensor[] {
  const count = fixed(a.shape[0], 'unpack')
  const output = { shape: a.shape.slice(1), dtype: a.dtype }
  const attrs = { T: { type: a.dtype }, num: { int: count }, axis: { int: 0 } } as const
  return [...g.add('Unpack', [a], attrs, Array(count).fill(output)).outputs]
}

/** Stacks equal shapes along a new first axis. */
export function pack(g: Graph, parts: readonly Tensor[]): Tensor {
  const [first] = parts
  if (first === undefined) throw new Error('pack of nothing')
  for (const part of parts) if (!sameShape(part.shape, first.shape)) refuse('pack', ...parts)
  const attrs = { T: { type: first.dtype }, N: { int: parts.length }, axis: { int: 0 } } as const
  return only(
    g.add('Pack', parts, attrs, [{ shape: [parts.length, ...first.shape], dtype: first.dtype }])
  )
}

/** a[…, start : start + size, …] along the first axis, both int32 vectors of a's rank. */
export function slice(g: Graph, a: Tensor, begin: Tensor, size: Tensor, shape: Shape): Tensor {
  const attrs = { T: { type: a.dtype }, Index: { type: 'int32' } } as const
  return only(g.add('Slice', [a, begin, size], attrs, [{ shape, dtype: a.dtype }]))
}

/** Picks `indices` (int32 vector) along `axis`. */
export function gather(g: Graph, a: Tensor, indices: Tensor, axis: number): Tensor {
  const attrs = {
    Tparams: { type: a.dtype },
    Tindices: { type: 'int32' },
    Taxis: { type: 'int32' },
    batch_dims: { int: 0 },
  } as const
  const shape = [...a.shape.slice(0, axis), ...indices.shape, ...a.shape.slice(axis + 1)]
  return only(
    g.add('GatherV2', [a, indices, integers(g, axis)], attrs, [{ shape, dtype: a.dtype }])
  )
}

/** a with row `index` of its first axis replaced by `row`. */
export function setRow(g: Graph, a: Tensor, index: Tensor, row: Tensor): Tensor {
  const attrs = { T: { type: a.dtype }, Tindices: { type: 'int32' } } as const
  const where = reshape(g, index, [1, 1])
  const update = reshape(g, row, [1, ...row.shape])
  return only(
    g.add('TensorScatterUpdate', [a, where, update], attrs, [{ shape: a.shape, dtype: a.dtype }])
  )
}

/** The sizes of a tensor as an int32 vector, for shapes that are open until the graph runs. */
export function shapeOf(g: Graph, a: Tensor): Tensor {
  const attrs = { T: { type: a.dtype }, out_type: { type: 'int32' } } as const
  return only(g.add('Shape', [a], attrs, [{ shape: [a.shape.length], dtype: 'int32' }]))
}

const without = (shape: Shape, axis: number): Shape => shape.filter((_, i) => i !== axis)
const replaced = (shape: Shape, axis: number, dim: Dim): Shape =>
  shape.map((old, i) => (i === axis ? dim : old))

function joinedSize(parts: readonly Tensor[], axis: number): Dim {
  const dims = parts.map(part => part.shape[axis] as Dim)
  if (dims.every(dim => typeof dim === 'number')) return dims.reduce((p, q) => p + q, 0)
  const names = new Set(dims)
  return names.size === 1 ? `${dims.length}·${dims[0]}` : dims.join('+')
}

// — sums —————————————————————————————————————————————————————————————————

const reduction =
  (type: 'Sum' | 'Mean') =>
  (g: Graph, a: Tensor, axes: readonly number[], keep = true): Tensor => {
    const attrs = { T: { type: a.dtype }, Tidx: { type: 'int32' }, keep_dims: keep } as const
    const shape = keep
      ? a.shape.map((dim, i) => (axes.includes(i) ? 1 : dim))
      : a.shape.filter((_, i) => !axes.includes(i))
    return only(g.add(type, [a, integers(g, axes)], attrs, [{ shape, dtype: a.dtype }]))
  }

export const sum = reduction('Sum')
export const mean = reduction('Mean')

/** Sum of several tensors of one shape in one operation. */
export function addAll(g: Graph, parts: readonly Tensor[]): Tensor {
  const [first, second] = parts
  if (first === undefined) throw new Error('sum of nothing')
  if (second === undefined) return first
  if (parts.length === 2) return add(g, first, second)
  for (const part of parts) if (!sameShape(part.shape, first.shape)) refuse('addAll', ...parts)
  return only(
    g.add('AddN', parts, { T: { type: first.dtype }, N: { int: parts.length } }, [
      { shape: first.shape, dtype: first.dtype },
    ])
  )
}

// — chance ———————————————————————————————————————————————————————————————

/** Uniform numbers in [0, 1) that depend on `key` (int32, two numbers) alone: same key, same numbers. */
export function statelessUniform(g: Graph, shape: Shape, sizes: Tensor, key: Tensor): Tensor {
  const attrs = {
    dtype: { type: 'float' },
    T: { type: 'int32' },
    Tseed: { type: 'int32' },
  } as const
  return only(g.add('StatelessRandomUniform', [sizes, key], attrs, [{ shape, dtype: 'float' }]))
}

import type { Graph, Node, Tensor } from './graph.ts'
import { fixed, sameShape, showShape } from './graph.ts'
import * as ops from './operations.ts'

/**
 * Reverse-mode differentiation (Griewank & Walther, *Evaluating Derivatives*, ch. 3):
 * walk the nodes backwards from the loss, and give each input its share of what arrives.
 *
 * A weight that many products share (W in W·z_1 … W·z_T) gets its gradient from one product,
 * or a few where joining all would leave the cache:
 * Σ_t G_t z_tᵀ = [G_1 … G_T] [z_1 … z_T]ᵀ.
 */

/** What one use of a tensor contributes to its gradient: a tensor, or a product still to be made. */
type Share = Tensor | Product

/** left·rightᵀ */
interface Product {
  readonly left: Tensor
  readonly right: Tensor
}

const isProduct = (share: Share): share is Product => 'left' in share

/** A rule: from a node and the gradients of its outputs to the gradients of its inputs. */
type Rule = (g: Graph, node: Node, dys: readonly (Tensor | null)[]) => (Share | null)[]

/**
 * Gradients of `loss`, a scalar, with respect to `wanted`, in their order.
 * Throws for a tensor that the loss does not depend on, and for an operation without a rule.
 */
export function gradients(g: Graph, loss: Tensor, wanted: readonly Tensor[]): Tensor[] {
  const needed = dependents(g, wanted)
  const shares = new Map<Tensor, Share[]>([[loss, [ops.scalar(g, 1)]]])
  const made = new Map<Tensor, Tensor>()
  const gradientOf = (tensor: Tensor): Tensor | null => {
    const known = made.get(tensor)
    if (known) return known
    const parts = shares.get(tensor)
    if (!parts) return null
    const total = joined(g, tensor, parts)
    made.set(tensor, total)
    return total
  }

  for (const node of [...g.nodes].reverse()) {
    if (!needed.has(node) || !node.outputs.some(output => shares.has(output))) continue
    if (node.inputs.every(input => !needed.has(input.node) && !wanted.includes(input))) continue
    const rule = rules[node.type]
    if (!rule) throw new Error(`no gradient rule for ${node.type} (${node.name})`)
    const back = rule(g, node, node.outputs.map(gradientOf))
    node.inputs.forEach((input, i) => {
      const share = back[i]
      if (!share || !(needed.has(input.node) || wanted.includes(input))) return
      shares.set(input, [...(shares.get(input) ?? []), share])
    })
  }
  return wanted.map(tensor => {
    const gradient = gradientOf(tensor)
    if (!gradient) throw new Error(`the loss does not depend on ${tensor.node.name}`)
    return gradient
  })
}

/** Nodes that lie on a way from `wanted` to anywhere. */
function dependents(g: Graph, wanted: readonly Tensor[]): Set<Node> {
  const found = new Set(wanted.map(tensor => tensor.node))
  for (const node of g.nodes) if (node.inputs.some(input => found.has(input.node))) found.add(node)
  return found
}

/** All shares of one tensor, added up; products of a kind are made as one. */
function joined(g: Graph, tensor: Tensor, shares: readonly Share[]): Tensor {
  const products = shares.filter(isProduct)
  const parts = [
    ...shares.filter(share => !isProduct(share)),
    ...inGroups(products).map(group => oneProduct(g, group)),
  ] as Tensor[]
  const total = ops.addAll(g, parts)
  if (!sameShape(total.shape, tensor.shape))
    throw new Error(`gradient ${showShape(total.shape)} of ${showShape(tensor.shape)}`)
  return total
}

/**
 * Rows of both factors that are joined at once: 1.5 MB at B = 128, which stays in cache. All 30 steps
 * at once cost 64×2 a tenth more (docs/engine.md).
 */
const rowsTogether = 3000

/** Products in groups small enough to be joined and multiplied without leaving the cache. */
function inGroups(products: readonly Product[]): Product[][] {
  const [first] = products
  if (first === undefined) return []
  const rows = fixed(first.left.shape[0], 'rows') + fixed(first.right.shape[0], 'rows')
  const size = Math.max(1, Math.round(rowsTogether / rows))
  const count = Math.ceil(products.length / size)
  return Array.from({ length: count }, (_, i) => products.slice(i * size, (i + 1) * size))
}

function oneProduct(g: Graph, products: readonly Product[]): Tensor {
  const left = ops.concat(
    g,
    products.map(product => product.left),
    1
  )
  const right = ops.concat(
    g,
    products.map(product => product.right),
    1
  )
  return ops.matMul(g, left, right, { b: true })
}

/** Sums a gradient over the axes along which its operand was broadcast. */
function unbroadcast(g: Graph, dy: Tensor, operand: Tensor): Tensor {
  if (sameShape(dy.shape, operand.shape)) return dy
  const extra = dy.shape.length - operand.shape.length
  const axes = dy.shape.flatMap((dim, i) =>
    i < extra || (operand.shape[i - extra] === 1 && dim !== 1) ? [i] : []
  )
  const summed = ops.sum(g, dy, axes)
  return extra > 0 ? ops.reshape(g, summed, operand.shape) : summed
}

/**
 * c = a·b: da = dc·bᵀ, left for later as a product, since a is a weight that other steps share too;
 * db = aᵀ·dc at once. Products of transposed operands are not differentiated: none is written.
 */
const matMulRule: Rule = (g, node, [dc]) => {
  const [a, b] = pair(node)
  if (node.attrs['transpose_a'] || node.attrs['transpose_b'])
    throw new Error('no gradient of a transposed product')
  if (!dc) return []
  return [{ left: dc, right: b }, ops.matMul(g, a, dc, { a: true })]
}

function pair(node: Node): [Tensor, Tensor] {
  const [a, b] = node.inputs
  if (!a || !b) throw new Error(`${node.name} needs two inputs`)
  return [a, b]
}

function single(node: Node): [Tensor, Tensor] {
  const [x] = node.inputs
  const [y] = node.outputs
  if (!x || !y) throw new Error(`${node.name} needs one input and one output`)
  return [x, y]
}

/** A rule of one input from the gradient kernel that takes the result. */
const fromResult =
  (kernel: (g: Graph, y: Tensor, dy: Tensor) => Tensor): Rule =>
  (g, node, [dy]) =>
    dy ? [kernel(g, single(node)[1], dy)] : []

function reduced(node: Node): { axes: number[]; count: number | null } {
  const attr = node.inputs[1]?.node.attrs['value']
  const data = typeof attr === 'object' && 'tensor' in attr ? [...attr.tensor.data] : []
  const dims = data.map(axis => single(node)[0].shape[axis])
  const known = dims.every(dim => typeof dim === 'number')
  return { axes: data, count: known ? dims.reduce((p, q) => p * q, 1) : null }
}

/** Spreads a reduced gradient back over what was reduced. */
function spread(g: Graph, node: Node, dy: Tensor): Tensor {
  const [x] = single(node)
  const { axes } = reduced(node)
  const kept = x.shape.map((dim, i) => (axes.includes(i) ? 1 : dim))
  return ops.add(g, ops.reshape(g, dy, kept), ops.zerosLike(g, x))
}

const rules: Record<string, Rule> = {
  MatMul: matMulRule,
  AddV2: (g, node, [dy]) => (dy ? pair(node).map(x => unbroadcast(g, dy, x)) : []),
  Sub: (g, node, [dy]) => {
    const [a, b] = pair(node)
    return dy ? [unbroadcast(g, dy, a), unbroadcast(g, ops.negate(g, dy), b)] : []
  },
  Mul: (g, node, [dy]) => {
    const [a, b] = pair(node)
    if (!dy) return []
    return [unbroadcast(g, ops.multiply(g, dy, b), a), unbroadcast(g, ops.multiply(g, dy, a), b)]
  },
  Tanh: fromResult(ops.tanhGradient),
  Sigmoid: fromResult(ops.sigmoidGradient),
  Relu: fromResult(ops.reluGradient),
  Rsqrt: fromResult(ops.rsqrtGradient),
  Sqrt: fromResult(ops.sqrtGradient),
  Square: (g, node, [dy]) =>
    dy ? [ops.multiply(g, ops.multiply(g, dy, single(node)[0]), ops.scalar(g, 2))] : [],
  Neg: (g, _node, [dy]) => (dy ? [ops.negate(g, dy)] : []),
  Identity: (_g, _node, [dy]) => (dy ? [dy] : []),
  Reshape: (g, node, [dy]) => (dy ? [ops.reshape(g, dy, single(node)[0].shape), null] : []),
  Transpose: (g, node, [dy]) => {
    const order = reduced(node).axes
    const inverse = order.map((_, i) => order.indexOf(i))
    return dy ? [ops.transpose(g, dy, inverse), null] : []
  },
  ConcatV2: (g, node, [dy]) => {
    const parts = node.inputs.slice(0, -1)
    const axis = axisOf(node)
    const sizes = parts.map(part => fixed(part.shape[axis], 'concat gradient'))
    return dy ? [...ops.split(g, dy, sizes, axis), null] : []
  },
  SplitV: (g, node, dys) => [
    ops.concat(
      g,
      node.outputs.map((y, i) => dys[i] ?? ops.zerosLike(g, y)),
      axisOf(node)
    ),
    null,
    null,
  ],
  Unpack: (g, node, dys) => [
    ops.pack(
      g,
      node.outputs.map((y, i) => dys[i] ?? ops.zerosLike(g, y))
    ),
  ],
  Pack: (g, _node, [dy]) => (dy ? ops.unpack(g, dy) : []),
  Sum: (g, node, [dy]) => (dy ? [spread(g, node, dy), null] : []),
  Mean: (g, node, [dy]) => {
    if (!dy) return []
    const [x] = single(node)
    const share = spread(g, node, dy)
    const { axes, count } = reduced(node)
    if (count !== null) return [ops.multiply(g, share, ops.scalar(g, 1 / count)), null]
    return [ops.divide(g, share, elements(g, x, axes)), null]
  },
}

/** Operations that have a rule. */
export const differentiable: readonly string[] = Object.keys(rules)

/** The constant axis that ConcatV2 and SplitV carry as their last input. */
function axisOf(node: Node): number {
  const attr = node.inputs.at(-1)?.node.attrs['value']
  const data = typeof attr === 'object' && 'tensor' in attr ? attr.tensor.data : null
  return fixed(data?.[0], 'axis')
}

/** How many elements were averaged, when that is known only as the graph runs. */
function elements(g: Graph, x: Tensor, axes: readonly number[]): Tensor {
  const sizes = ops.gather(g, ops.shapeOf(g, x), ops.integers(g, axes), 0)
  const attrs = { T: { type: 'int32' }, Tidx: { type: 'int32' }, keep_dims: false } as const
  const product = g.add('Prod', [sizes, ops.integers(g, [0])], attrs, [
    { shape: [], dtype: 'int32' },
  ])
  return ops.cast(g, product.outputs[0] as Tensor, 'float')
}

import { describe, expect, it } from 'vitest'
import { differentiable, gradients } from '../../../src/main/engine/gradients.ts'
import { Graph, type Shape, type Tensor } from '../../../src/main/engine/graph.ts'
import * as ops from '../../../src/main/engine/operations.ts'
import { serializeGraph } from '../../../src/main/engine/serialize.ts'
import { Session } from '../../../src/main/engine/tensorflow.ts'
import { assign } from '../../../src/main/engine/variables.ts'
import { floats, runGraph } from '../../support/graph-session.ts'
import { uniform } from '../../support/random.ts'

/** An operation alone in a graph: inputs of fixed sizes, one or more outputs. */
interface Case {
  readonly type: string
  readonly what?: string
  readonly inputs: readonly (readonly number[])[]
  /** Shapes as the graph is told them, where some dimension is open. */
  readonly declared?: readonly Shape[]
  /** Where the inputs are drawn from; away from poles and kinks. */
  readonly range?: readonly [number, number]
  readonly apply: (g: Graph, inputs: readonly Tensor[]) => Tensor | Tensor[]
}

const first = (list: readonly Tensor[]): Tensor => list[0] as Tensor
const second = (list: readonly Tensor[]): Tensor => list[1] as Tensor
const both = (list: readonly Tensor[]) => [first(list), second(list)] as const

const unary = (
  type: string,
  f: (g: Graph, a: Tensor) => Tensor,
  range?: [number, number]
): Case => ({
  type,
  inputs: [[2, 3]],
  ...(range ? { range } : {}),
  apply: (g, list) => f(g, first(list)),
})

const binary = (type: string, f: (g: Graph, a: Tensor, b: Tensor) => Tensor): Case[] =>
  [
    {
      what: 'equal shapes',
      inputs: [
        [2, 3],
        [2, 3],
      ],
    },
    {
      what: 'a column',
      inputs: [
        [2, 3],
        [2, 1],
      ],
    },
    {
      what: 'a row first',
      inputs: [
        [1, 3],
        [2, 3],
      ],
    },
    { what: 'a scalar', inputs: [[2, 3], []] },
    {
      what: 'a lower rank',
      inputs: [
        [4, 2, 3],
        [2, 1],
      ],
    },
    {
      what: 'both broadcast',
      inputs: [
        [2, 1],
        [1, 3],
      ],
    },
  ].map(({ what, inputs }) => ({ type, what, inputs, apply: (g, list) => f(g, ...both(list)) }))

const cases: readonly Case[] = [
  {
    type: 'MatMul',
    inputs: [
      [2, 3],
      [3, 4],
    ],
    apply: (g, list) => ops.matMul(g, ...both(list)),
  },
  {
    type: 'MatMul',
    what: 'a weight that three products share',
    inputs: [
      [2, 2],
      [2, 3],
    ],
    apply: (g, list) => {
      const [W, x] = both(list)
      return ops.matMul(g, W, ops.matMul(g, W, ops.matMul(g, W, x)))
    },
  },
  ...binary('AddV2', ops.add),
  ...binary('Sub', ops.subtract),
  ...binary('Mul', ops.multiply),
  unary('Tanh', ops.tanh),
  unary('Sigmoid', ops.sigmoid),
  unary('Relu', ops.relu, [0.1, 1]),
  unary('Rsqrt', ops.rsqrt, [0.5, 2]),
  unary('Sqrt', ops.sqrt, [0.5, 2]),
  unary('Square', ops.square),
  unary('Neg', ops.negate),
  unary('Identity', ops.identity),
  { type: 'Reshape', inputs: [[2, 3]], apply: (g, list) => ops.reshape(g, first(list), [3, 2]) },
  {
    type: 'Transpose',
    inputs: [[2, 3, 4]],
    apply: (g, list) => ops.transpose(g, first(list), [2, 0, 1]),
  },
  ...[0, 1].map(axis => ({
    type: 'ConcatV2',
    what: `axis ${axis}`,
    inputs:
      axis === 0
        ? [
            [2, 3],
            [1, 3],
          ]
        : [
            [2, 1],
            [2, 3],
          ],
    apply: (g: Graph, list: readonly Tensor[]) => ops.concat(g, list, axis),
  })),
  { type: 'SplitV', inputs: [[6, 2]], apply: (g, list) => ops.split(g, first(list), [1, 2, 3], 0) },
  {
    type: 'SplitV',
    what: 'columns, the middle piece unused',
    inputs: [[2, 6]],
    apply: (g, list) => {
      const [a, , c] = ops.split(g, first(list), [1, 2, 3], 1)
      return [a as Tensor, c as Tensor]
    },
  },
  { type: 'Unpack', inputs: [[3, 2]], apply: (g, list) => ops.unpack(g, first(list)) },
  {
    type: 'Unpack',
    what: 'the last only',
    inputs: [[3, 2]],
    apply: (g, list) => ops.unpack(g, first(list)).slice(2),
  },
  {
    type: 'Pack',
    inputs: [
      [2, 3],
      [2, 3],
    ],
    apply: (g, list) => ops.pack(g, list),
  },
  ...(['Sum', 'Mean'] as const).flatMap((type): Case[] => {
    const reduce = type === 'Sum' ? ops.sum : ops.mean
    const inputs = [[4, 2, 3]]
    return [
      { type, what: 'rows', inputs, apply: (g, list) => reduce(g, first(list), [0]) },
      { type, what: 'two axes', inputs, apply: (g, list) => reduce(g, first(list), [0, 2]) },
      {
        type,
        what: 'dropped axes',
        inputs,
        apply: (g, list) => reduce(g, first(list), [0, 1, 2], false),
      },
      {
        type,
        what: 'an open axis',
        inputs,
        declared: [[4, 2, 'B']],
        apply: (g, list) => reduce(g, first(list), [0, 2]),
      },
    ]
  }),
]

/**
 * The step of central differences. Their error is h² f‴/6 ≈ 1e-5 from the formula and
 * ε/h ≈ 6e-8/8e-3 ≈ 1e-5 from rounding, since outputs are float32 and added up in float64 here;
 * 1e-3 of the largest gradient leaves room for curvature and sees every wrong rule.
 */
const h = 2 ** -7
const tolerance = 1e-3

/** The graph's gradients of Σ w ⊙ output, beside those of central differences. */
function compare(one: Case) {
  const g = new Graph()
  const xs = one.inputs.map((shape, i) => ops.placeholder(g, `x${i}`, one.declared?.[i] ?? shape))
  const applied = one.apply(g, xs)
  const outputs = Array.isArray(applied) ? applied : [applied]
  const values = one.inputs.map((shape, i) => {
    const [low, high] = one.range ?? [-1, 1]
    return uniform(count(shape), 11 + i, low, high)
  })
  const loss = weightedSum(g, outputs)
  const wanted = gradients(g, loss, xs).map(t => ops.identity(g, t).node.name)
  const fetched = outputs.map(t => ops.identity(g, t).node.name)
  const session = new Session(serializeGraph(g))
  const feeds = () =>
    Object.fromEntries(values.map((data, i) => [`x${i}`, floats(one.inputs[i] ?? [], data)]))
  const evaluate = (): number =>
    session.run(feeds(), fetched).reduce((sum, { data }, o) => {
      const w = uniform(data.length, 100 + o)
      return w.reduce((s, weight, i) => s + weight * (data[i] as number), sum)
    }, 0)
  try {
    const ours = session.run(feeds(), wanted).map(({ data }) => [...data])
    const theirs = values.map(data => Array.from(data, (_, i) => slope(data, i, evaluate)))
    return { ours: ours.flat(), theirs: theirs.flat() }
  } finally {
    session.close()
  }
}

/** Σ w ⊙ output, a different weight for every number, so that no two mistakes cancel. */
function weightedSum(g: Graph, outputs: readonly Tensor[]): Tensor {
  const sums = outputs.map((y, o) => {
    const shape = y.shape.map(Number)
    const w = ops.constant(g, floats(shape, uniform(count(shape), 100 + o)))
    const axes = shape.map((_, axis) => axis)
    return ops.sum(g, ops.multiply(g, y, w), axes, false)
  })
  return sums.reduce((a, b) => ops.add(g, a, b))
}

function slope(data: Float32Array, i: number, f: () => number): number {
  const x = data[i] as number
  const at = (moved: number) => {
    data[i] = moved
    return { x: data[i] as number, f: f() } // x as float32 took it
  }
  const [up, down] = [at(x + h), at(x - h)]
  data[i] = x
  return (up.f - down.f) / (up.x - down.x)
}

const count = (shape: readonly number[]): number => shape.reduce((n, dim) => n * dim, 1)

const titled = cases.map(one => [one.what ? `${one.type}, ${one.what},` : one.type, one] as const)

describe('a gradient rule', () => {
  it.each(titled)('of %s agrees with central differences', (_, one) => {
    const { ours, theirs } = compare(one)
    const largest = Math.max(...theirs.map(Math.abs))
    expect(largest).toBeGreaterThan(0.005)
    ours.forEach((value, i) => {
      expect(Math.abs(value - (theirs[i] as number)) / largest).toBeLessThan(tolerance)
    })
  })

  it('exists for nothing that is not tried here', () => {
    expect([...new Set(cases.map(one => one.type))].sort()).toEqual([...differentiable].sort())
  })

  it('of a ReLU gives nothing where it is off', () => {
    const g = new Graph()
    const x = ops.placeholder(g, 'x', [3])
    const [dx] = gradients(g, ops.sum(g, ops.relu(g, x), [0], false), [x]) as [Tensor]
    const [value] = runGraph(g, { x: floats([3], [-2, 0, 3]) }, [dx])
    expect([...(value?.data ?? [])]).toEqual([0, 0, 1])
  })
})

describe('gradients', () => {
  it('refuses an operation without a rule, naming it', () => {
    const g = new Graph()
    const x = ops.placeholder(g, 'x', [])
    expect(() => gradients(g, ops.power(g, x, x), [x])).toThrow('no gradient rule for Pow')
  })

  it('refuses a tensor that the loss does not depend on', () => {
    const g = new Graph()
    const [x, other] = [ops.placeholder(g, 'x', []), ops.placeholder(g, 'other', [])]
    expect(() => gradients(g, ops.square(g, x), [other])).toThrow('does not depend on other')
  })
})

describe('shapes', () => {
  const g = new Graph()
  const a = ops.placeholder(g, 'a', [2, 3])
  const b = ops.placeholder(g, 'b', [4, 5])

  it('of a wrong product are named', () => {
    expect(() => ops.matMul(g, a, b)).toThrow('inner sizes differ: a [2, 3], b [4, 5]')
    expect(() => ops.matMul(g, a, a, { a: true, b: true })).toThrow('inner sizes differ')
  })

  it('of what cannot be joined, stacked, cut or assigned are named', () => {
    expect(() => ops.add(g, a, b)).toThrow('AddV2 cannot join: a [2, 3], b [4, 5]')
    expect(() => ops.concat(g, [a, b], 0)).toThrow('concat: a [2, 3], b [4, 5]')
    expect(() => ops.pack(g, [a, b])).toThrow('pack: a [2, 3], b [4, 5]')
    expect(() => ops.split(g, a, [1, 2], 0)).toThrow('split into 1 + 2: a [2, 3]')
    expect(() => ops.addAll(g, [a, a, b])).toThrow('addAll')
    const v = { name: 'v', shape: [3, 2], dtype: 'float' } as const
    expect(() => assign(g, v, a)).toThrow('assign to v [3, 2]: a [2, 3]')
    expect(() => ops.add(g, a, ops.integers(g, 1))).toThrow('AddV2 of float and int32')
    expect(() => ops.tanhGradient(g, a, b)).toThrow('TanhGrad')
  })

  it('are inferred as TensorFlow infers them', () => {
    const x = ops.placeholder(g, 'x', [2, 'B'])
    expect(ops.matMul(g, a, x, { a: true }).shape).toEqual([3, 'B'])
    expect(ops.concat(g, [x, x], 1).shape).toEqual([2, '2·B'])
    expect(ops.sum(g, x, [1]).shape).toEqual([2, 1])
    expect(ops.add(g, x, ops.placeholder(g, 'c', [4, 2, 1])).shape).toEqual([4, 2, 'B'])
  })
})

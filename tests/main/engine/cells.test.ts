import { afterAll, describe, expect, it } from 'vitest'
import type { NetworkSpec } from '../../../src/main/engine/network.ts'
import { Program } from '../../../src/main/engine/program.ts'
import { tfjs } from '../../../src/main/engine/tensorflow.ts'
import type { Weights, WeightTensor } from '../../../src/shared/types.ts'
import { makeSpec } from '../../support/make-spec.ts'
import { makeWindows } from '../../support/make-windows.ts'
import { relativeError } from '../../support/relative-error.ts'

/**
 * The witness is tf.layers: the same weights in Keras's layout, its own forward and its own
 * gradients. It has one bias where PyTorch has two, whose sum it is and whose gradients are equal.
 */
const H = 5
const F = 2
const T = 6
const B = 7
const tf = tfjs()
const windows = makeWindows(B, T, F)

interface Keras {
  readonly layer: (units: number) => KerasLayer
  /** Keras's gates by PyTorch's: `order[k]` is PyTorch's place of Keras's gate k. */
  readonly order: readonly number[]
}

// biome-ignore lint/suspicious/noExplicitAny: tfjs arrives untyped, past its own type package
type KerasLayer = any

const keras: Readonly<Record<string, Keras>> = {
  // i, f, c, o in both
  lstm: {
    layer: units => tf.layers.lstm({ units, recurrentActivation: 'sigmoid' }),
    order: [0, 1, 2, 3],
  },
  // Keras: z, r, h; PyTorch: r, z, n
  gru: {
    layer: units => tf.layers.gru({ units, recurrentActivation: 'sigmoid', resetAfter: false }),
    order: [1, 0, 2],
  },
}

/** Rows of PyTorch's gates as columns of Keras's. */
function toKeras({ shape, data }: WeightTensor, order: readonly number[]) {
  const gates = tf.split(tf.tensor(data, shape), order.length, 0)
  const joined = tf.concat(
    order.map(gate => gates[gate]),
    0
  )
  return shape.length === 2 ? joined.transpose() : joined
}

function byKeras(name: string, weights: Weights) {
  const { layer: make, order } = keras[name] as Keras
  const get = (key: string) => weights[key] as WeightTensor
  const layer = make(H)
  layer.apply(tf.zeros([B, T, F])) // makes its weights
  const bias = tf.add(
    toKeras(get(`${name}.bias_ih_l0`), order),
    toKeras(get(`${name}.bias_hh_l0`), order)
  )
  layer.setWeights([
    toKeras(get(`${name}.weight_ih_l0`), order),
    toKeras(get(`${name}.weight_hh_l0`), order),
    bias,
  ])
  const x = tf.tensor(windows.inputs, [B, T, F])
  const y = tf.tensor(windows.targets, [B, 1])
  const head = tf.tensor(get('fc.weight').data, [1, H]).transpose()
  const forward = () => layer.apply(x).matMul(head).add(get('fc.bias').data[0])
  const variables = layer.trainableWeights.map((w: KerasLayer) => w.val)
  const { grads, value } = tf.variableGrads(() => forward().sub(y).square().mean(), variables)
  const [kernel, recurrent, biases] = variables.map((v: KerasLayer) => grads[v.name])
  return { loss: value.dataSync()[0], prediction: forward().dataSync(), kernel, recurrent, biases }
}

describe.each([
  ['lstm', { cell: 'lstm' }],
  ['gru', { cell: 'gru', reset: 'before' }],
] as [string, Partial<NetworkSpec>][])('%s against tf.layers', (name, network) => {
  const program = new Program(makeSpec({ ...network, hidden: H, input: F }, { window: T }))
  program.initialise(2)
  const weights = program.weights()
  const theirs = byKeras(name, weights)
  const ours = program.gradients(windows)
  const order = (keras[name] as Keras).order
  const ourGradient = (key: string) =>
    toKeras(ours.gradients[`${name}.${key}`] as WeightTensor, order).dataSync()
  afterAll(() => program.close())

  it('predicts the same', () => {
    expect(relativeError(program.predict(windows.inputs), theirs.prediction)).toBeLessThan(1e-5)
    expect(ours.loss).toBeCloseTo(theirs.loss, 6)
  })

  it('has the same gradients', () => {
    expect(relativeError(ourGradient('weight_ih_l0'), theirs.kernel.dataSync())).toBeLessThan(1e-5)
    const recurrent = theirs.recurrent.dataSync()
    expect(relativeError(ourGradient('weight_hh_l0'), recurrent)).toBeLessThan(1e-5)
    for (const bias of ['bias_ih_l0', 'bias_hh_l0'])
      expect(relativeError(ourGradient(bias), theirs.biases.dataSync())).toBeLessThan(1e-5)
  })
})

describe('a GRU', () => {
  it('differs by where it resets', () => {
    const predictions = (['after', 'before'] as const).map(reset => {
      const program = new Program(makeSpec({ cell: 'gru', reset }))
      program.initialise(2)
      const predicted = program.predict(makeWindows(3, 6).inputs)
      program.close()
      return predicted
    })
    const [after, before] = predictions as [Float32Array, Float32Array]
    expect(relativeError(after, before)).toBeGreaterThan(1e-4)
  })
})

import { afterAll, describe, expect, it } from 'vitest'
import {
  type Call,
  Program,
  type ProgramSpec,
  type ProgramState,
} from '../../../src/main/engine/program.ts'
import { countTensors } from '../../../src/main/engine/tensorflow.ts'
import { makeSpec } from '../../support/make-spec.ts'
import { makeWindows } from '../../support/make-windows.ts'
import { relativeError } from '../../support/relative-error.ts'

const windows = makeWindows(50, 6)
const batches = [0, 16, 32, 48].map(start => ({ start, size: Math.min(16, 50 - start) }))
const order = Int32Array.from({ length: 50 }, (_, i) => (i * 7) % 50)
const epoch: Call = { train: batches, order, watch: [{ start: 10, size: 31 }], rate: 1e-2 }

/** Everything whose state could go astray: dropout, shuffling, batch normalisation, two layers. */
const busy = makeSpec(
  { cell: 'lstm', layers: 2, dropout: 0.2, norm: 'batch' },
  { clip: 0.5, weightDecay: 1e-3 }
)

const open: Program[] = []
afterAll(() => {
  for (const program of open) program.close()
})

function start(spec: ProgramSpec, seed = 7): Program {
  const program = new Program(spec)
  open.push(program)
  program.load(windows)
  program.initialise(seed)
  return program
}

describe('determinism', () => {
  it('gives two programs of one seed the same bits', () => {
    const [a, b] = [start(busy), start(busy)]
    for (let i = 0; i < 5; i++) expect(a.run(epoch)).toEqual(b.run(epoch))
    expect(a.state()).toEqual(b.state())
    expect(a.predict(windows.inputs)).toEqual(b.predict(windows.inputs))
  })

  it('gives other seeds other weights', () => {
    expect(start(busy, 7).state().parameters).not.toEqual(start(busy, 8).state().parameters)
  })

  it('goes on from a state in another program as if nothing had happened', () => {
    const through = start(busy)
    const first = start(busy)
    through.run(epoch)
    first.run(epoch)
    const state = structuredClone(first.state())
    const resumed = start(busy, 99)
    resumed.restore(state)
    expect(resumed.run(epoch)).toEqual(through.run(epoch))
    expect(resumed.state()).toEqual(through.state())
  })

  it('does not care how many steps go into a call', () => {
    const [whole, split] = [start(busy), start(busy)]
    const { losses, norms, watched } = whole.run(epoch)
    const results = batches.map((batch, i) =>
      split.run({ ...epoch, train: [batch], watch: i === 3 ? epoch.watch : [] })
    )
    expect(results.flatMap(result => result.losses)).toEqual(losses)
    expect(results.flatMap(result => result.norms)).toEqual(norms)
    expect(results.at(-1)?.watched).toEqual(watched)
    expect(split.state()).toEqual(whole.state())
  })
})

describe('a call', () => {
  it('of nothing gives nothing and moves nothing', () => {
    const program = start(busy)
    const before = program.state()
    const nothing = program.run({ train: [], order: null, watch: [], rate: 1 })
    expect(nothing).toEqual({ losses: [], norms: [], watched: [] })
    expect(program.state()).toEqual(before)
  })

  it('that only watches moves nothing, and watches windows in time order', () => {
    const program = start(makeSpec())
    const before = program.state()
    const { watched } = program.run({ train: [], order, watch: [{ start: 3, size: 11 }], rate: 1 })
    const predicted = program.predict(windows.inputs).subarray(3, 14)
    const errors = predicted.map((y, i) => (y - (windows.targets[3 + i] as number)) ** 2)
    expect(watched[0]).toBeCloseTo(errors.reduce((a, b) => a + b) / 11, 6)
    expect(program.state()).toEqual(before)
  })

  it('trains on the windows that the order names', () => {
    const [a, b] = [start(makeSpec()), start(makeSpec())]
    const picked = Int32Array.of(9, 4, 33)
    const batch = [{ start: 0, size: 3 }]
    const one = a.run({ train: batch, order: picked, watch: [], rate: 1e-2 })
    const inputs = [...picked].flatMap(n => [...windows.inputs.subarray(6 * n, 6 * n + 6)])
    const targets = Float32Array.from(picked, n => windows.targets[n] as number)
    b.load({ count: 3, inputs: Float32Array.from(inputs), targets })
    const other = b.run({ train: batch, order: null, watch: [], rate: 1e-2 })
    expect(one.losses).toEqual(other.losses)
    expect(a.state()).toEqual(b.state())
  })

  it.each([1, 2, 3, 5, 17])('of a batch of %d is the mean over its windows', size => {
    const program = start(makeSpec({ cell: 'gru' }))
    const some = {
      count: size,
      inputs: windows.inputs.subarray(0, 6 * size),
      targets: windows.targets.subarray(0, size),
    }
    const whole = program.gradients(some)
    const each = Array.from({ length: size }, (_, n) =>
      program.gradients({
        count: 1,
        inputs: windows.inputs.subarray(6 * n, 6 * n + 6),
        targets: windows.targets.subarray(n, n + 1),
      })
    )
    const mean = each.reduce((sum, one) => sum + one.loss, 0) / size
    expect(whole.loss).toBeCloseTo(mean, 6)
    const of = (one: typeof whole) => one.gradients['gru.weight_hh_l0']?.data[7] as number
    expect(of(whole)).toBeCloseTo(each.reduce((sum, one) => sum + of(one), 0) / size, 6)
  })

  it('lets a number that is none through to losses, norms and predictions', () => {
    for (const cell of ['rnn', 'lstm', 'gru'] as const) {
      const program = start(makeSpec({ cell }))
      const inputs = windows.inputs.slice()
      inputs[6 * 20 + 3] = Number.NaN
      program.load({ ...windows, inputs })
      const predicted = program.predict(inputs)
      expect(predicted.findIndex(Number.isNaN)).toBe(20)
      expect(predicted.filter(Number.isNaN).length).toBe(1)
      const { losses, norms } = program.run({ ...epoch, order: null })
      expect(losses.map(Number.isNaN)).toEqual([false, true, true, true])
      expect(norms.map(Number.isNaN)).toEqual([false, true, true, true])
    }
  })

  it('lets an infinite input through a ReLU', () => {
    const program = start(makeSpec({ activation: 'relu' }))
    const inputs = windows.inputs.slice()
    inputs.fill(Number.POSITIVE_INFINITY, 0, 6)
    program.load({ ...windows, inputs })
    expect(Number.isFinite(program.run({ ...epoch, order: null }).losses[0])).toBe(false)
  })
})

/** Few words where thousands of numbers would be printed. */
const hashOf = ({ parameters, slots }: ProgramState) =>
  [parameters, ...slots].map(list => list.reduce((sum, x, i) => sum + x * (i + 1), 0))

describe('what a program holds', () => {
  it('is its own: neither given arrays nor fetched ones are shared with it', () => {
    const program = new Program(makeSpec({ hidden: 40 }))
    open.push(program)
    const many = makeWindows(5000, 6) // long enough for TensorFlow to borrow an array
    program.load(many)
    program.initialise(1)
    const call = { train: [], order: null, watch: [{ start: 0, size: 5000 }], rate: 0 }
    const before = program.run(call).watched
    many.inputs.fill(9)
    many.targets.fill(9)
    expect(program.run(call).watched).toEqual(before)
  })

  it('is its own wherever in memory the given array lies', () => {
    // TensorFlow borrows an array that is aligned to 64 bytes: one of these sixteen is
    const program = start(makeSpec({ hidden: 40 }))
    const state = program.state()
    const { length } = state.parameters
    const memory = new ArrayBuffer(4 * (length + 16))
    for (let shift = 0; shift < 16; shift++) {
      const view = new Float32Array(memory, 4 * shift, length)
      view.set(state.parameters)
      program.restore({ ...state, parameters: view })
      view.fill(9)
      expect(hashOf(program.state())).toEqual(hashOf(state))
    }
  })

  it('comes back from weights in PyTorch’s names as it was', () => {
    const program = start(busy)
    program.run(epoch)
    const weights = program.weights()
    const predicted = program.predict(windows.inputs)
    const other = start(busy, 3)
    other.setWeights(weights)
    expect(other.predict(windows.inputs)).toEqual(predicted)
    expect(other.state().step).toBe(0)
    expect(Object.keys(weights)).toEqual([
      'lstm.weight_ih_l0',
      'lstm.weight_hh_l0',
      'lstm.bias_ih_l0',
      'lstm.bias_hh_l0',
      'norms.0.weight',
      'norms.0.bias',
      'lstm.weight_ih_l1',
      'lstm.weight_hh_l1',
      'lstm.bias_ih_l1',
      'lstm.bias_hh_l1',
      'norms.1.weight',
      'norms.1.bias',
      'fc.weight',
      'fc.bias',
      'norms.0.running_mean',
      'norms.0.running_var',
      'norms.1.running_mean',
      'norms.1.running_var',
    ])
  })

  it('refuses weights of another network, naming the tensor', () => {
    const program = start(makeSpec())
    const { 'fc.bias': _, ...rest } = program.weights()
    expect(() => program.setWeights(rest)).toThrow('the weights lack fc.bias')
    const larger = start(makeSpec({ hidden: 6 })).weights()
    expect(() => program.setWeights(larger)).toThrow(
      'rnn.weight_ih_l0 is [6,1] and should be [5,1]'
    )
  })

  it('refuses windows of another shape', () => {
    const program = start(makeSpec())
    expect(() => program.predict(new Float32Array(7))).toThrow('7 inputs are no windows of 6×1')
    const targets = new Float32Array(2)
    expect(() => program.load({ count: 1, inputs: new Float32Array(6), targets })).toThrow(
      '2 targets for 1 windows'
    )
  })

  it('predicts more windows than go into one call', () => {
    const program = start(makeSpec())
    const many = makeWindows(2500, 6)
    const whole = program.predict(many.inputs)
    const last = program.predict(many.inputs.subarray(6 * 2400))
    expect(whole.length).toBe(2500)
    expect(relativeError(whole.subarray(2400), last)).toBeLessThan(1e-6)
  })

  it('is closed for good', () => {
    const program = new Program(makeSpec())
    program.close()
    program.close()
    expect(() => program.state()).toThrow('this program is closed')
  })
})

describe('fresh weights', () => {
  const H = 24
  const network = { cell: 'lstm', hidden: H, layers: 2, norm: 'batch' } as const

  it('are uniform in ±1/√H, biases too, with the moments of that', () => {
    const weights = start(makeSpec(network)).weights()
    const bound = 1 / Math.sqrt(H)
    for (const [name, { data }] of Object.entries(weights)) {
      if (name.startsWith('norms.')) continue
      const list = [...data]
      expect(Math.max(...list.map(Math.abs))).toBeLessThanOrEqual(Math.fround(bound))
      if (list.length < 90) continue
      // of n uniform numbers the mean has deviation bound/√(3n), the variance about bound²·0.3/√n
      const mean = list.reduce((a, b) => a + b) / list.length
      const variance = list.reduce((a, b) => a + b * b, 0) / list.length
      expect(Math.abs(mean)).toBeLessThan((4 * bound) / Math.sqrt(3 * list.length))
      expect(Math.abs(variance / (bound ** 2 / 3) - 1)).toBeLessThan(4 / Math.sqrt(list.length))
    }
    expect(weights['norms.1.weight']?.data.every(x => x === 1)).toBe(true)
    expect(weights['norms.1.running_mean']?.data.every(x => x === 0)).toBe(true)
    expect(weights['norms.1.running_var']?.data.every(x => x === 1)).toBe(true)
  })

  it('are unalike for neighbouring seeds', () => {
    const program = start(makeSpec())
    const firsts = Array.from({ length: 200 }, (_, seed) => {
      program.initialise(seed)
      return (program.weights()['rnn.weight_ih_l0']?.data[0] as number) * Math.sqrt(5)
    })
    const mean = firsts.reduce((a, b) => a + b) / 200
    const next = firsts.slice(1).reduce((sum, x, i) => sum + x * (firsts[i] as number), 0) / 199
    expect(Math.abs(mean)).toBeLessThan(4 / Math.sqrt(3 * 200))
    expect(Math.abs(next * 3)).toBeLessThan(4 / Math.sqrt(199)) // correlation of neighbours
  })
})

describe('Adam', () => {
  it.each([0, 1, 25_000, 5_000_000])('moves as the paper says after %d steps', step => {
    const program = start(makeSpec())
    const { parameters } = program.state()
    const m = parameters.map(w => w * 0.03)
    const v = parameters.map(w => w * w * 0.01 + 1e-4)
    const state = { ...program.state(), slots: [m, v] as const, step }
    program.restore(state)
    const g = (() => {
      const train = [{ start: 0, size: 50 }]
      program.run({ train, order: null, watch: [], rate: 0 }) // a rate of 0 moves the slots only
      const moved = program.state().slots[0]
      return parameters.map((_, i) => ((moved[i] as number) - 0.9 * (m[i] as number)) / 0.1)
    })()
    program.restore(state)
    program.run({ train: [{ start: 0, size: 50 }], order: null, watch: [], rate: 1e-2 })
    const after = program.state()
    const t = step + 1
    parameters.forEach((w, i) => {
      const [mi, vi, gi] = [m[i] as number, v[i] as number, g[i] as number]
      const mHat = (0.9 * mi + 0.1 * gi) / (1 - 0.9 ** t)
      const vHat = (0.999 * vi + 0.001 * gi * gi) / (1 - 0.999 ** t)
      const expected = w - (1e-2 * mHat) / (Math.sqrt(vHat) + 1e-8)
      // 1 − β₂ᵗ is a difference of float32 numbers: 6e-8 of 1e-3, half of it after the root
      expect(Math.abs((after.parameters[i] as number) - expected)).toBeLessThan(3e-6)
    })
    expect(after.step).toBe(t)
  })
})

describe('the gradient profile', () => {
  it('has a norm for each layer and step, and the last step of the last layer is the head’s', () => {
    const program = start(makeSpec({ cell: 'gru', layers: 2 }))
    const norms = program.hiddenGradients(windows)
    expect(norms.map(layer => layer.length)).toEqual([6, 6])
    const weights = program.weights()
    const predicted = program.predict(windows.inputs)
    const size = Math.hypot(...(weights['fc.weight']?.data ?? []))
    // ∂loss/∂h_T = 2 (y − ŷ)/B · W_hy for each window
    const errors = predicted.map((y, i) => (2 * (y - (windows.targets[i] as number))) / 50)
    expect(norms[1]?.at(-1)).toBeCloseTo(size * Math.hypot(...errors), 6)
    expect(norms.flat().every(norm => norm > 0)).toBe(true)
  })
})

describe('a thousand calls', () => {
  it('leave no tensor behind', () => {
    const program = start(makeSpec())
    const call = { ...epoch, train: batches.slice(0, 1) }
    program.run(call)
    const before = countTensors()
    for (let i = 0; i < 1000; i++) program.run(call)
    program.predict(windows.inputs)
    program.gradients(windows)
    program.hiddenGradients(windows)
    program.restore(program.state())
    expect(countTensors()).toBe(before)
  })
})

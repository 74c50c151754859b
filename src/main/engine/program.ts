import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'
import type { Weights } from '../../shared/types.ts'
import type { TensorValue } from './graph.ts'
import { makeNetwork, type Network, type NetworkSpec } from './network.ts'
import type { Optimizer } from './optimizers/optimizer.ts'
import { freshParameters, fromWeights, parameterCount, toWeights } from './parameters.ts'
import { serializeGraph } from './serialize.ts'
import { Session } from './tensorflow.ts'
import { makeTrainingGraph } from './training-graph.ts'

/** A network together with how it is trained: everything that is compiled into one graph. */
export interface ProgramSpec {
  readonly network: NetworkSpec
  /** T, length of a window. */
  readonly window: number
  readonly optimizer: Optimizer
  /** θ of the clipping by global norm; null for none. */
  readonly clip: number | null
  /** L2: added to the clipped gradient times the weights, as torch.optim does. */
  readonly weightDecay: number
  /** K models of one architecture that share the graph, each with its own weights and data. */
  readonly copies: number
}

/** Windows to train on and to watch. With K models everything has K in front. */
export interface Windows {
  /** N */
  readonly count: number
  /** [N, T, F], or [K, N, T, F] */
  readonly inputs: Float32Array
  /** [N], or [K, N] */
  readonly targets: Float32Array
}

/** A batch: `size` places of the order, from `start`. */
export interface Batch {
  readonly start: number
  readonly size: number
}

/** What one native call does: steps of training, then losses of watched batches. */
export interface Call {
  readonly train: readonly Batch[]
  /** Which window stands at each place; null for time order. */
  readonly order: Int32Array | null
  /** Batches of windows in time order. */
  readonly watch: readonly Batch[]
  /** Learning rate of these steps. */
  readonly rate: number
}

export interface CallResult {
  /** By step, then by model: the batch's loss before the step. */
  readonly losses: Float32Array[]
  /** By step, then by model: ‖gradient‖ before clipping. */
  readonly norms: Float32Array[]
  /** By watched batch, then by model: its loss. */
  readonly watched: Float32Array[]
}

/** All that the next step depends on, beside the data. */
export interface ProgramState {
  /** [P] or [K, P] */
  readonly parameters: Float32Array
  readonly slots: readonly [Float32Array, Float32Array]
  /** Batch normalisation's running values; empty without it. */
  readonly running: Float32Array
  /** Steps taken. */
  readonly step: number
  /** Of dropout. */
  readonly seed: number
}

/** Largest batch of a prediction, so that no tensor comes near a gigabyte. */
const predictionBatch = 1024

/**
 * A compiled network: one TensorFlow graph in one session, its weights, optimizer slots and data
 * resident in it. Single-threaded and deterministic: the same calls give the same bits.
 */
export class Program {
  readonly spec: ProgramSpec
  readonly #network: Network
  readonly #session: Session
  #windows = 0

  /** Compiles the network, 10–50 ms. @throws when libtensorflow is not there (tensorflow.ts) */
  constructor(spec: ProgramSpec) {
    this.spec = spec
    this.#network = makeNetwork(spec.network)
    this.#session = new Session(serializeGraph(makeTrainingGraph(this.#network, spec)))
  }

  /** P, numbers that training moves, of one model. */
  get parameterCount(): number {
    return parameterCount(this.#network.blocks)
  }

  /** Makes windows resident in the session; needed before `run`. */
  load(windows: Windows): void {
    const { count, inputs, targets } = windows
    const feeds = { 'load/x': this.#columns(inputs, count), 'load/y': this.#row(targets, count) }
    this.#session.run(feeds, ['load'])
    this.#windows = count
  }

  /** Fresh weights, one seed per model, as PyTorch draws them (not its very numbers); step 0. */
  initialise(seeds: readonly number[]): void {
    if (seeds.length !== this.spec.copies) throw new Error('one seed per model')
    const each = seeds.map(seed => this.#fresh(seed))
    const zeros = new Float32Array(this.parameterCount * this.spec.copies)
    this.restore({
      parameters: joined(each.map(one => one.parameters)),
      slots: [zeros, zeros],
      running: joined(each.map(one => one.running)),
      step: 0,
      seed: seeds[0] ?? 0,
    })
  }

  /** Trains and watches in one native call. */
  run({ train, order, watch, rate }: Call): CallResult {
    const places = order ?? timeOrder(this.#windows)
    const [log, watched] = this.#session.run(
      {
        'run/train': plan(train),
        'run/order': ints(places, [places.length]),
        'run/watch': plan(watch),
        'run/places': ints(timeOrder(this.#windows), [this.#windows]),
        'run/rate': floats(Float32Array.of(rate), []),
      },
      ['run/log', 'run/watched'],
    ) as [TensorValue, TensorValue]
    const K = this.spec.copies
    return {
      losses: train.map((_, i) => part(log, i * 2 * K, K)),
      norms: train.map((_, i) => part(log, i * 2 * K + K, K)),
      watched: watch.map((_, i) => part(watched, i * K, K)),
    }
  }

  /** One-step predictions. @param inputs [N, T, F] or [K, N, T, F]; gives [N] or [K, N] */
  predict(inputs: Float32Array): Float32Array {
    const { window, copies, network } = this.spec
    const each = window * network.input
    const count = inputs.length / each / copies
    const predicted = new Float32Array(count * copies)
    for (let start = 0; start < count; start += predictionBatch) {
      const size = Math.min(predictionBatch, count - start)
      const feeds = { 'predict/x': this.#columns(inputs, count, start, size) }
      const [y] = this.#session.run(feeds, ['predict']) as [TensorValue]
      for (let k = 0; k < copies; k++)
        predicted.set(part(y, k * size, size) as Float32Array, k * count + start)
    }
    return predicted
  }

  /** Loss, ‖gradient‖ before clipping and the gradients themselves on given windows, of model 0. */
  gradients(windows: Windows): { loss: number; norm: number; gradients: Weights } {
    const [loss, norm, flat] = this.#session.run(this.#batchFeeds(windows), [
      'gradients/loss',
      'gradients/norm',
      'gradients/flat',
    ]) as [TensorValue, TensorValue, TensorValue]
    const own = part(flat, 0, this.parameterCount) as Float32Array
    return {
      loss: loss.data[0] ?? Number.NaN,
      norm: norm.data[0] ?? Number.NaN,
      gradients: toWeights(this.#network.blocks, own),
    }
  }

  /** ‖∂loss/∂h_t‖ over the batch, by layer and step, of model 0. */
  hiddenGradients(windows: Windows): number[][] {
    const [norms] = this.#session.run(this.#batchFeeds(windows), ['profile']) as [TensorValue]
    const { window, network, copies } = this.spec
    return Array.from({ length: network.layers }, (_, l) =>
      Array.from({ length: window }, (_, t) => norms.data[(l * window + t) * copies] ?? Number.NaN),
    )
  }

  state(): ProgramState {
    const [parameters, first, second, running, step, seed] = this.#session
      .run({}, ['state/parameters', 'state/slot0', 'state/slot1', 'state/running', 'state/step', 'state/seed'])
      .map(value => value.data)
    return {
      parameters: parameters as Float32Array,
      slots: [first as Float32Array, second as Float32Array],
      running: this.#network.running.length > 0 ? (running as Float32Array) : new Float32Array(0),
      step: step?.[0] ?? 0,
      seed: seed?.[0] ?? 0,
    }
  }

  restore({ parameters, slots, running, step, seed }: ProgramState): void {
    const flat = (data: Float32Array) => floats(data, this.#front(this.parameterCount))
    this.#session.run(
      {
        'restore/parameters': flat(parameters),
        'restore/slot0': flat(slots[0]),
        'restore/slot1': flat(slots[1]),
        'restore/running': floats(...this.#runningOrNone(running)),
        'restore/step': ints(Int32Array.of(step), []),
        'restore/seed': ints(Int32Array.of(seed | 0), []),
      },
      ['restore'],
    )
  }

  /** Weights and running values of one model, in PyTorch's names and layout. */
  weights(copy = 0): Weights {
    const { parameters, running } = this.state()
    const { blocks, running: averages } = this.#network
    const of = (flat: Float32Array, size: number) => flat.subarray(copy * size, (copy + 1) * size)
    return {
      ...toWeights(blocks, of(parameters, this.parameterCount)),
      ...toWeights(averages, of(running, parameterCount(averages))),
    }
  }

  /** Takes weights over into every model; slots and step start anew. */
  setWeights(weights: Weights): void {
    const { copies } = this.spec
    const repeat = (one: Float32Array) => joined(Array<Float32Array>(copies).fill(one))
    const zeros = new Float32Array(this.parameterCount * copies)
    this.restore({
      parameters: repeat(fromWeights(this.#network.blocks, weights)),
      slots: [zeros, zeros],
      running: repeat(fromWeights(this.#network.running, weights)),
      step: 0,
      seed: 0,
    })
  }

  close(): void {
    this.#session.close()
  }

  #fresh(seed: number) {
    const generator = xoroshiro128plus(seed | 0)
    // 24 bits, a float32's worth
    const uniform = () => ((generator.next() >>> 8) & 0xff_ffff) / 0x100_0000
    return {
      parameters: freshParameters(this.#network.blocks, uniform),
      running: freshParameters(this.#network.running, uniform),
    }
  }

  #front(...dims: number[]): number[] {
    return this.spec.copies > 1 ? [this.spec.copies, ...dims] : dims
  }

  #runningOrNone(running: Float32Array): [Float32Array, number[]] {
    const size = parameterCount(this.#network.running)
    return size > 0 ? [running, this.#front(size)] : [new Float32Array(1), [1]]
  }

  #batchFeeds({ inputs, targets, count }: Windows): Record<string, TensorValue> {
    return { 'batch/x': this.#columns(inputs, count), 'batch/y': this.#row(targets, count) }
  }

  /** [K, N, T, F] rows `[start, start + size)` as [T, K, F, B]: samples become columns. */
  #columns(inputs: Float32Array, count: number, start = 0, size = count): TensorValue {
    const { window: T, copies: K, network } = this.spec
    const F = network.input
    if (inputs.length !== K * count * T * F)
      throw new Error(`${inputs.length} inputs for ${K}×${count} windows of ${T}×${F}`)
    const data = new Float32Array(T * K * F * size)
    for (let k = 0; k < K; k++)
      for (let n = 0; n < size; n++)
        for (let t = 0; t < T; t++)
          for (let f = 0; f < F; f++)
            data[((t * K + k) * F + f) * size + n] =
              inputs[((k * count + start + n) * T + t) * F + f] as number
    return floats(data, [T, ...this.#front(F, size)])
  }

  #row(targets: Float32Array, count: number): TensorValue {
    if (targets.length !== this.spec.copies * count) throw new Error('one target per window')
    return floats(targets, this.#front(1, count))
  }
}

const floats = (data: Float32Array, shape: readonly number[]): TensorValue => ({
  dtype: 'float',
  shape,
  data,
})

const ints = (data: Int32Array, shape: readonly number[]): TensorValue => ({
  dtype: 'int32',
  shape,
  data,
})

const plan = (batches: readonly Batch[]): TensorValue =>
  ints(Int32Array.from(batches.flatMap(({ start, size }) => [start, size])), [batches.length, 2])

const part = (value: TensorValue, start: number, size: number): Float32Array =>
  (value.data as Float32Array).slice(start, start + size)

const timeOrder = (count: number): Int32Array => Int32Array.from({ length: count }, (_, i) => i)

function joined(arrays: readonly Float32Array[]): Float32Array {
  const whole = new Float32Array(arrays.reduce((total, array) => total + array.length, 0))
  let at = 0
  for (const array of arrays) {
    whole.set(array, at)
    at += array.length
  }
  return whole
}

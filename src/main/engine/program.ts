import { mersenne } from 'pure-rand/generator/mersenne'
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
  /** L2: weightDecay · w is added to the clipped gradient, as torch.optim does. */
  readonly weightDecay: number
}

/** Windows to train on and to watch. */
export interface Windows {
  /** N */
  readonly count: number
  /** [N, T, F] */
  readonly inputs: Float32Array
  /** [N] */
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
  /** By step: the batch's loss before the step. */
  readonly losses: readonly number[]
  /** By step: ‖gradient‖ before clipping. */
  readonly norms: readonly number[]
  /** By watched batch: its loss. */
  readonly watched: readonly number[]
}

/** All that the next step depends on, beside the data. */
export interface ProgramState {
  /** [P] */
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

  /** P, numbers that training moves. */
  get parameterCount(): number {
    return parameterCount(this.#network.blocks)
  }

  /** Makes windows resident in the session; needed before `run`. */
  load({ count, inputs, targets }: Windows): void {
    const feeds = { 'load/x': this.#columns(inputs), 'load/y': row(targets, count) }
    this.#session.run(feeds, ['load'])
    this.#windows = count
  }

  /** Fresh weights, drawn as PyTorch draws them (not its very numbers); step 0. */
  initialise(seed: number): void {
    // not xoroshiro: its first numbers are alike for all small seeds, and stay correlated
    const generator = mersenne(seed | 0)
    // 24 bits, a float32's worth
    const uniform = () => ((generator.next() >>> 8) & 0xff_ffff) / 0x100_0000
    const parameters = freshParameters(this.#network.blocks, uniform)
    this.#start(parameters, freshParameters(this.#network.running, uniform), seed)
  }

  /** Takes weights over; slots and step start anew. @throws when they are of another network */
  setWeights(weights: Weights): void {
    const parameters = fromWeights(this.#network.blocks, weights)
    this.#start(parameters, fromWeights(this.#network.running, weights), 0)
  }

  /** Trains and watches in one native call. */
  run({ train, order, watch, rate }: Call): CallResult {
    const places = timeOrder(this.#windows)
    const trainOrder = order ?? places
    const feeds = {
      'run/train': plan(train),
      'run/order': ints(trainOrder, [trainOrder.length]),
      'run/watch': plan(watch),
      'run/places': ints(places, [places.length]),
      'run/rate': floats(Float32Array.of(rate), []),
    }
    const [log, watched] = this.#numbers(feeds, ['run/log', 'run/watched'])
    return {
      losses: train.map((_, i) => at(log, 2 * i)),
      norms: train.map((_, i) => at(log, 2 * i + 1)),
      watched: watch.map((_, i) => at(watched, i)),
    }
  }

  /** One-step predictions: [N, T, F] gives [N]. */
  predict(inputs: Float32Array): Float32Array {
    const each = this.spec.window * this.spec.network.input
    const predicted = new Float32Array(inputs.length / each)
    for (let start = 0; start < predicted.length; start += predictionBatch) {
      const some = inputs.subarray(start * each, (start + predictionBatch) * each)
      const [y] = this.#numbers({ 'predict/x': this.#columns(some) }, ['predict'])
      predicted.set(y as Float32Array, start)
    }
    return predicted
  }

  /** Loss, ‖gradient‖ before clipping and the gradients themselves on given windows; no dropout. */
  gradients(windows: Windows): { loss: number; norm: number; gradients: Weights } {
    const names = ['gradients/loss', 'gradients/norm', 'gradients/flat']
    const [loss, norm, flat] = this.#numbers(this.#batchFeeds(windows), names)
    const gradients = toWeights(this.#network.blocks, flat as Float32Array)
    return { loss: at(loss, 0), norm: at(norm, 0), gradients }
  }

  /** ‖∂loss/∂h_t‖ over the windows, by layer and step. */
  hiddenGradients(windows: Windows): number[][] {
    const [norms] = this.#numbers(this.#batchFeeds(windows), ['profile'])
    const { window, network } = this.spec
    return Array.from({ length: network.layers }, (_, l) => [
      ...(norms as Float32Array).subarray(l * window, (l + 1) * window),
    ])
  }

  state(): ProgramState {
    const names = ['parameters', 'slot0', 'slot1', 'running', 'step', 'seed']
    const values = this.#numbers(
      {},
      names.map(name => `state/${name}`)
    )
    const [parameters, first, second, running] = values as Float32Array[]
    return {
      parameters: parameters as Float32Array,
      slots: [first as Float32Array, second as Float32Array],
      running: this.#network.running.length > 0 ? (running as Float32Array) : new Float32Array(0),
      step: at(values[4], 0),
      seed: at(values[5], 0),
    }
  }

  /** What the best epoch is kept by: parameters and running values, without the slots. */
  parameters(): { parameters: Float32Array; running: Float32Array } {
    const [parameters, running] = this.#numbers({}, ['state/parameters', 'state/running'])
    return {
      parameters: parameters as Float32Array,
      running: this.#network.running.length > 0 ? (running as Float32Array) : new Float32Array(0),
    }
  }

  restore({ parameters, slots, running, step, seed }: ProgramState): void {
    const vector = (data: Float32Array) => floats(data, [data.length])
    const feeds = {
      'restore/parameters': vector(parameters),
      'restore/slot0': vector(slots[0]),
      'restore/slot1': vector(slots[1]),
      'restore/running': vector(running.length > 0 ? running : new Float32Array(1)),
      'restore/step': ints(Int32Array.of(step), []),
      'restore/seed': ints(Int32Array.of(seed | 0), []),
    }
    this.#session.run(feeds, ['restore'])
  }

  /** Weights and running values, in PyTorch's names and layout. */
  weights(): Weights {
    const { parameters, running } = this.state()
    return this.weightsOf(parameters, running)
  }

  /** A flat vector, such as a kept best one, in PyTorch's names and layout. */
  weightsOf(parameters: Float32Array, running: Float32Array): Weights {
    const { blocks, running: averages } = this.#network
    return { ...toWeights(blocks, parameters), ...toWeights(averages, running) }
  }

  close(): void {
    this.#session.close()
  }

  #start(parameters: Float32Array, running: Float32Array, seed: number): void {
    const zeros = new Float32Array(this.parameterCount)
    this.restore({ parameters, slots: [zeros, zeros], running, step: 0, seed })
  }

  #numbers(feeds: Record<string, TensorValue>, names: readonly string[]) {
    return this.#session.run(feeds, names).map(value => value.data)
  }

  #batchFeeds({ inputs, targets, count }: Windows): Record<string, TensorValue> {
    return { 'batch/x': this.#columns(inputs), 'batch/y': row(targets, count) }
  }

  /** [N, T, F] as [T, F, N]: samples become columns. */
  #columns(inputs: Float32Array): TensorValue {
    const { window: T, network } = this.spec
    const F = network.input
    const N = inputs.length / (T * F)
    if (!Number.isInteger(N)) throw new Error(`${inputs.length} inputs are no windows of ${T}×${F}`)
    const data = new Float32Array(inputs.length)
    for (let n = 0; n < N; n++)
      for (let i = 0; i < T * F; i++) data[i * N + n] = inputs[n * T * F + i] as number
    return floats(data, [T, F, N])
  }
}

type Numbers = Float32Array | Int32Array

const at = (numbers: Numbers | undefined, i: number): number => numbers?.[i] ?? Number.NaN

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

function row(targets: Float32Array, count: number): TensorValue {
  if (targets.length !== count) throw new Error(`${targets.length} targets for ${count} windows`)
  return floats(targets, [1, count])
}

const timeOrder = (count: number): Int32Array => Int32Array.from({ length: count }, (_, i) => i)

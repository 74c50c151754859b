import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'
import { adamDefaults } from '../../src/main/engine/optimizers/optimizer.ts'
import { Program } from '../../src/main/engine/program.ts'
import type { Cell, Weights } from '../../src/shared/types.ts'
import { relativeError } from './relative-error.ts'

/**
 * PyTorch's numbers for one network and one batch: weights, forward, gradients, Adam steps.
 * The recurrent part is called `rnn.` for every cell. Written by PyTorch, read from JSON.
 */
export interface Golden {
  readonly source: string
  readonly cell: 'rnn' | 'rnn-relu' | 'lstm' | 'gru'
  readonly layers: number
  readonly hidden: number
  readonly inputSize: number
  readonly window: number
  readonly batch: number
  /** [B, T, F] */
  readonly x: JsonTensor
  /** [B, 1] */
  readonly y: JsonTensor
  readonly init: JsonWeights
  readonly prediction: JsonTensor
  readonly mse: number
  readonly gradients: JsonWeights
  readonly gradientNorm: number
  readonly training: {
    readonly learningRate: number
    readonly betas: readonly [number, number]
    readonly epsilon: number
    readonly clipNorm: number | null
    readonly steps: number
    readonly losses: readonly number[]
    readonly final: JsonWeights
    readonly finalPrediction: JsonTensor
  }
}

export interface JsonTensor {
  readonly shape: readonly number[]
  readonly data: readonly number[]
}

export type JsonWeights = Readonly<Record<string, JsonTensor>>

/** How far one tensor is from PyTorch's: max|a − b| / max|b|. */
export interface Deviation {
  /** `gradients lstm.weight_hh_l0` */
  readonly what: string
  readonly error: number
  /** How far a last bit of every number given moves it; 0 where `error` is within tolerance. */
  readonly noise: number
}

/** Per tensor: max|a − b| ≤ 1e-5 · max|b|. A float32 carries 6e-8; the rest is order of summation. */
export const tolerance = 1e-5

/** Agrees to the tolerance. */
export const isClose = ({ error }: Deviation): boolean => error <= tolerance

/**
 * As near as float32 can tell. Adam divides a gradient by its own size, so a number whose gradient
 * is nearly nothing moves by its rounding: at 33×3 PyTorch's float32 is up to 2.6e-4 from its own
 * float64 (docs/engine.md). Where a tensor misses the tolerance, we therefore ask how far one last
 * bit of every starting weight, input and target moves it in our own engine, and let it be three
 * times as far as that: the runs differ in thousands of roundings, not only in the first.
 */
export const isUndecidable = ({ error, noise }: Deviation): boolean => error <= 3 * noise

/** The `.json` files of a folder, sorted. @throws when the folder cannot be read or has none */
export function listGolden(folder: string): string[] {
  const files = readFolder(folder).filter(name => name.endsWith('.json'))
  if (files.length === 0) throw new Error(`${folder} holds no .json file`)
  return files.sort()
}

function readFolder(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch (cause) {
    throw new Error(`${folder} cannot be read as a folder`, { cause })
  }
}

/** Reads one golden file. @throws naming what is missing */
export function readGolden(folder: string, file: string): Golden {
  const golden = parseJson(readFileSync(join(folder, file), 'utf8'), file)
  for (const field of fields)
    if (lookUp(golden, field) === undefined) throw new Error(`${file} has no ${field}`)
  if (!cells.includes(golden.cell)) throw new Error(`${file}: unknown cell "${golden.cell}"`)
  return golden
}

function parseJson(text: string, file: string): Golden {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new Error(`${file} is not JSON`, { cause })
  }
}

const cells = ['rnn', 'rnn-relu', 'lstm', 'gru']

const fields = [
  'cell',
  'layers',
  'hidden',
  'inputSize',
  'window',
  'batch',
  'x.data',
  'y.data',
  'init',
  'prediction.data',
  'mse',
  'gradients',
  'gradientNorm',
  'training.learningRate',
  'training.betas',
  'training.epsilon',
  'training.clipNorm',
  'training.losses',
  'training.final',
  'training.finalPrediction.data',
]

const lookUp = (golden: unknown, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>((at, key) => (at as Record<string, unknown> | null)?.[key], golden)

/** Every tensor of one golden file against the engine's. */
export function compareGolden(golden: Golden): Deviation[] {
  const program = compile(golden)
  try {
    const ours = measure(program, golden)
    const theirs = expected(golden)
    const errors = mapValues(theirs, (b, what) => relativeError(ours.get(what) ?? [], b))
    const far = [...errors.values()].some(error => !(error <= tolerance))
    const noise = far ? lastBitNoise(program, golden, ours) : new Map<string, number>()
    return [...errors].map(([what, error]) => ({
      what,
      error,
      noise: error <= tolerance ? 0 : (noise.get(what) ?? 0),
    }))
  } finally {
    program.close()
  }
}

/** The deviation that is worst in this order: not close, then largest. */
export const worst = (deviations: readonly Deviation[]): Deviation =>
  deviations.reduce((a, b) => (badness(b) > badness(a) ? b : a))

const badness = (d: Deviation): number =>
  Number.isFinite(d.error) ? d.error + (isClose(d) || isUndecidable(d) ? 0 : 1e9) : Infinity

type Measures = ReadonlyMap<string, ArrayLike<number>>

const mapValues = <A, B>(map: ReadonlyMap<string, A>, f: (value: A, key: string) => B) =>
  new Map([...map].map(([key, value]) => [key, f(value, key)]))

/** What the engine makes of the golden's batch: forward, gradients, then all steps in one call. */
function measure(program: Program, golden: Golden): Measures {
  program.setWeights(toWeights(golden, golden.init))
  const windows = windowsOf(golden)
  const still = program.gradients(windows)
  const prediction = program.predict(windows.inputs)
  program.load(windows)
  const { losses, learningRate } = golden.training
  const train = losses.map(() => ({ start: 0, size: golden.batch }))
  const trained = program.run({ train, order: null, watch: [], rate: learningRate })
  return new Map<string, ArrayLike<number>>([
    ['prediction', prediction],
    ['mse', [still.loss]],
    ...named('gradients', still.gradients),
    ['gradientNorm', [still.norm]],
    ...trained.losses.map((loss, i) => [`loss ${i + 1}`, [loss]] as const),
    ...named('final', program.weights()),
    ['finalPrediction', program.predict(windows.inputs)],
  ])
}

/** The same measures as PyTorch made them. */
function expected(golden: Golden): Measures {
  const { losses, final, finalPrediction } = golden.training
  return new Map<string, ArrayLike<number>>([
    ['prediction', golden.prediction.data],
    ['mse', [golden.mse]],
    ...named('gradients', toWeights(golden, golden.gradients)),
    ['gradientNorm', [golden.gradientNorm]],
    ...losses.map((loss, i) => [`loss ${i + 1}`, [loss]] as const),
    ...named('final', toWeights(golden, final)),
    ['finalPrediction', finalPrediction.data],
  ])
}

const named = (what: string, weights: Weights) =>
  Object.entries(weights).map(([name, { data }]) => [`${what} ${name}`, data] as const)

/** Five runs from numbers moved up or down by their last bit; the furthest each measure went. */
function lastBitNoise(program: Program, golden: Golden, ours: Measures) {
  const runs = [1, 2, 3, 4, 5].map(seed => measure(program, moveLastBits(golden, seed)))
  return mapValues(ours, (still, what) =>
    Math.max(...runs.map(run => relativeError(run.get(what) ?? [], still)))
  )
}

function moveLastBits(golden: Golden, seed: number): Golden {
  const generator = xoroshiro128plus(seed)
  const moved = ({ shape, data }: JsonTensor): JsonTensor => {
    const bits = new Int32Array(Float32Array.from(data).buffer)
    const up = bits.map(n => n + (generator.next() & 1 ? 1 : -1))
    return { shape, data: [...new Float32Array(up.buffer)] }
  }
  const init = Object.entries(golden.init).map(([name, tensor]) => [name, moved(tensor)])
  return { ...golden, init: Object.fromEntries(init), x: moved(golden.x), y: moved(golden.y) }
}

function compile({ cell, inputSize, hidden, layers, window, training }: Golden): Program {
  const [beta1, beta2] = training.betas
  return new Program({
    network: {
      input: inputSize,
      cell: cellOf(cell),
      activation: cell === 'rnn-relu' ? 'relu' : 'tanh',
      reset: 'after',
      hidden,
      layers,
      norm: 'none',
      dropout: 0,
    },
    window,
    optimizer: { ...adamDefaults, beta1, beta2, epsilon: training.epsilon },
    clip: training.clipNorm,
    weightDecay: 0,
  })
}

const cellOf = (cell: Golden['cell']): Cell => (cell === 'rnn-relu' ? 'rnn' : cell)

/** `rnn.weight_ih_l0` as the engine names it: `lstm.weight_ih_l0`. */
const ownName = ({ cell }: Golden, name: string): string =>
  name.replace(/^rnn\./, `${cellOf(cell)}.`)

const toWeights = (golden: Golden, weights: JsonWeights): Weights =>
  Object.fromEntries(
    Object.entries(weights).map(([name, { shape, data }]) => [
      ownName(golden, name),
      { shape, data: Float32Array.from(data) },
    ])
  )

const windowsOf = (golden: Golden) => ({
  count: golden.batch,
  inputs: Float32Array.from(golden.x.data),
  targets: Float32Array.from(golden.y.data),
})

import type { ModelSpec, Weights, WeightTensor } from '../types.ts'
import type { Heat } from '../wire.ts'

/**
 * One window through one network in plain numbers, by the equations of the design, step by step:
 * what the engine computes in a graph, made visible. Double precision, so it agrees with the engine
 * to float32's rounding.
 */

/** What of a network decides its forward pass. Dropout does nothing in prediction. */
export interface TraceSpec {
  readonly model: Pick<ModelSpec, 'cell' | 'hidden' | 'layers' | 'activation' | 'reset'>
  readonly norm: 'none' | 'layer' | 'batch'
}

export interface TracedWindow {
  /** Model space: the value after the window. */
  readonly prediction: number
  /** By layer: gates in the order of the equations, the hidden state `h` last; `values[t][unit]`. */
  readonly layers: readonly (readonly Heat[])[]
}

/** A vector; its length stands beside it where it matters. */
type Vector = readonly number[]

const epsilon = 1e-5 // torch.nn.LayerNorm's and BatchNorm1d's default

/**
 * @param weights PyTorch's names and layout, as the run stored them
 * @param inputs T values in model space
 * @throws when a tensor is missing: the weights are of another network
 */
export const traceWindow = (
  spec: TraceSpec,
  weights: Weights,
  inputs: ArrayLike<number>
): TracedWindow =>
  traceSequence(
    spec,
    weights,
    Array.from(inputs, x => [x])
  )

/** The same for inputs of several features: T × [F]. */
export function traceSequence(
  { model, norm }: TraceSpec,
  weights: Weights,
  inputs: readonly (readonly number[])[]
): TracedWindow {
  const layers: Heat[][] = []
  let sequence: readonly Vector[] = inputs // T × [I]
  for (let layer = 0; layer < model.layers; layer++) {
    if (norm === 'batch') sequence = sequence.map(batchNorm(weights, layer))
    const heats = runLayer(model, weights, layer, sequence)
    layers.push(heats)
    sequence = (heats.at(-1) as Heat).values // T × [H]
    if (norm === 'layer') sequence = sequence.map(layerNorm(weights, layer))
  }
  const head = affine(matrixOf(weights, 'fc.weight'), vectorOf(weights, 'fc.bias'))
  return { prediction: head(sequence.at(-1) ?? [])[0] ?? Number.NaN, layers }
}

/** The symbols of a cell in the order of its equations, the hidden state last. */
export const symbols = {
  rnn: ['h'],
  lstm: ['f', 'i', 'Ĉ', 'C', 'o', 'h'],
  gru: ['z', 'r', 'h̃', 'h'],
} as const

function runLayer(
  model: TraceSpec['model'],
  weights: Weights,
  layer: number,
  sequence: readonly Vector[]
): Heat[] {
  const step = makeStep(model, weights, layer)
  const zero: Vector = new Array<number>(model.hidden).fill(0)
  let state: State = { h: zero, C: zero }
  const steps = sequence.map(x => {
    state = step(x, state)
    return state
  })
  return symbols[model.cell].map(symbol => ({
    symbol,
    values: steps.map(values => values[symbol] ?? []),
  }))
}

/** All values of a step, by their symbols; the next one reads h and, in an LSTM, C. */
type State = { readonly h: Vector; readonly C: Vector } & Readonly<Record<string, Vector>>
type Step = (x: Vector, before: State) => State

function makeStep(model: TraceSpec['model'], weights: Weights, layer: number): Step {
  const named = (kind: string) => `${model.cell}.${kind}_l${layer}`
  const fromInput = affine(
    matrixOf(weights, named('weight_ih')),
    vectorOf(weights, named('bias_ih'))
  )
  const U = matrixOf(weights, named('weight_hh'))
  const b = vectorOf(weights, named('bias_hh'))
  if (model.cell === 'rnn') return rnnStep(fromInput, affine(U, b), model.activation)
  if (model.cell === 'lstm') return lstmStep(fromInput, affine(U, b), model.hidden)
  return gruStep(fromInput, U, b, model)
}

/** h_t = f(W_hh h_{t−1} + W_xh x_t + b_h), f tanh or ReLU. */
function rnnStep(fromInput: Map1, fromHidden: Map1, activation: 'tanh' | 'relu'): Step {
  const f = activation === 'tanh' ? Math.tanh : (x: number) => Math.max(0, x)
  return (x, { h, C }) => ({ h: add(fromInput(x), fromHidden(h)).map(f), C })
}

/**
 * f, i, o = σ(W·[h_{t−1}, x_t] + b); Ĉ = tanh(W_C·[·] + b_C); C_t = f ⊙ C_{t−1} + i ⊙ Ĉ;
 * h_t = o ⊙ tanh(C_t). Rows stand as PyTorch's: i, f, Ĉ, o.
 */
function lstmStep(fromInput: Map1, fromHidden: Map1, H: number): Step {
  return (x, before) => {
    const all = add(fromInput(x), fromHidden(before.h)) // [4H]
    const gate = (k: number) => all.slice(k * H, (k + 1) * H)
    const [i, f, o] = [gate(0).map(sigmoid), gate(1).map(sigmoid), gate(3).map(sigmoid)]
    const candidate = gate(2).map(Math.tanh)
    const C = add(times(f, before.C), times(i, candidate))
    return { f, i, Ĉ: candidate, C, o, h: times(o, C.map(Math.tanh)) }
  }
}

/**
 * r, z = σ(W x_t + U h_{t−1} + b); h̃ = tanh(W_h x_t + b_h + r ⊙ (U_h h_{t−1} + b'_h)), reset after
 * the product, or tanh(W_h x_t + b_h + U_h (r ⊙ h_{t−1}) + b'_h), before it;
 * h_t = z ⊙ h_{t−1} + (1 − z) ⊙ h̃. Rows stand as PyTorch's: r, z, h̃.
 */
function gruStep(
  fromInput: Map1,
  U: Matrix,
  b: Vector,
  { hidden: H, reset }: Pick<ModelSpec, 'hidden' | 'reset'>
): Step {
  const rows = (k: number, count: number) =>
    affine(U.slice(k * H, (k + count) * H), b.slice(k * H, (k + count) * H))
  const [gates, candidateOf] = [rows(0, 2), rows(2, 1)]
  return (x, { h, C }) => {
    const given = fromInput(x) // [3H]
    const rz = add(given.slice(0, 2 * H), gates(h)).map(sigmoid)
    const [r, z] = [rz.slice(0, H), rz.slice(H)]
    const recalled = reset === 'after' ? times(r, candidateOf(h)) : candidateOf(times(r, h))
    const candidate = add(given.slice(2 * H), recalled).map(Math.tanh)
    const next = candidate.map((c, k) => z[k]! * h[k]! + (1 - z[k]!) * c)
    return { z, r, h̃: candidate, h: next, C }
  }
}

/** (x − μ) / √(σ² + ε) ⊙ γ + β, with the running μ and σ² that training left. */
function batchNorm(weights: Weights, layer: number): Map1 {
  const [gamma, beta] = gammaAndBeta(weights, layer)
  const mean = vectorOf(weights, `norms.${layer}.running_mean`)
  const variance = vectorOf(weights, `norms.${layer}.running_var`)
  return x =>
    x.map((v, k) => ((v - mean[k]!) / Math.sqrt(variance[k]! + epsilon)) * gamma[k]! + beta[k]!)
}

/** (h − mean h) / √(var h + ε) ⊙ γ + β, over the hidden units of one step. */
function layerNorm(weights: Weights, layer: number): Map1 {
  const [gamma, beta] = gammaAndBeta(weights, layer)
  return h => {
    const mean = sum(h) / h.length
    const variance = sum(h.map(v => (v - mean) ** 2)) / h.length
    return h.map((v, k) => ((v - mean) / Math.sqrt(variance + epsilon)) * gamma[k]! + beta[k]!)
  }
}

const gammaAndBeta = (weights: Weights, layer: number) =>
  [vectorOf(weights, `norms.${layer}.weight`), vectorOf(weights, `norms.${layer}.bias`)] as const

type Matrix = readonly Vector[]
type Map1 = (x: Vector) => Vector

/** W x + b. */
const affine =
  (W: Matrix, b: Vector): Map1 =>
  x =>
    W.map((row, i) => row.reduce((total, w, k) => total + w * x[k]!, b[i]!))

const add = (a: Vector, b: Vector): Vector => a.map((v, k) => v + b[k]!)
const times = (a: Vector, b: Vector): Vector => a.map((v, k) => v * b[k]!)
const sum = (a: Vector): number => a.reduce((total, v) => total + v, 0)
const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x))

function tensorOf(weights: Weights, name: string): WeightTensor {
  const tensor = weights[name]
  if (!tensor) throw new Error(`the weights lack ${name}`)
  return tensor
}

const vectorOf = (weights: Weights, name: string): Vector => [...tensorOf(weights, name).data]

function matrixOf(weights: Weights, name: string): Matrix {
  const { shape, data } = tensorOf(weights, name)
  const [rows = 0, columns = 0] = shape
  return Array.from({ length: rows }, (_, i) =>
    Array.from(data.subarray(i * columns, (i + 1) * columns))
  )
}

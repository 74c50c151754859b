import { describe, expect, it } from 'vitest'
import { Graph } from '../../../src/main/engine/graph.ts'
import { dropout } from '../../../src/main/engine/layers/dropout.ts'
import type { NetworkSpec } from '../../../src/main/engine/network.ts'
import * as ops from '../../../src/main/engine/operations.ts'
import { Program, type ProgramState, type Windows } from '../../../src/main/engine/program.ts'
import { runGraph } from '../../support/graph-session.ts'
import { makeSpec } from '../../support/make-spec.ts'
import { makeWindows } from '../../support/make-windows.ts'
import { uniform } from '../../support/random.ts'

/**
 * Every cell and layer against central differences of its own loss, in the training graph itself:
 * one step of plain gradient descent with rate 1 moves the weights by their gradient, and its
 * logged loss is that of the weights before. Same step and seed, same dropout.
 */
class Probe {
  readonly #program: Program
  readonly #windows: Windows
  readonly start: ProgramState

  constructor(network: Partial<NetworkSpec>) {
    const optimizer = { kind: 'sgd', momentum: 0 } as const
    this.#program = new Program(makeSpec(network, { optimizer }))
    this.#windows = makeWindows(7, 6, network.input ?? 1) // an odd batch
    this.#program.load(this.#windows)
    this.#program.initialise(3)
    this.start = this.#program.state()
  }

  /** Loss and gradient at these weights, by one step of training. */
  step(parameters: Float32Array): { loss: number; gradient: Float64Array } {
    this.#program.restore({ ...this.start, parameters, step: 12, seed: 34 })
    const train = [{ start: 0, size: this.#windows.count }]
    const { losses } = this.#program.run({ train, order: null, watch: [], rate: 1 })
    const after = this.#program.state().parameters
    const gradient = Float64Array.from(parameters, (w, i) => w - (after[i] as number))
    return { loss: losses[0] as number, gradient }
  }

  close(): void {
    this.#program.close()
  }
}

// Loss ≈ 0.5 carries 3e-8 of rounding, so a difference over 2h is good to 3e-8 / 2^-6 ≈ 2e-6 and
// curvature costs h² ≈ 2e-4 of a derivative: 2e-3 of ‖gradient‖ is above both.
const h = 2 ** -6
const tolerance = 2e-3

const networks: Readonly<Record<string, Partial<NetworkSpec>>> = {
  'RNN, tanh': {},
  'RNN, ReLU': { activation: 'relu' },
  LSTM: { cell: 'lstm' },
  'GRU, reset after': { cell: 'gru' },
  'GRU, reset before': { cell: 'gru', reset: 'before' },
  'three layers of RNN': { layers: 3 },
  'three layers of LSTM, two features': { cell: 'lstm', layers: 3, input: 2 },
  'two layers of GRU': { cell: 'gru', layers: 2 },
  'layer normalisation': { norm: 'layer', layers: 2, cell: 'lstm' },
  'batch normalisation': { norm: 'batch', layers: 2, cell: 'gru' },
  dropout: { dropout: 0.3, layers: 3 },
  'dropout and batch normalisation': { dropout: 0.3, layers: 2, cell: 'lstm', norm: 'batch' },
}

describe.each(Object.entries(networks))('%s', (_, network) => {
  it('has the gradients that central differences have, along twelve directions', () => {
    const probe = new Probe(network)
    // away from γ = 1 and β = 0, where some mistakes do not show
    const at = probe.start.parameters.map((w, i) => w + 0.2 * (uniform(i + 1, 77)[i] as number))
    const { gradient } = probe.step(at)
    const size = Math.hypot(...gradient)
    for (let seed = 0; seed < 12; seed++) {
      const direction = unit(uniform(at.length, seed), gradient, seed)
      const up = probe.step(at.map((w, i) => w + h * (direction[i] as number))).loss
      const down = probe.step(at.map((w, i) => w - h * (direction[i] as number))).loss
      const along = gradient.reduce((sum, g, i) => sum + g * (direction[i] as number), 0)
      expect(Math.abs(along - (up - down) / (2 * h)) / size).toBeLessThan(tolerance)
    }
    expect(size).toBeGreaterThan(0.01)
    probe.close()
  })
})

/** A random direction of length 1; the first is the gradient's own, which sees its length. */
function unit(random: Float32Array, gradient: Float64Array, seed: number): number[] {
  const raw = seed === 0 ? [...gradient] : [...random]
  const length = Math.hypot(...raw)
  return raw.map(x => x / length)
}

describe('dropout', () => {
  const spec = makeSpec(
    { layers: 3, dropout: 0.5, hidden: 8 },
    { optimizer: { kind: 'sgd', momentum: 0 } }
  )
  const windows = makeWindows(64, 6)
  const program = new Program(spec)
  program.load(windows)
  program.initialise(1)
  const start = program.state()
  const call = { train: [{ start: 0, size: 64 }], order: null, watch: [], rate: 0 }
  const lossAt = (step: number, seed: number): number => {
    program.restore({ ...start, step, seed })
    return program.run(call).losses[0] as number
  }

  it('drops by seed and step alone', () => {
    expect(lossAt(3, 7)).toBe(lossAt(3, 7))
    const all = [lossAt(3, 7), lossAt(4, 7), lossAt(3, 8), lossAt(4, 8), lossAt(3, 7 - 2 ** 24)]
    expect(new Set(all).size).toBe(all.length)
  })

  it('zeroes a share of the numbers and divides the others by what is left', () => {
    const g = new Graph()
    const key = ops.integers(g, [7, 3])
    const b = { g, batch: ops.integers(g, [1000]), training: { key } }
    const ones = [0, 1].map(() =>
      ops.fill(g, [5, 'B'], ops.integers(g, [5, 1000]), ops.scalar(g, 1))
    )
    const [first, second] = runGraph(g, {}, dropout(b, ones, 0.3, 1)).map(({ data }) => [...data])
    for (const list of [first ?? [], second ?? []]) {
      const kept = list.filter(x => x !== 0)
      expect(kept.every(x => Math.abs(x - 1 / 0.7) < 1e-6)).toBe(true)
      // 5,000 throws: the share has deviation √(0.3·0.7/5000) = 0.0065
      expect(Math.abs(kept.length / 5000 - 0.7)).toBeLessThan(4 * 0.0065)
    }
    expect(first).not.toEqual(second)
  })

  it('does nothing to predictions', () => {
    program.restore({ ...start, step: 1 })
    const first = program.predict(windows.inputs)
    program.restore({ ...start, step: 2 })
    expect(program.predict(windows.inputs)).toEqual(first)
  })
})

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { makeProgram } from '../../../src/main/training/make-program.ts'
import { symbols, traceSequence, traceWindow } from '../../../src/shared/lab/trace.ts'
import type { ModelSpec, Weights } from '../../../src/shared/types.ts'
import { type JsonWeights, listGolden, readGolden } from '../../support/golden.ts'
import { relativeError } from '../../support/relative-error.ts'

// Witnesses: PyTorch's stored numbers, and the engine's own graphs.

const fixtures = join(import.meta.dirname, '../../fixtures')

/** The golden files call the recurrent part `rnn.` for every cell. */
const toWeights = (weights: JsonWeights, cell: string): Weights =>
  Object.fromEntries(
    Object.entries(weights).map(([name, { shape, data }]) => [
      name.replace(/^(rnn|lstm|gru)\./, `${cell}.`),
      { shape, data: Float32Array.from(data) },
    ])
  )

/** [B, T, F] as B sequences of T × [F]. */
function sequencesOf({ shape, data }: { shape: readonly number[]; data: readonly number[] }) {
  const [B = 0, T = 0, F = 0] = shape
  return Array.from({ length: B }, (_, b) =>
    Array.from({ length: T }, (_, t) => data.slice((b * T + t) * F, (b * T + t + 1) * F))
  )
}

describe.each(listGolden(join(fixtures, 'golden')))('%s', file => {
  it('is traced to PyTorch’s prediction, before and after learning', () => {
    const golden = readGolden(join(fixtures, 'golden'), file)
    const { hidden, layers } = golden
    const cell = golden.cell === 'rnn-relu' ? 'rnn' : golden.cell
    const activation = golden.cell === 'rnn-relu' ? 'relu' : 'tanh'
    const model = { cell, hidden, layers, activation, reset: 'after' } as const
    const predict = (weights: JsonWeights) =>
      sequencesOf(golden.x).map(
        xs => traceSequence({ model, norm: 'none' }, toWeights(weights, cell), xs).prediction
      )
    const { final, finalPrediction } = golden.training
    expect(relativeError(predict(golden.init), golden.prediction.data)).toBeLessThan(1e-5)
    expect(relativeError(predict(final), finalPrediction.data)).toBeLessThan(1e-5)
  })
})

const normed = readdirSync(join(fixtures, 'layers')).filter(name => /^(batch|layer)-/.test(name))

describe.each(normed)('%s', file => {
  it('is traced to PyTorch’s prediction, running averages and all', () => {
    const f = JSON.parse(readFileSync(join(fixtures, 'layers', file), 'utf8'))
    const { cell, hidden, layers, norm } = f
    const spec = {
      model: { cell, hidden, layers, activation: 'tanh', reset: 'after' },
      norm,
    } as const
    const predict = sequencesOf(f.x).map(
      xs => traceSequence(spec, toWeights(f.final, cell), xs).prediction
    )
    expect(relativeError(predict, f.finalPrediction.data)).toBeLessThan(1e-5)
  })
})

const specs = fc.record({
  cell: fc.constantFrom('rnn', 'lstm', 'gru'),
  activation: fc.constantFrom('tanh', 'relu'),
  reset: fc.constantFrom('after', 'before'),
  hidden: fc.integer({ min: 1, max: 9 }),
  layers: fc.integer({ min: 1, max: 3 }),
  norm: fc.constantFrom('none', 'layer', 'batch'),
  seed: fc.integer({ min: 0, max: 1000 }),
  inputs: fc.array(fc.float({ min: -3, max: 3, noNaN: true }), { minLength: 8, maxLength: 8 }),
} as const)

describe('a traced window', () => {
  it('ends in what the engine predicts, whatever the network', () => {
    fc.assert(
      fc.property(specs, ({ norm, seed, inputs, ...sizes }) => {
        const model: ModelSpec = { name: 'm', learningRate: 1e-3, ...sizes }
        const program = makeProgram(model, {
          window: 8,
          norm,
          dropout: 0.3,
          optimizer: 'adam',
          momentum: 0,
          clip: null,
          weightDecay: 0,
        })
        program.initialise(seed)
        const [expected = 0] = program.predict(Float32Array.from(inputs))
        const traced = traceWindow({ model, norm }, program.weights(), Float32Array.from(inputs))
        program.close()
        expect(Math.abs(traced.prediction - expected)).toBeLessThan(1e-5)
        expect(traced.layers.map(heats => heats.map(({ symbol }) => symbol))).toEqual(
          Array.from({ length: model.layers }, () => [...symbols[model.cell]])
        )
        for (const { values } of traced.layers.flat()) {
          expect(values.length).toBe(8)
          for (const row of values) expect(row.length).toBe(model.hidden)
        }
      }),
      { numRuns: 12 }
    )
  })

  it('says which tensor is missing', () => {
    const model = { cell: 'gru', hidden: 2, layers: 1, activation: 'tanh', reset: 'after' } as const
    expect(() => traceWindow({ model, norm: 'none' }, {}, [1])).toThrow('gru.weight_ih_l0')
  })
})

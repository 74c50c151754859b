import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { NetworkSpec } from '../../../src/main/engine/network.ts'
import { adamDefaults, type Optimizer } from '../../../src/main/engine/optimizers/optimizer.ts'
import { Program } from '../../../src/main/engine/program.ts'
import type { Weights } from '../../../src/shared/types.ts'
import type { JsonTensor, JsonWeights } from '../../support/golden.ts'
import { tolerance } from '../../support/golden.ts'
import { makeSpec } from '../../support/make-spec.ts'
import { relativeError } from '../../support/relative-error.ts'

// Normalisation, SGD with momentum, weight decay and clipping against PyTorch: make.py there.
const folder = join(import.meta.dirname, '../../fixtures/layers')
const files = readdirSync(folder).filter(name => name.endsWith('.json'))

interface Fixture {
  readonly cell: NetworkSpec['cell']
  readonly norm: NetworkSpec['norm']
  readonly hidden: number
  readonly inputSize: number
  readonly layers: number
  readonly window: number
  readonly batch: number
  readonly optimizer: {
    readonly kind: 'adam' | 'sgd'
    readonly momentum?: number
    readonly rate: number
  }
  readonly clip: number | null
  readonly weightDecay: number
  readonly x: JsonTensor
  readonly y: JsonTensor
  readonly init: JsonWeights
  readonly prediction: JsonTensor
  readonly gradients: JsonWeights
  readonly losses: readonly number[]
  readonly norms: readonly number[]
  readonly final: JsonWeights
  readonly finalPrediction: JsonTensor
}

function compile(f: Fixture): Program {
  const { cell, norm, hidden, layers, inputSize: input, window, clip, weightDecay } = f
  const optimizer: Optimizer =
    f.optimizer.kind === 'adam'
      ? adamDefaults
      : { kind: 'sgd', momentum: f.optimizer.momentum ?? 0 }
  return new Program(
    makeSpec({ cell, norm, hidden, layers, input }, { window, optimizer, clip, weightDecay })
  )
}

const toWeights = (weights: JsonWeights): Weights =>
  Object.fromEntries(
    Object.entries(weights).map(([name, { shape, data }]) => [
      name,
      { shape, data: Float32Array.from(data) },
    ])
  )

function expectNear(ours: Weights, theirs: JsonWeights): void {
  expect(Object.keys(ours).sort()).toEqual(Object.keys(theirs).sort())
  for (const [name, { data }] of Object.entries(theirs))
    expect([name, relativeError(ours[name]?.data ?? [], data)]).toSatisfy(
      ([, error]) => error <= tolerance
    )
}

describe.each(files)('%s', file => {
  const f: Fixture = JSON.parse(readFileSync(join(folder, file), 'utf8'))
  const inputs = Float32Array.from(f.x.data)
  const windows = { count: f.batch, inputs, targets: Float32Array.from(f.y.data) }
  const near = (ours: ArrayLike<number>, theirs: readonly number[]) =>
    expect(relativeError(ours, theirs)).toBeLessThanOrEqual(tolerance)

  it('agrees with PyTorch before, while and after it learns', () => {
    const program = compile(f)
    program.setWeights(toWeights(f.init))
    near(program.predict(inputs), f.prediction.data)
    expectNear(program.gradients(windows).gradients, f.gradients)
    program.load(windows)
    const train = f.losses.map(() => ({ start: 0, size: f.batch }))
    const result = program.run({ train, order: null, watch: [], rate: f.optimizer.rate })
    near(result.losses, f.losses)
    near(result.norms, f.norms)
    expectNear(program.weights(), f.final) // running means and variances among them
    near(program.predict(inputs), f.finalPrediction.data)
    program.close()
  })
})

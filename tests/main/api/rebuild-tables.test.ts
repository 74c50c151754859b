import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { exportRun, openTest } from '../../../src/main/api/runs.ts'
import { type Results, resultsSchema } from '../../../src/shared/results.ts'
import type { ModelSpec } from '../../../src/shared/types.ts'
import {
  finishRun,
  importPrices,
  makeExperiment,
  makeModel,
  makePrices,
  must,
  openTemporary,
} from './examples.ts'

/**
 * Everything that the networks say in an export, computed once more from the files of that export alone:
 * weights, `results.json` and the known days in `predictions.csv`. Reader and networks are written out
 * here from the formats’ own documents (safetensors; torch.nn.RNN, LSTM, GRU), and share no code with ours.
 */

const temporary = openTemporary()
const { h, folder } = temporary
afterAll(temporary.dispose)

const models = [makeModel('rnn'), makeModel('lstm', { layers: 2 }), makeModel('gru', { hidden: 4 })]
const common = { models, epochs: 4, window: 8, horizon: 5 }

let revision = 0
beforeAll(async () => {
  revision = (await importPrices(h, 'ACME', makePrices(140))).id
})

interface Export {
  readonly out: string
  readonly results: Results
  /** Days in order, from the one before the first target. */
  readonly known: readonly number[]
  readonly rows: readonly Record<string, string>[]
}

async function exported(changes: object): Promise<Export> {
  const { id, experiment } = await finishRun(h, makeExperiment({ ...common, ...changes }), revision)
  if (experiment.protocol === 'sealed') must(await openTest(h, id))
  const out = join(folder, id)
  must(await exportRun(h, id, out))
  const rows = tableIn(out, 'predictions.csv')
  const first = Number(rows[0]?.['persistence'])
  return {
    out,
    results: resultsSchema.parse(JSON.parse(readFileSync(join(out, 'results.json'), 'utf8'))),
    known: [first, ...rows.map(row => Number(row['actual']))],
    rows,
  }
}

const tableIn = (out: string, name: string): Record<string, string>[] =>
  parse(readFileSync(join(out, name)), { columns: true })

type Tensors = Readonly<Record<string, { shape: number[]; data: Float32Array }>>

/** Eight bytes of length, a JSON header, then the numbers. */
function readTensors(file: string): Tensors {
  const bytes = readFileSync(file)
  const start = 8 + Number(bytes.readBigUInt64LE(0))
  const { __metadata__: _, ...head } = JSON.parse(bytes.subarray(8, start).toString('utf8'))
  const entries = Object.entries(
    head as Record<string, { shape: number[]; data_offsets: [number, number] }>
  )
  return Object.fromEntries(
    entries.map(
      ([
        name,
        {
          shape,
          data_offsets: [from, to],
        },
      ]) => {
        const own = bytes.subarray(start + from, start + to)
        const data = Float32Array.from({ length: own.length / 4 }, (_, i) => own.readFloatLE(4 * i))
        return [name, { shape, data }]
      }
    )
  )
}

const sigmoid = (x: number) => 1 / (1 + Math.exp(-x))

/** W x + b. */
function affine(tensors: Tensors, weight: string, bias: string, x: readonly number[]): number[] {
  const { shape, data } = tensors[weight]!
  const [rows = 0, columns = 0] = shape
  return Array.from({ length: rows }, (_, r) =>
    x.reduce((sum, v, c) => sum + v * data[r * columns + c]!, tensors[bias]!.data[r]!)
  )
}

/** torch.nn’s equations, one layer over the whole window, from zero. */
function layerOver(
  { cell, hidden: H }: ModelSpec,
  tensors: Tensors,
  layer: number,
  xs: readonly number[][]
): number[][] {
  let hidden = new Array<number>(H).fill(0)
  let memory = new Array<number>(H).fill(0)
  return xs.map(x => {
    const a = affine(tensors, `${cell}.weight_ih_l${layer}`, `${cell}.bias_ih_l${layer}`, x)
    const b = affine(tensors, `${cell}.weight_hh_l${layer}`, `${cell}.bias_hh_l${layer}`, hidden)
    const gate = (k: number, j: number) => sigmoid(a[k * H + j]! + b[k * H + j]!)
    if (cell === 'rnn') hidden = hidden.map((_, j) => Math.tanh(a[j]! + b[j]!))
    else if (cell === 'lstm') {
      const candidate = (j: number) => Math.tanh(a[2 * H + j]! + b[2 * H + j]!)
      memory = memory.map((c, j) => gate(1, j) * c + gate(0, j) * candidate(j))
      hidden = memory.map((c, j) => gate(3, j) * Math.tanh(c))
    } else {
      const candidate = (j: number) => Math.tanh(a[2 * H + j]! + gate(0, j) * b[2 * H + j]!)
      hidden = hidden.map((own, j) => (1 - gate(1, j)) * candidate(j) + gate(1, j) * own)
    }
    return hidden
  })
}

function predict(model: ModelSpec, tensors: Tensors, window: readonly number[]): number {
  let sequence = window.map(value => [value])
  for (let layer = 0; layer < model.layers; layer++)
    sequence = layerOver(model, tensors, layer, sequence)
  return affine(tensors, 'fc.weight', 'fc.bias', sequence.at(-1)!)[0]!
}

/** What a network says from days known, `steps` on: in the unit of tables. */
function pathFrom(
  results: Results,
  model: ModelSpec,
  training: 'first' | 'second',
  out: string,
  days: readonly number[],
  steps: number
): number[] {
  const { window } = results.experiment
  const own = results.weightFiles?.find(f => f.model === model.name && f.training === training)
  const { mean, deviation } = own!.scaler!
  const tensors = readTensors(join(out, own!.file))
  const isPrice = results.unit === 'price'
  const values = isPrice
    ? days.slice(1).map((price, t) => (Math.log(price / days[t]!) - mean) / deviation)
    : days.map(value => (value - mean) / deviation)
  const inputs = values.slice(-window)
  let price = days.at(-1)!
  return Array.from({ length: steps }, () => {
    const next = Math.fround(predict(model, tensors, inputs))
    inputs.push(next)
    inputs.shift()
    const value = next * deviation + mean
    price = isPrice ? price * Math.exp(value) : value
    return price
  })
}

const isNear = (said: number, rebuilt: number) =>
  expect(Math.abs(said - rebuilt)).toBeLessThan(2e-6 * Math.max(1, Math.abs(said)))

describe.each([
  ['tutorial, trained twice', { retrain: true }],
  ['tutorial, trained once', { retrain: false }],
  ['sealed and opened, trained twice', { protocol: 'sealed', retrain: true }],
] as const)('the tables of an export, %s', (_, changes) => {
  let own: Export
  beforeAll(async () => {
    own = await exported(changes)
  }, 120_000)
  const second = changes.retrain ? 'second' : 'first'

  it('name the files of weights that make them, and no other lie there', () => {
    const { out, results } = own
    const files = results.weightFiles ?? []
    expect(files.map(({ file }) => file.slice('weights/'.length)).sort()).toEqual(
      readdirSync(join(out, 'weights')).sort()
    )
    const forecast = files.filter(({ makes }) => makes.includes('forecast.csv'))
    expect(forecast.map(({ training }) => training)).toEqual(models.map(() => second))
  })

  it.each(models)('$name: predictions.csv', ({ name }) => {
    const { out, results, known, rows } = own
    const model = results.experiment.models.find(each => each.name === name)!
    const from = results.experiment.window + 1 // before it the table does not hold all inputs
    for (let i = from; i < rows.length; i += 7) {
      const [next] = pathFrom(results, model, 'first', out, known.slice(0, i + 1), 1)
      isNear(Number(rows[i]?.[name]), next!)
    }
  })

  it.each(models)('$name: hindcast.csv and forecast.csv', ({ name }) => {
    const { out, results, known, rows } = own
    const model = results.experiment.models.find(each => each.name === name)!
    for (const [file, origin, training] of [
      ['hindcast.csv', results.hindcast.origin, 'first'],
      ['forecast.csv', results.forecast.origin, second],
    ] as const) {
      const table = tableIn(out, file)
      const days = known.slice(0, rows.findIndex(({ date }) => date === origin) + 2)
      const path = pathFrom(results, model, training, out, days, table.length)
      for (const [k, row] of table.entries()) isNear(Number(row[name]), path[k]!)
    }
  })
})

import { describe, expect, it } from 'vitest'
import { csvFiles, lossesCsv, pathCsv, predictionsCsv } from '../../../src/main/report/csv.ts'
import { makeBands } from '../../support/bands.ts'
import { makeBundle } from '../../support/bundle.ts'

const nan = Number.NaN

describe('CSV files of a run', () => {
  it('writes losses by epoch and model, an empty field for what was not watched', () => {
    const bundle = makeBundle({
      models: [
        { name: 'rnn', cell: 'rnn' },
        { name: 'gru', cell: 'gru' },
      ],
    })
    const losses = {
      rnn: {
        epoch: [1, 2],
        train: [0.1 + 0.2, 1e-21],
        validation: [nan, nan],
        test: [0.5, nan],
        gradientNorm: [1, 1],
      },
      gru: { epoch: [1], train: [0.25], validation: [nan], test: [Infinity], gradientNorm: [1] },
    }
    expect(lossesCsv({ ...bundle, losses })).toBe(
      'epoch,model,train,validation,test\n1,rnn,0.30000000000000004,,0.5\n1,gru,0.25,,\n2,rnn,1e-21,,\n'
    )
  })

  it('writes predictions with persistence before the networks', () => {
    const table = {
      dates: ['2024-04-30', '2024-05-01'],
      part: ['train', 'test'] as const,
      actual: [1, 1.0123456789012344],
      persistence: [0.99, 1],
      models: { lstm: [0.991, nan] },
    }
    expect(predictionsCsv(table, ['lstm'])).toBe(
      'date,split,actual,persistence,lstm\n2024-04-30,train,1,0.99,0.991\n2024-05-01,test,1.0123456789012344,1,\n'
    )
  })

  it('writes a forecast, whose truth does not exist yet, with an empty column', () => {
    const path = {
      origin: '2024-05-01',
      step: [1, 2],
      dates: ['2024-05-02', '2024-05-03'],
      guessed: [true, true],
      actual: [nan, nan],
      persistence: [10, 10],
      drift: [10.5, 11],
      models: { rnn: [9.5, -0] },
    }
    expect(pathCsv(path, ['rnn'])).toBe(
      'step,date,actual,persistence,drift,rnn\n1,2024-05-02,,10,10.5,9.5\n2,2024-05-03,,10,11,0\n'
    )
  })

  it('writes the edges of the bands after the old columns, empty where there is none', () => {
    const bundle = makeBundle({ horizon: 3, models: [{ name: 'rnn', cell: 'rnn' }] })
    const results = { ...bundle.results, bands: makeBands(['rnn'], 3) }
    const files = csvFiles({ ...bundle, results })
    const [head, first, , last] = (files['forecast.csv'] ?? '').split('\n').map(l => l.split(','))
    expect(head?.slice(0, 6)).toEqual(['step', 'date', 'actual', 'persistence', 'drift', 'rnn'])
    expect(head?.slice(6)).toEqual(
      ['persistence', 'drift', 'rnn'].flatMap(name =>
        ['low80', 'high80', 'low95', 'high95'].map(edge => `${name}_${edge}`)
      )
    )
    const rnn = bundle.forecast.models['rnn']?.[0] ?? nan
    expect(Number(first?.[14])).toBeCloseTo(rnn * Math.exp(-0.01), 12)
    expect(Number(first?.[17])).toBeCloseTo(rnn * Math.exp(0.02), 12)
    expect(last?.slice(6)).toEqual(Array(12).fill(''))
    // a hindcast's bands are those of its own origin
    const hindcast = (files['hindcast.csv'] ?? '').split('\n')[1]?.split(',')
    expect(Number(hindcast?.[14])).toBeCloseTo(Number(hindcast?.[5]) * Math.exp(-0.009), 12)
    expect(csvFiles(bundle)['forecast.csv']).toMatch(/^step,date,actual,persistence,drift,rnn\n/)
  })

  it('keeps full double precision: every number reads back as itself', () => {
    const bundle = makeBundle()
    const rows = csvFiles(bundle)['predictions.csv']!.trim().split('\n').slice(1)
    expect(rows).toHaveLength(bundle.predictions.dates.length)
    expect(rows.map(row => Number(row.split(',')[4]))).toEqual(bundle.predictions.models['rnn'])
  })

  it('has no test rows while the test part is closed', () => {
    const files = csvFiles(makeBundle({ protocol: 'sealed', epochs: 50 }))
    expect(files['predictions.csv']).not.toContain(',test,')
    expect(
      files['losses.csv']!.split('\n')
        .slice(1, -1)
        .every(row => row.endsWith(','))
    ).toBe(true)
  })
})

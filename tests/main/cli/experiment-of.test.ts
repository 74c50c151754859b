import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Command } from 'commander'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { optionsFor } from '../../../src/main/cli/options/command-line.ts'
import { experimentOf } from '../../../src/main/cli/options/experiment-of.ts'
import { addExperimentOptions } from '../../../src/main/cli/options/experiment-options.ts'
import { attributeOf, settings } from '../../../src/main/cli/options/settings.ts'
import { type Experiment, experimentSchema } from '../../../src/shared/experiment.ts'
import { sealedPreset, tutorialPreset } from '../../../src/shared/presets.ts'

function parse(args: readonly string[]) {
  const command = new Command('run').exitOverride().configureOutput({ writeErr: () => {} })
  addExperimentOptions(command)
  return experimentOf(command.parse([...args], { from: 'user' }).opts())
}

function read(line: string): Experiment {
  const result = parse(line === '' ? [] : line.split(' '))
  if (!result.ok) throw new Error(JSON.stringify(result.failure))
  return result.value
}

const config = (json: unknown) => {
  const file = join(mkdtempSync(join(tmpdir(), 'hindcast-config-')), 'experiment.json')
  writeFileSync(file, typeof json === 'string' ? json : JSON.stringify(json))
  return file
}

const refusal = (args: readonly string[]) => {
  const result = parse(args)
  return result.ok ? null : result.failure
}

describe('options to an experiment', () => {
  it('takes the preset of the protocol where nothing is said', () => {
    expect(read('')).toEqual(tutorialPreset)
    expect(read('--protocol sealed')).toEqual(sealedPreset)
  })

  it.each<[string, Partial<Experiment>]>([
    ['--days 1200', { days: 1200 }],
    ['--days all', { days: null }],
    ['--from 2020-01-02 --to 2024-05-01', { from: '2020-01-02', to: '2024-05-01' }],
    ['--price adjusted', { price: 'adjusted' }],
    ['--window 10 --train 0.8 --batch 64', { window: 10, trainShare: 0.8, batch: 64 }],
    ['--epochs 7 --seed 0 --horizon 5', { epochs: 7, seed: 0, horizon: 5 }],
    ['--optimizer sgd --momentum 0.5', { optimizer: 'sgd', momentum: 0.5 }],
    ['--schedule step:500:0.5', { schedule: { kind: 'step', every: 500, factor: 0.5 } }],
    ['--schedule exponential:0.999', { schedule: { kind: 'exponential', factor: 0.999 } }],
    ['--schedule cosine', { schedule: { kind: 'cosine', floor: 0 } }],
    ['--schedule cosine:0.1', { schedule: { kind: 'cosine', floor: 0.1 } }],
    ['--clip 0.5 --norm layer --dropout 0.2', { clip: 0.5, norm: 'layer', dropout: 0.2 }],
    ['--clip none', { clip: null }],
    ['--weight-decay 1e-4 --shuffle', { weightDecay: 1e-4, shuffle: true }],
    ['--no-retrain', { retrain: false }],
    ['--retrain', { retrain: true }],
  ])('reads %s', (line, wanted) => {
    expect(read(line)).toEqual({ ...tutorialPreset, ...wanted })
  })

  it('can take back what the sealed preset does by itself', () => {
    const line = '--protocol sealed --no-shuffle --patience none --clip none --validation 0.2'
    const wanted = { shuffle: false, patience: null, clip: null, validationShare: 0.2 }
    expect(read(line)).toEqual({ ...sealedPreset, ...wanted })
  })

  it('gives every model its own sizes, and the rest the common one', () => {
    const { models } = read('--hidden 8,lstm=32 --layers rnn=1 --lr gru=0.01 --activation relu')
    expect(models.map(m => [m.name, m.hidden, m.layers, m.learningRate, m.activation])).toEqual([
      ['rnn', 8, 1, 1e-4, 'relu'],
      ['lstm', 32, 2, 1e-4, 'tanh'],
      ['gru', 8, 2, 0.01, 'tanh'],
    ])
  })

  it('lets one cell come twice under names of their own', () => {
    const { models } = read('--models lstm,lstm-wide --hidden lstm=8,lstm-wide=64')
    expect(models.map(m => [m.name, m.cell, m.hidden])).toEqual([
      ['lstm', 'lstm', 8],
      ['lstm-wide', 'lstm', 64],
    ])
  })

  it('reads an experiment from a file, and options win over it', () => {
    const file = config({
      epochs: 9,
      seed: 3,
      models: [{ ...tutorialPreset.models[2], hidden: 5 }],
    })
    const { epochs, seed, models } = read(`--config ${file} --seed 4`)
    expect([epochs, seed, models.map(m => [m.name, m.hidden])]).toEqual([9, 4, [['gru', 5]]])
  })

  it('reads the experiment out of a results.json', () => {
    expect(read(`--config ${config({ version: 1, experiment: sealedPreset })}`)).toEqual(
      sealedPreset
    )
  })

  it('reads back whatever an experiment says of itself', () => {
    fc.assert(
      fc.property(experiments, experiment => {
        expect(parse(optionsFor(experiment))).toEqual({ ok: true, value: experiment })
      }),
      { numRuns: 200, seed: 7 }
    )
  })
})

describe('options that cannot be', () => {
  it.each([
    ['--epochs 0', '--epochs', 'at least 1'],
    ['--train 1', '--train', 'less than 1'],
    ['--hidden lstm=0', '--hidden', 'for lstm'],
    ['--lr 11', '--lr', 'at most 10'],
    ['--layers gruu=2', '--layers', 'not among the models'],
    ['--models rnn,mlp', '--models', 'mlp'],
    ['--models rnn,rnn', '--models', 'twice'],
    ['--activation gru=relu', '--activation', 'only rnn'],
    ['--models lstm --reset before', '--reset', 'only gru'],
    ['--momentum 0.5', '--momentum', '--optimizer sgd'],
    ['--patience 5', '--patience', '--protocol sealed'],
    ['--validation 0.2', '--validation', '--protocol sealed'],
    ['--schedule step:0:0.5', '--schedule', 'more than 0'],
  ])('%s is refused by name', (line, option, hint) => {
    const failure = refusal(line.split(' '))
    expect(failure).toMatchObject({ kind: 'bad-experiment' })
    if (failure?.kind === 'bad-experiment') {
      expect(failure.field).toBe(option)
      expect(failure.reason).toContain(hint)
    }
  })

  it('names the unknown keys of a file, and what was meant', () => {
    const failure = refusal(['--config', config({ epoch: 5 })])
    expect(failure).toMatchObject({ kind: 'bad-experiment', field: '--config' })
    expect(JSON.stringify(failure)).toContain('unknown key: epoch. Did you mean epochs?')
  })

  it('says why a file cannot be read', () => {
    expect(refusal(['--config', '/nowhere/x.json'])).toMatchObject({ kind: 'unreadable-file' })
    expect(refusal(['--config', config('{')])).toMatchObject({ kind: 'unreadable-file' })
    expect(refusal(['--config', config('[]')])).toMatchObject({ kind: 'unreadable-file' })
  })
})

const share = fc.integer({ min: 1, max: 999 }).map(n => n / 1000)
const orNull = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null })
const model = fc
  .record({
    cell: fc.constantFrom('rnn' as const, 'lstm' as const, 'gru' as const),
    suffix: fc.constantFrom('', '-wide', '-2'),
    hidden: fc.integer({ min: 1, max: 64 }),
    layers: fc.integer({ min: 1, max: 4 }),
    learningRate: fc.constantFrom(1e-4, 3e-3, 0.5),
    relu: fc.boolean(),
    before: fc.boolean(),
  })
  .map(({ cell, suffix, relu, before, ...sizes }) => ({
    name: `${cell}${suffix}`,
    cell,
    ...sizes,
    activation: relu && cell === 'rnn' ? 'relu' : 'tanh',
    reset: before && cell === 'gru' ? 'before' : 'after',
  }))

const experiments = fc
  .record({
    protocol: fc.constantFrom('tutorial', 'sealed'),
    price: fc.constantFrom('close', 'adjusted'),
    days: orNull(fc.integer({ min: 3, max: 5000 })),
    from: orNull(fc.constantFrom('2020-01-02', '2021-12-31')),
    to: orNull(fc.constantFrom('2022-01-03', '2024-05-01')),
    window: fc.integer({ min: 1, max: 60 }),
    trainShare: share,
    validationShare: share,
    batch: fc.integer({ min: 1, max: 512 }),
    epochs: fc.integer({ min: 1, max: 9999 }),
    models: fc.uniqueArray(model, { minLength: 1, maxLength: 4, selector: m => m.name }),
    optimizer: fc.constantFrom('adam', 'sgd'),
    momentum: share,
    schedule: fc.constantFrom(
      { kind: 'constant' },
      { kind: 'step', every: 10, factor: 0.5 },
      { kind: 'exponential', factor: 0.99 },
      { kind: 'cosine', floor: 0.25 }
    ),
    clip: orNull(share),
    norm: fc.constantFrom('none', 'layer', 'batch'),
    dropout: share,
    weightDecay: share,
    shuffle: fc.boolean(),
    patience: orNull(fc.integer({ min: 1, max: 99 })),
    seed: fc.integer({ min: 0, max: 0xffff_ffff }),
    horizon: fc.integer({ min: 1, max: 365 }),
    retrain: fc.boolean(),
  })
  .map(given => {
    // what cannot be said because it would do nothing stands as in the preset; so does null, which
    // for a date nobody can type
    const preset = given.protocol === 'sealed' ? sealedPreset : tutorialPreset
    const sealed = given.protocol === 'sealed'
    const kept = {
      validationShare: sealed ? given.validationShare : preset.validationShare,
      patience: sealed ? given.patience : preset.patience,
      momentum: given.optimizer === 'sgd' ? given.momentum : preset.momentum,
    }
    return experimentSchema.parse({ ...given, ...kept })
  })

it('has an option for every field of the experiment', () => {
  const fields = Object.keys(experimentSchema.shape).filter(f => f !== 'models' && f !== 'version')
  expect(settings.map(({ field }) => field).sort()).toEqual(fields.sort())
  expect(new Set(settings.map(attributeOf)).size).toBe(settings.length)
})

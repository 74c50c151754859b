import { displayName, formatCount, formatDate } from '../../shared/charts/format.ts'
import type { Experiment } from '../../shared/experiment.ts'
import type { Results } from '../../shared/results.ts'
import { optionsFor } from '../cli/options/command-line.ts'

/** A setting, its value, and what the value means. */
export type SpecRow = readonly [setting: string, value: string, meaning: string]

const cellNames = { rnn: 'Deep RNN', lstm: 'LSTM', gru: 'GRU' }

/** The experiment's whole specification in words, in the order in which things happen. */
export function specInWords(results: Results): SpecRow[] {
  const e = results.experiment
  return [...dataRows(results), ...networkRows(e), ...trainingRows(e), ...forecastRows(e)]
}

function dataRows({ experiment: e, series }: Results): SpecRow[] {
  const sealed = e.protocol === 'sealed'
  return [
    [
      'Protocol',
      e.protocol,
      sealed
        ? 'Log returns, standardised by the train part. The epoch is chosen on validation; test predictions are not computed until the part is opened.'
        : 'Cumulative return of the price. The test curve is watched while training, as in the tutorial.',
    ],
    [
      'Days',
      formatCount(series.bars),
      `${formatDate(series.first)} to ${formatDate(series.last)}${e.days === null ? ', all there are' : ''}`,
    ],
    [
      'Price',
      e.price,
      e.price === 'close'
        ? 'As traded, not adjusted for splits and dividends by us.'
        : 'Adjusted for splits and dividends by the source.',
    ],
    ['Window', `${e.window} days`, 'What a network sees before it predicts the next day.'],
    [
      'Split',
      sealed
        ? `${percent(e.trainShare)} train, ${percent(e.validationShare)} validation`
        : `${percent(e.trainShare)} train`,
      'Of the windows, in time order; the rest is test.',
    ],
  ]
}

const percent = (share: number) => `${Number((100 * share).toPrecision(6))}\u00a0%`

function networkRows(e: Experiment): SpecRow[] {
  return e.models.map(m => {
    const detail =
      m.cell === 'rnn'
        ? `activation ${m.activation}`
        : m.cell === 'gru'
          ? `reset gate ${m.reset} the recurrent product`
          : 'with forget, input and output gate'
    return [
      displayName(m.name),
      `${m.hidden} \u00d7 ${m.layers}`,
      `${cellNames[m.cell]}: hidden size ${m.hidden}, ${m.layers} ${m.layers === 1 ? 'layer' : 'layers'}, learning rate ${m.learningRate}, ${detail}, linear head on the last step.`,
    ]
  })
}

function trainingRows(e: Experiment): SpecRow[] {
  const optimizer = e.optimizer === 'adam' ? 'Adam' : `SGD, momentum ${e.momentum}`
  return [
    [
      'Epochs',
      formatCount(e.epochs),
      e.patience === null
        ? 'No early stopping.'
        : `Stops when validation has not improved for ${formatCount(e.patience)} epochs.`,
    ],
    [
      'Batch',
      formatCount(e.batch),
      e.shuffle
        ? 'Train windows are shuffled each epoch.'
        : 'Train windows in time order; the last batch is smaller and kept.',
    ],
    ['Optimizer', optimizer, `Loss is the mean squared error. Learning rate ${scheduleWords(e)}.`],
    [
      'Clipping',
      e.clip === null ? 'none' : `\u03b8 = ${e.clip}`,
      e.clip === null
        ? 'Gradients are taken as they are.'
        : 'By the global norm, over all parameters together.',
    ],
    [
      'Normalisation',
      e.norm,
      {
        none: 'No layer is normalised.',
        layer: 'Layer normalisation.',
        batch: 'Batch normalisation of each layer\u2019s inputs.',
      }[e.norm],
    ],
    ['Dropout', String(e.dropout), e.dropout === 0 ? 'None.' : 'Between layers, in training only.'],
    [
      'Weight decay',
      String(e.weightDecay),
      e.weightDecay === 0 ? 'None.' : 'L2, added to the gradient as torch.optim.Adam does.',
    ],
    ['Seed', String(e.seed), 'Same seed, same machine: the same numbers, bit by bit.'],
  ]
}

function scheduleWords({ schedule: s }: Experiment): string {
  switch (s.kind) {
    case 'constant':
      return 'constant'
    case 'step':
      return `times ${s.factor} every ${formatCount(s.every)} epochs`
    case 'exponential':
      return `times ${s.factor} each epoch`
    case 'cosine':
      return `falls by half a cosine to ${s.floor} of itself`
  }
}

const forecastRows = (e: Experiment): SpecRow[] => [
  ['Horizon', `${e.horizon} days`, 'Each prediction is fed back as the next input.'],
  [
    'Forecast by',
    e.retrain ? 'networks trained again' : 'the same networks',
    e.retrain
      ? 'On all known days, for the same number of epochs.'
      : 'As they came out of training: the tutorial\u2019s own way.',
  ],
]

/** The command that runs the same experiment on the same days again. */
export function runAgain({ experiment, series }: Results): string {
  const sameDays = { ...experiment, to: experiment.to ?? series.last }
  const words = [...sourceOptions(series), ...optionsFor(sameDays)]
  return `npx hindcast run ${words.map(quote).join(' ')}`
}

function sourceOptions({ source, symbol, file }: Results['series']): string[] {
  if (source === 'yahoo') return ['--symbol', symbol]
  if (source === 'csv') return ['--csv', file ?? `${symbol}.csv`]
  const [, sample = 'random-walk', seed] = /^(momentum|random-walk)(?:-(\d+))?$/.exec(symbol) ?? []
  return ['--sample', sample, ...(seed === undefined ? [] : ['--sample-seed', seed])]
}

/** As a POSIX shell reads it back; plain words stay as they are. */
const quote = (word: string) =>
  /^[\w.,:^=@%+-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`

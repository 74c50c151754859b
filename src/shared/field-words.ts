import type { Experiment } from './experiment.ts'

/**
 * What every field of an experiment is called, does and takes: the window's form shows it under the
 * field, the command line's help beside the option, and the sentence of an error is made of it.
 */
export interface FieldWords {
  /** As it stands beside the field. */
  readonly label: string
  /** What it does. */
  readonly does: string
  /** What it stands for when it is left empty, after “Empty:”; absent where it cannot be empty. */
  readonly empty?: string
  /** What happens when it is larger; null where nothing is larger or smaller. */
  readonly larger: string | null
  /** What may be typed, after “Label is”. Limits are those of the schema; a test compares them. */
  readonly takes: string
}

type Model = Experiment['models'][number]
export type ModelField = keyof Model
export type TopField = keyof Omit<Experiment, 'version' | 'models' | 'schedule'>
/** `schedule` by kind of number: how often a step comes, its factor, where the cosine ends. */
export type ScheduleField = 'schedule' | 'every' | 'factor' | 'floor'

export const topWords: Readonly<Record<TopField, FieldWords>> = {
  protocol: {
    label: 'Protocol',
    does: 'Who may see the test part, and when.',
    larger: null,
    takes: 'tutorial or sealed',
  },
  price: {
    label: 'Price',
    does: 'Close as traded, or adjusted by the source for splits and dividends.',
    larger: null,
    takes: 'close or adjusted',
  },
  days: {
    label: 'Days',
    does: 'Daily bars to use, counted back from the last one.',
    empty: 'all there are',
    larger: 'Larger: more to learn from, older habits of the market, slower.',
    takes: 'a whole number of at least 3, or all',
  },
  from: {
    label: 'From',
    does: 'First day. Alone, days count forward from it; with an end, all days between are used.',
    larger: null,
    takes: 'a date',
  },
  to: {
    label: 'To',
    does: 'Last day.',
    empty: 'the last one there is',
    larger: null,
    takes: 'a date',
  },
  window: {
    label: 'Window',
    does: 'Days the network sees before it predicts one.',
    larger: 'Larger: more memory, slower, fewer windows.',
    takes: 'a whole number from 1 to 1,000',
  },
  trainShare: {
    label: 'Train share',
    does: 'Share of the days that the networks learn from; the rest tests them.',
    larger: 'Larger: more to learn from, a less certain verdict.',
    takes: 'a share between 0 and 1',
  },
  validationShare: {
    label: 'Validation share',
    does: 'Share that chooses the epoch to keep. What train and validation leave is the sealed test.',
    larger: 'Larger: a steadier choice, fewer days to test on.',
    takes: 'a share between 0 and 1',
  },
  batch: {
    label: 'Batch',
    does: 'Windows whose errors are averaged for one step.',
    larger: 'Larger: fewer and calmer steps, a faster epoch, slower learning per epoch.',
    takes: 'a whole number from 1 to 65,536',
  },
  epochs: {
    label: 'Epochs',
    does: 'Times that training goes through all train windows.',
    larger: 'Larger: a closer fit to the train days, more time, in the end overfitting.',
    takes: 'a whole number from 1 to 1,000,000',
  },
  optimizer: {
    label: 'Optimizer',
    does: 'How a gradient becomes a step. Adam gives every weight a pace of its own; SGD takes the gradient as it is.',
    larger: null,
    takes: 'adam or sgd',
  },
  momentum: {
    label: 'Momentum',
    does: 'Share of the last step that SGD keeps in the next one.',
    larger: 'Larger: faster along steady slopes, more overshooting.',
    takes: 'a share from 0 to less than 1',
  },
  clip: {
    label: 'Clip by norm',
    does: 'Shortens a gradient that is longer than this.',
    empty: 'no clipping',
    larger: 'Larger: clips less often; one wild batch can do more harm.',
    takes: 'a number above 0, or none',
  },
  norm: {
    label: 'Normalise',
    does: 'Keeps the numbers inside a network in range: per time step (layer) or over the batch.',
    larger: null,
    takes: 'none, layer or batch',
  },
  dropout: {
    label: 'Dropout',
    does: 'Share of units switched off at random between layers while training.',
    larger: 'Larger: less overfitting, slower learning. Does nothing with one layer.',
    takes: 'a share from 0 to less than 1',
  },
  weightDecay: {
    label: 'Weight decay',
    does: 'Pulls every weight towards 0 in each step.',
    larger: 'Larger: smoother predictions, in the end none at all.',
    takes: 'a number of at least 0',
  },
  shuffle: {
    label: 'Shuffle windows',
    does: 'Takes the train windows in a new order each epoch, not in time order.',
    larger: null,
    takes: 'on or off',
  },
  patience: {
    label: 'Patience',
    does: 'Epochs to wait for a better validation loss before training stops.',
    empty: 'no early stop',
    larger: 'Larger: surer that nothing better comes, slower.',
    takes: 'a whole number of at least 1, or none',
  },
  seed: {
    label: 'Seed',
    does: 'Draws the first weights. Same seed, same machine: the same numbers, bit by bit.',
    larger: 'Larger means nothing; another seed shows how much is luck.',
    takes: 'a whole number from 0 to 4,294,967,295',
  },
  horizon: {
    label: 'Horizon',
    does: 'Days of the forecast, each fed with the one before.',
    larger: 'Larger: every further day is less certain.',
    takes: 'a whole number from 1 to 365',
  },
  retrain: {
    label: 'Train again for the forecast',
    does: 'Before the forecast, trains the networks anew on all known days. Off: the tutorial’s own way. On takes about twice the time.',
    larger: null,
    takes: 'on or off',
  },
}

export const modelWords: Readonly<Record<ModelField, FieldWords>> = {
  name: {
    label: 'Name',
    does: 'Names the network’s column in every table. It begins with its cell.',
    larger: null,
    takes: 'lower-case letters, digits and hyphens, at most 24, beginning with a letter',
  },
  cell: {
    label: 'Cell',
    does: 'RNN, LSTM or GRU.',
    larger: null,
    takes: 'rnn, lstm or gru',
  },
  hidden: {
    label: 'Hidden size',
    does: 'Numbers that a layer remembers from one day to the next.',
    larger: 'Larger: can learn more, and more noise; slower by its square.',
    takes: 'a whole number from 1 to 1,024',
  },
  layers: {
    label: 'Layers',
    does: 'Recurrent layers, each reading the one below.',
    larger: 'Larger: a deeper network, slower, harder to train.',
    takes: 'a whole number from 1 to 8',
  },
  learningRate: {
    label: 'Rate',
    does: 'Length of a training step.',
    larger: 'Larger: learns faster, until the loss jumps or is no number.',
    takes: 'a number above 0, at most 10',
  },
  activation: {
    label: 'Activation',
    does: 'Bends the hidden state. Tanh keeps it between −1 and 1; ReLU lets it grow, so clip the gradient.',
    larger: null,
    takes: 'tanh or relu',
  },
  reset: {
    label: 'Reset gate',
    does: 'Forgets after the recurrent product, as PyTorch does, or before it, as first published.',
    larger: null,
    takes: 'after or before',
  },
}

export const scheduleWords: Readonly<Record<ScheduleField, FieldWords>> = {
  schedule: {
    label: 'Schedule',
    does: 'How the rate changes while training: not at all, in steps, a little each epoch, or along half a cosine.',
    larger: null,
    takes: 'constant, step, exponential or cosine',
  },
  every: {
    label: 'Every',
    does: 'Epochs between two steps down.',
    larger: 'Larger: the rate stays high for longer.',
    takes: 'a whole number of at least 1',
  },
  factor: {
    label: 'Factor',
    does: 'What the rate is multiplied by each time.',
    larger: 'Larger: it falls more slowly; at 1 not at all.',
    takes: 'a number above 0, at most 1',
  },
  floor: {
    label: 'Ends at',
    does: 'Share of the first rate that is left after the last epoch.',
    larger: 'Larger: later epochs still change the weights.',
    takes: 'a share from 0 to 1',
  },
}

/** What each protocol means, in a sentence. */
export const protocolWords: Readonly<Record<Experiment['protocol'], string>> = {
  tutorial: 'The test curve is watched while training, as in the tutorial. Sealed keeps it closed.',
  sealed: 'Validation chooses the epoch; the test part stays closed until you open it, once.',
}

/** What it does, when it is empty, and when it is larger: the hint under a field. */
export const explain = ({ does, empty, larger }: FieldWords): string =>
  [
    does,
    ...(empty === undefined ? [] : [`Empty: ${empty}.`]),
    ...(larger === null ? [] : [larger]),
  ].join(' ')

/** The words behind a path of the experiment: `['models', 0, 'hidden']`; undefined for no field. */
export function wordsAt(path: readonly PropertyKey[]): FieldWords | undefined {
  const [top, ...rest] = path
  const last = String(rest.findLast(key => typeof key === 'string') ?? '')
  if (top === 'models') return read(modelWords, last)
  if (top === 'schedule')
    return read(scheduleWords, last === 'kind' ? '' : last) ?? scheduleWords.schedule
  return read(topWords, String(top))
}

const read = <W>(words: Readonly<Record<string, W>>, key: string): W | undefined =>
  Object.hasOwn(words, key) ? words[key] : undefined

/** What a field takes, as the sentence under it when it was given something else. */
export function fieldError(path: readonly PropertyKey[]): string {
  if (path[0] === 'models' && path.length === 1) return 'Choose at least one network, at most 16.'
  const words = wordsAt(path)
  return words === undefined ? 'This cannot be read.' : `${words.label} is ${words.takes}.`
}

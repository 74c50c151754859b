import type { Experiment } from '../../../shared/experiment.ts'
import { readChoice, readDate, readNumber, readOr, readWhole } from './readers.ts'
import { readSchedule, scheduleText } from './schedule.ts'

/** One field of the experiment and the option that sets it. */
export interface Setting {
  readonly field: keyof Omit<Experiment, 'models' | 'version'>
  readonly flags: string
  readonly group: string
  readonly sentence: string
  /** Absent: the option takes no value and means true. */
  readonly read?: (text: string) => unknown
  /** The word that stands for null. */
  readonly none?: string
  /** Its value as it would be typed. */
  readonly show?: (experiment: Experiment) => string
}

const days = 'Days and split:'
const training = 'Training:'
const forecast = 'Forecast:'

/** Every field of the experiment but its models, in the order in which things happen. */
export const settings: readonly Setting[] = [
  {
    field: 'protocol',
    flags: '--protocol <name>',
    group: days,
    sentence:
      'tutorial: cumulative return, the test curve is watched. sealed: log returns, the test part stays closed until `open`.',
    read: readChoice('tutorial', 'sealed'),
  },
  {
    field: 'days',
    flags: '--days <n>',
    group: days,
    sentence: 'How many daily bars, counted back from the last one; all for as many as there are.',
    none: 'all',
    read: readOr('all', readWhole),
    show: e => String(e.days ?? 'all'),
  },
  {
    field: 'from',
    flags: '--from <date>',
    group: days,
    sentence: 'First day; alone, --days count forward from it; with --to, all days between.',
    read: readDate,
  },
  {
    field: 'to',
    flags: '--to <date>',
    group: days,
    sentence: 'Last day.',
    read: readDate,
  },
  {
    field: 'price',
    flags: '--price <column>',
    group: days,
    sentence: 'close as traded, or adjusted for splits and dividends by the source.',
    read: readChoice('close', 'adjusted'),
  },
  {
    field: 'window',
    flags: '--window <days>',
    group: days,
    sentence: 'Days a network sees before it predicts the next one.',
    read: readWhole,
  },
  {
    field: 'trainShare',
    flags: '--train <share>',
    group: days,
    sentence: 'Share that trains; the rest is watched or tested.',
    read: readNumber,
  },
  {
    field: 'validationShare',
    flags: '--validation <share>',
    group: days,
    sentence: 'Share that validates; sealed only.',
    read: readNumber,
  },
  {
    field: 'epochs',
    flags: '--epochs <n>',
    group: training,
    sentence: 'Times that training goes through all train windows.',
    read: readWhole,
  },
  {
    field: 'batch',
    flags: '--batch <n>',
    group: training,
    sentence: 'Windows a step.',
    read: readWhole,
  },
  {
    field: 'optimizer',
    flags: '--optimizer <name>',
    group: training,
    sentence: 'adam or sgd.',
    read: readChoice('adam', 'sgd'),
  },
  {
    field: 'momentum',
    flags: '--momentum <share>',
    group: training,
    sentence: 'Of sgd.',
    read: readNumber,
  },
  {
    field: 'schedule',
    flags: '--schedule <plan>',
    group: training,
    sentence:
      'Learning rate over time: constant, step:EVERY:FACTOR, exponential:FACTOR or cosine[:FLOOR].',
    read: readSchedule,
    show: e => scheduleText(e.schedule),
  },
  {
    field: 'clip',
    flags: '--clip <norm>',
    group: training,
    sentence: 'Clips the gradient at this global norm, or none.',
    none: 'none',
    read: readOr('none', readNumber),
    show: e => String(e.clip ?? 'none'),
  },
  {
    field: 'norm',
    flags: '--norm <kind>',
    group: training,
    sentence: 'Normalisation: none, layer, or batch (of a layer’s inputs).',
    read: readChoice('none', 'layer', 'batch'),
  },
  {
    field: 'dropout',
    flags: '--dropout <share>',
    group: training,
    sentence: 'Share of units dropped between layers while training.',
    read: readNumber,
  },
  {
    field: 'weightDecay',
    flags: '--weight-decay <factor>',
    group: training,
    sentence: 'L2: this times the weight is added to its gradient.',
    read: readNumber,
  },
  {
    field: 'patience',
    flags: '--patience <epochs>',
    group: training,
    sentence: 'Stops when validation has not improved for so long, or none; sealed only.',
    none: 'none',
    read: readOr('none', readWhole),
    show: e => String(e.patience ?? 'none'),
  },
  {
    field: 'shuffle',
    flags: '--shuffle',
    group: training,
    sentence:
      'Shuffles the train windows each epoch, as sealed does by itself; --no-shuffle keeps time order.',
  },
  {
    field: 'seed',
    flags: '--seed <n>',
    group: training,
    sentence: 'Same seed, same machine: the same numbers, bit by bit.',
    read: readWhole,
  },
  {
    field: 'horizon',
    flags: '--horizon <days>',
    group: forecast,
    sentence: 'Days of the recursive hindcast and forecast.',
    read: readWhole,
  },
  {
    field: 'retrain',
    flags: '--no-retrain',
    group: forecast,
    sentence:
      'Forecasts with the networks as they are, the tutorial’s own way; by itself, or with --retrain, they train again on all known days first.',
  },
]

/** A setting's value as it would be typed; null where it is not set. */
export function settingText({ field, show }: Setting, experiment: Experiment): string | null {
  const value = experiment[field]
  if (show) return show(experiment)
  return value === null || typeof value === 'object' ? null : String(value)
}

/** The option's name in commander's answer: `--weight-decay <f>` is `weightDecay`. */
export function attributeOf({ flags }: Pick<Setting, 'flags'>): string {
  const [flag = ''] = flags.split(' ')
  return flag
    .replace(/^--(no-)?/, '')
    .replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase())
}

/** Of each model; `learningRate` is `--lr`. */
export const modelOptions: Readonly<Record<string, string>> = {
  hidden: '--hidden',
  layers: '--layers',
  learningRate: '--lr',
  activation: '--activation',
  reset: '--reset',
  name: '--models',
  cell: '--models',
  models: '--models',
}

/** The option behind a field of the experiment; anything else as it is. */
export const optionOf = (field: string): string =>
  settings.find(setting => setting.field === field)?.flags.split(' ')[0] ??
  modelOptions[field] ??
  field

import type { Experiment } from '../../../shared/experiment.ts'
import { scheduleWords, topWords } from '../../../shared/field-words.ts'
import { readChoice, readDate, readNumber, readOr, readWhole } from './readers.ts'
import { readSchedule, scheduleText } from './schedule.ts'

/** One field of the experiment and the option that sets it. */
export interface Setting {
  readonly field: keyof Omit<Experiment, 'models' | 'version'>
  readonly flags: string
  readonly group: string
  /** What only the command line has to add to the field's own words. */
  readonly more?: string
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
    more: 'tutorial: cumulative return, the test curve is watched. sealed: log returns, the test part stays closed until `open`.',
    read: readChoice('tutorial', 'sealed'),
  },
  {
    field: 'days',
    flags: '--days <n>',
    group: days,
    none: 'all',
    read: readOr('all', readWhole),
    show: e => String(e.days ?? 'all'),
  },
  {
    field: 'from',
    flags: '--from <date>',
    group: days,
    read: readDate,
  },
  {
    field: 'to',
    flags: '--to <date>',
    group: days,
    read: readDate,
  },
  {
    field: 'price',
    flags: '--price <column>',
    group: days,
    more: `Takes ${topWords.price.takes}.`,
    read: readChoice('close', 'adjusted'),
  },
  {
    field: 'window',
    flags: '--window <days>',
    group: days,
    read: readWhole,
  },
  {
    field: 'trainShare',
    flags: '--train <share>',
    group: days,
    read: readNumber,
  },
  {
    field: 'validationShare',
    flags: '--validation <share>',
    group: days,
    more: 'Sealed only.',
    read: readNumber,
  },
  {
    field: 'epochs',
    flags: '--epochs <n>',
    group: training,
    read: readWhole,
  },
  {
    field: 'batch',
    flags: '--batch <n>',
    group: training,
    read: readWhole,
  },
  {
    field: 'optimizer',
    flags: '--optimizer <name>',
    group: training,
    more: `Takes ${topWords.optimizer.takes}.`,
    read: readChoice('adam', 'sgd'),
  },
  {
    field: 'momentum',
    flags: '--momentum <share>',
    group: training,
    read: readNumber,
  },
  {
    field: 'schedule',
    flags: '--schedule <plan>',
    group: training,
    more: 'Takes constant, step:EVERY:FACTOR, exponential:FACTOR or cosine[:FLOOR].',
    read: readSchedule,
    show: e => scheduleText(e.schedule),
  },
  {
    field: 'clip',
    flags: '--clip <norm>',
    group: training,
    none: 'none',
    read: readOr('none', readNumber),
    show: e => String(e.clip ?? 'none'),
  },
  {
    field: 'norm',
    flags: '--norm <kind>',
    group: training,
    more: `Takes ${topWords.norm.takes}.`,
    read: readChoice('none', 'layer', 'batch'),
  },
  {
    field: 'dropout',
    flags: '--dropout <share>',
    group: training,
    read: readNumber,
  },
  {
    field: 'weightDecay',
    flags: '--weight-decay <factor>',
    group: training,
    read: readNumber,
  },
  {
    field: 'patience',
    flags: '--patience <epochs>',
    group: training,
    more: 'Sealed only.',
    none: 'none',
    read: readOr('none', readWhole),
    show: e => String(e.patience ?? 'none'),
  },
  {
    field: 'shuffle',
    flags: '--shuffle',
    group: training,
    more: 'On by itself when sealed; --no-shuffle turns it off.',
  },
  {
    field: 'seed',
    flags: '--seed <n>',
    group: training,
    read: readWhole,
  },
  {
    field: 'horizon',
    flags: '--horizon <days>',
    group: forecast,
    read: readWhole,
  },
  {
    field: 'retrain',
    flags: '--retrain',
    group: forecast,
    more: 'On by itself; --no-retrain turns it off.',
  },
]

/** What the option does, in the words of the window's form, then what only is typed here. */
export function settingSentence({ field, none, more }: Setting): string {
  const words = field === 'schedule' ? scheduleWords.schedule : topWords[field]
  const or = none === undefined || words.empty === undefined ? [] : [`${none}: ${words.empty}.`]
  return [words.does, ...or, ...(more === undefined ? [] : [more])].join(' ')
}

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

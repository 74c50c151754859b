import { type Command, Option } from 'commander'
import type { Experiment } from '../../../shared/experiment.ts'
import { modelWords } from '../../../shared/field-words.ts'
import { baseOf } from './base.ts'
import {
  type PerModel,
  readChoice,
  readNames,
  readNumber,
  readPerModel,
  readWhole,
} from './readers.ts'
import { type Setting, settingSentence, settings, settingText } from './settings.ts'

type Model = Experiment['models'][number]
type PerModelField = 'hidden' | 'layers' | 'learningRate' | 'activation' | 'reset'

/** What commander makes of the options below. */
export interface ExperimentOptions {
  readonly models?: readonly string[]
  readonly hidden?: PerModel<number>
  readonly layers?: PerModel<number>
  readonly lr?: PerModel<number>
  readonly activation?: PerModel<'tanh' | 'relu'>
  readonly reset?: PerModel<'after' | 'before'>
  readonly config?: string
  /** By `attributeOf`, the simple settings that were given. */
  readonly [setting: string]: unknown
}

/** Declares every option that an experiment has, each with its sentence and its default. */
export function addExperimentOptions(command: Command): void {
  const optionsOf = (chosen: readonly Setting[]) => chosen.flatMap(settingOptions)
  const data = settings.findIndex(({ field }) => field === 'epochs')
  const all = [
    ...optionsOf(settings.slice(0, data)),
    ...modelOptions(),
    ...optionsOf(settings.slice(data)),
    configOption(),
  ]
  for (const option of all) command.addOption(option)
}

/**
 * Yes-or-no settings can be said both ways, one of them without a line in the help. With the
 * positive one first, commander leaves what was not said unsaid, and the preset decides.
 */
function settingOptions(setting: Setting): Option[] {
  const own = settingOption(setting)
  if (setting.read) return [own]
  const negative = setting.flags.startsWith('--no-')
  const other = setting.flags.replace(negative ? '--no-' : '--', negative ? '--' : '--no-')
  const opposite = new Option(other).hideHelp()
  return negative ? [opposite, own] : [own, opposite]
}

function settingOption(setting: Setting): Option {
  const option = new Option(setting.flags, `${settingSentence(setting)}${defaultWords(setting)}`)
  option.helpGroup(setting.group)
  if (setting.read) option.argParser(setting.read)
  return option
}

/** ` (800)`, or both protocols' where they differ; options without a value say theirs in words. */
function defaultWords(setting: Setting): string {
  const { read, field } = setting
  if (!read) return ''
  const text = (experiment: Experiment) => settingText(setting, experiment) ?? ''
  const [tutorial, sealed] = [text(baseOf('tutorial')), text(baseOf('sealed'))]
  if (tutorial === '' || field === 'protocol') return field === 'protocol' ? ' (tutorial)' : ''
  return tutorial === sealed ? ` (${tutorial})` : ` (${tutorial}; sealed: ${sealed})`
}

function modelOptions(): Option[] {
  const option = (flags: string, sentence: string, field: PerModelField) =>
    new Option(flags, `${sentence} (${perModelDefault(field)})`).helpGroup('Models:')
  return [
    new Option(
      '--models <names>',
      'Which networks: rnn, lstm, gru, or one of these with a name of its own, as lstm-wide. (rnn,lstm,gru)'
    )
      .helpGroup('Models:')
      .argParser(readNames),
    option(
      '--hidden <sizes>',
      `${modelWords.hidden.does} For all models or for each: 16, or rnn=16,lstm=32.`,
      'hidden'
    ).argParser(readPerModel(readWhole)),
    option('--layers <counts>', `${modelWords.layers.does} Likewise.`, 'layers').argParser(
      readPerModel(readWhole)
    ),
    option('--lr <rates>', `${modelWords.learningRate.does} Likewise.`, 'learningRate').argParser(
      readPerModel(readNumber)
    ),
    option(
      '--activation <names>',
      `${modelWords.activation.does} RNN only; takes ${modelWords.activation.takes}.`,
      'activation'
    ).argParser(readPerModel(readChoice('tanh', 'relu'))),
    option(
      '--reset <names>',
      `${modelWords.reset.does} GRU only; takes ${modelWords.reset.takes}.`,
      'reset'
    ).argParser(readPerModel(readChoice('after', 'before'))),
  ]
}

/** The default of all models, or `rnn=…,lstm=…` where they differ. */
function perModelDefault(field: PerModelField): string {
  const say = (models: readonly Model[]) => {
    const [first, ...others] = models.map(model => String(model[field]))
    const same = others.every(value => value === first)
    return same ? String(first) : models.map(model => `${model.name}=${model[field]}`).join(',')
  }
  const [tutorial, sealed] = [say(baseOf('tutorial').models), say(baseOf('sealed').models)]
  return tutorial === sealed ? tutorial : `${tutorial}; sealed: ${sealed}`
}

const configOption = () =>
  new Option(
    '--config <file>',
    'An experiment as JSON (a results.json will do); options given beside it win.'
  ).helpGroup('Training:')

import type { Experiment } from '../../../shared/experiment.ts'
import { baseOf } from './base.ts'
import { type Setting, settings, settingText } from './settings.ts'

type Model = Experiment['models'][number]

/**
 * An experiment as it would be typed: every option whose value is not the one that its protocol
 * starts from, and the networks. Reading it back gives the same experiment.
 */
export function optionsFor(experiment: Experiment): string[] {
  const base = baseOf(experiment.protocol)
  const idle = idleFields(experiment)
  const differing = settings.filter(
    setting =>
      !idle.includes(setting.field) &&
      (settingText(setting, experiment) !== settingText(setting, base) ||
        (setting.field === 'protocol' && experiment.protocol !== 'tutorial'))
  )
  return [
    ...differing.flatMap(setting => typed(setting, settingText(setting, experiment))),
    ...modelsTyped(experiment.models),
  ]
}

/** Fields that do nothing here, and that the command line therefore refuses. */
const idleFields = ({ protocol, optimizer }: Experiment): Setting['field'][] => [
  ...(protocol === 'tutorial' ? (['validationShare', 'patience'] as const) : []),
  ...(optimizer === 'adam' ? (['momentum'] as const) : []),
]

function typed(setting: Setting, text: string | null): string[] {
  const [flag = ''] = setting.flags.split(' ')
  if (setting.read) return [flag, text ?? setting.none ?? 'none']
  const name = flag.replace(/^--(no-)?/, '')
  return [text === 'true' ? `--${name}` : `--no-${name}`]
}

function modelsTyped(models: readonly Model[]): string[] {
  const of = (cell: Model['cell']) => models.filter(model => model.cell === cell)
  const pairs: [string, string][] = [
    ['--models', models.map(({ name }) => name).join(',')],
    ['--hidden', perModel(models, model => model.hidden)],
    ['--layers', perModel(models, model => model.layers)],
    ['--lr', perModel(models, model => model.learningRate)],
    ['--activation', perModel(of('rnn'), model => model.activation, 'tanh')],
    ['--reset', perModel(of('gru'), model => model.reset, 'after')],
  ]
  return pairs.filter(([, text]) => text !== '').flat()
}

/** One value for all, or `rnn=16,lstm=32`; nothing where all have the usual one. */
function perModel(
  models: readonly Model[],
  of: (model: Model) => string | number,
  usual?: string
): string {
  const values = new Set(models.map(of))
  const [first] = values
  if (first === undefined || (values.size === 1 && first === usual)) return ''
  if (values.size === 1) return String(first)
  return models.map(model => `${model.name}=${of(model)}`).join(',')
}

import type { Experiment } from '../../../shared/experiment.ts'
import { settings, settingText } from './settings.ts'

/** An experiment as the options that would make it: option and value. */
export function experimentRows(experiment: Experiment): string[][] {
  const simple = settings.map(setting => {
    const value = settingText(setting, experiment) ?? 'not set'
    return [(setting.flags.split(' ')[0] ?? '').replace('--no-', '--'), value]
  })
  const models = experiment.models.map(m => {
    const sizes = `hidden ${m.hidden}, layers ${m.layers}, lr ${m.learningRate}`
    const own = { rnn: `, activation ${m.activation}`, gru: `, reset ${m.reset}`, lstm: '' }[m.cell]
    return [m.name, `${sizes}${own}`]
  })
  return [...simple, ...models]
}

import type { Experiment } from '../../../shared/experiment.ts'
import { done, failed, type Result } from '../../../shared/failure.ts'
import type { Cell } from '../../../shared/types.ts'
import type { ExperimentOptions } from './experiment-options.ts'
import type { PerModel } from './readers.ts'
import { modelOptions } from './settings.ts'

type Model = Experiment['models'][number]
type Field = 'hidden' | 'layers' | 'learningRate' | 'activation' | 'reset'

/**
 * The models of an experiment: those of the file or the preset, narrowed or widened by `--models`,
 * with what the options say of each. A name's first word is its cell.
 */
export function modelsOf(
  preset: readonly Model[],
  file: readonly Model[] | undefined,
  options: ExperimentOptions
): Result<Model[]> {
  const chosen = chooseModels(preset, file ?? [], options.models ?? (file ?? preset).map(nameOf))
  if (!chosen.ok) return chosen
  return applyAll(chosen.value, [
    ['hidden', options.hidden],
    ['layers', options.layers],
    ['learningRate', options.lr],
    ['activation', options.activation],
    ['reset', options.reset],
  ])
}

const nameOf = ({ name }: Model) => name

function chooseModels(
  preset: readonly Model[],
  file: readonly Model[],
  names: readonly string[]
): Result<Model[]> {
  const twice = names.find((name, k) => names.indexOf(name) < k)
  if (twice !== undefined) return refuse('models', `${twice} is named twice`)
  const models = names.map(name => {
    const cell = /^(rnn|lstm|gru)(-|$)/.exec(name)?.[1] as Cell | undefined
    const like = preset.find(model => model.cell === cell)
    return file.find(model => model.name === name) ?? (like && { ...like, name })
  })
  const unknown = names[models.indexOf(undefined)]
  return unknown === undefined
    ? done(models.filter(model => model !== undefined))
    : refuse(
        'models',
        `${unknown} is none of rnn, lstm, gru, nor one of these with a name of its own, as lstm-wide`
      )
}

function applyAll(
  models: readonly Model[],
  wishes: readonly (readonly [Field, PerModel<string | number> | undefined])[]
): Result<Model[]> {
  let applied = [...models]
  for (const [field, wish] of wishes) {
    if (wish === undefined) continue
    const refusal = refuseNames(applied, field, wish)
    if (refusal !== null) return refuse(field, refusal)
    applied = applied.map(model => applyOne(model, field, wish))
  }
  return done(applied)
}

/** What a model is told: its own value before its cell's before everybody's. */
function applyOne(model: Model, field: Field, { all, byName }: PerModel<string | number>): Model {
  const value =
    byName[model.name] ?? byName[model.cell] ?? (hasField(model, field) ? all : undefined)
  return value === undefined ? model : { ...model, [field]: value }
}

const only: Readonly<Partial<Record<Field, Cell>>> = { activation: 'rnn', reset: 'gru' }

const hasField = ({ cell }: Model, field: Field) => (only[field] ?? cell) === cell

function refuseNames(
  models: readonly Model[],
  field: Field,
  { byName }: PerModel<string | number>
): string | null {
  for (const name of Object.keys(byName)) {
    const meant = models.filter(model => model.name === name || model.cell === name)
    if (meant.length === 0) {
      return `${name} is not among the models ${models.map(nameOf).join(', ')}. Name one of these, or add it to --models`
    }
    if (!meant.every(model => hasField(model, field))) {
      return `${name} has none; only ${only[field]} has`
    }
  }
  return models.some(model => hasField(model, field))
    ? null
    : `only ${only[field]} has it, and it is not among the models`
}

const refuse = (field: string, reason: string) =>
  failed({ kind: 'bad-experiment', field: modelOptions[field] ?? field, reason: `${reason}.` })

import { type Experiment, experimentSchema } from '../../../shared/experiment.ts'
import { done, failed, type Result } from '../../../shared/failure.ts'
import { baseOf } from './base.ts'
import { type PartialExperiment, readConfig } from './config-file.ts'
import type { ExperimentOptions } from './experiment-options.ts'
import { sentenceOf } from './issue-words.ts'
import { modelsOf } from './models-of.ts'
import { attributeOf, optionOf, settings } from './settings.ts'

/**
 * The experiment that was asked for: the protocol's preset, the file of `--config` over it, the
 * options over both. Fails with a sentence that names the option and says what it takes.
 */
export function experimentOf(options: ExperimentOptions): Result<Experiment> {
  const config =
    options.config === undefined ? done<PartialExperiment>({}) : readConfig(options.config)
  if (!config.ok) return config
  const given = givenSettings(options)
  const preset = baseOf(protocolOf(given['protocol'] ?? config.value['protocol']))
  const file = checkFileModels(preset, config.value)
  if (!file.ok) return file
  const models = modelsOf(preset.models, file.value, options)
  if (!models.ok) return models
  const refusal = refuseIdle({ ...preset, ...config.value, ...given }, given)
  if (refusal !== null) return refusal
  return check({ ...preset, ...config.value, ...given, models: models.value })
}

/** The simple settings among the options, by field. */
const givenSettings = (options: ExperimentOptions): Record<string, unknown> =>
  Object.fromEntries(
    settings.flatMap(setting => {
      const value = options[attributeOf(setting)]
      if (value === undefined) return []
      return [[setting.field, value === setting.none ? null : value]]
    })
  )

const protocolOf = (name: unknown) => (name === 'sealed' ? 'sealed' : 'tutorial')

/** The file's models, checked before options touch them. */
function checkFileModels(
  preset: Experiment,
  { models }: PartialExperiment
): Result<Experiment['models'] | undefined> {
  if (models === undefined) return done(undefined)
  const checked = check({ ...preset, models })
  return checked.ok ? done(checked.value.models) : checked
}

function check(candidate: unknown): Result<Experiment> {
  const parsed = experimentSchema.safeParse(candidate)
  if (parsed.success) return done(parsed.data)
  const { field, reason } = sentenceOf(parsed.error.issues[0]!, candidate)
  return failed({ kind: 'bad-experiment', field: optionOf(field), reason })
}

/** Options that would change nothing are a misunderstanding, and said so. */
function refuseIdle(wanted: PartialExperiment, given: Record<string, unknown>) {
  const refuse = (field: string, reason: string) =>
    failed({ kind: 'bad-experiment', field: optionOf(field), reason })
  for (const field of ['validationShare', 'patience']) {
    if (field in given && given[field] !== null && wanted['protocol'] !== 'sealed')
      return refuse(field, 'the tutorial has no validation part. Add --protocol sealed.')
  }
  return 'momentum' in given && wanted['optimizer'] !== 'sgd'
    ? refuse('momentum', 'only sgd has it. Add --optimizer sgd.')
    : null
}

import { zodResolver } from '@hookform/resolvers/zod'
import type { Resolver } from 'react-hook-form'
import { type Experiment, experimentSchema } from '../../../shared/experiment.ts'
import { fieldError } from '../../../shared/field-words.ts'
import type { ExperimentField } from '../../../shared/wire.ts'

/**
 * The schema that main uses, and what one field demands of another. Shares that leave nothing and
 * dates the wrong way round are refused by `prepare` too, later and without a field to stand under.
 */
const formSchema = experimentSchema.superRefine((experiment, context) => {
  const { protocol, trainShare, validationShare, from, to, models } = experiment
  const refuse = (path: (string | number)[], message: string) =>
    context.addIssue({ code: 'custom', path, message })
  if (protocol === 'sealed' && trainShare + validationShare > 1 - 1e-6) {
    refuse(['validationShare'], 'Train and validation leave nothing to test. Lower one of them.')
  }
  if (from !== null && to !== null && from > to) refuse(['to'], 'To is before From.')
  models.forEach((_, k) => {
    const refusal = refuseName(models, k)
    if (refusal !== null) refuse(['models', k, 'name'], refusal)
  })
})

type Networks = Experiment['models']

function refuseName(networks: Networks, k: number): string | null {
  const network = networks[k]
  if (network === undefined) return null
  const { name, cell } = network
  if (networks.findIndex(other => other.name === name) < k) {
    return `Another network is called ${name}.`
  }
  return name === cell || name.startsWith(`${cell}-`) ? null : `The name begins with ${cell}-.`
}

const areNamesGood = (networks: Networks) =>
  networks.every((_, k) => refuseName(networks, k) === null)

/** Checks the form at each change; every message is a sentence. */
export const formResolver = zodResolver(formSchema, {
  error: issue => (issue.code === 'custom' ? issue.message : fieldError(issue.path ?? [])),
}) as Resolver<Experiment>

const shape = experimentSchema.shape
export const experimentFields = Object.keys(shape).filter(
  field => field !== 'version'
) as ExperimentField[]

/** The fields of what is typed that are right by themselves. */
export function validFields(typed: unknown): Partial<Experiment> {
  const values = typed as Record<string, unknown>
  return Object.fromEntries(
    experimentFields.flatMap(field => {
      const parsed = shape[field].safeParse(values[field])
      if (!parsed.success || values[field] === undefined) return []
      // two networks of one name would be one column to everybody else
      const isGood = field !== 'models' || areNamesGood(parsed.data as Networks)
      return isGood ? [[field, parsed.data]] : []
    })
  )
}

/** How many fields need a look: the leaves of the form's errors. */
export function countErrors(errors: unknown): number {
  if (typeof errors !== 'object' || errors === null) return 0
  if ('message' in errors && typeof errors.message === 'string') return 1
  return Object.values(errors).reduce<number>((sum, error) => sum + countErrors(error), 0)
}

import { useId } from 'react'
import { type FieldPath, get, useController, useFormContext, useFormState } from 'react-hook-form'
import type { Experiment } from '../../../shared/experiment.ts'
import type { ExperimentField } from '../../../shared/wire.ts'
import { useDraft } from '../state/draft.ts'
import { countErrors } from './form-schema.ts'

export interface FieldState {
  readonly id: string
  readonly hintId: string
  /** Ids of what explains it, its error first. */
  readonly describedBy: string
  readonly value: unknown
  readonly change: (value: unknown) => void
  readonly blur: () => void
  readonly error: string | null
  /** Why it cannot be changed; null when it can. */
  readonly locked: string | null
}

/** One field of the form: what it holds, what is wrong with it, and whether its preset locks it. */
export function useField(name: FieldPath<Experiment>): FieldState {
  const { control } = useFormContext<Experiment>()
  const { field } = useController({ name, control })
  const { errors } = useFormState({ control, name })
  const locked = useLock(name.split('.')[0] as ExperimentField)
  const id = useId()
  const error = firstMessage(get(errors, name))
  return {
    id,
    hintId: `${id}-hint`,
    describedBy: error === null ? `${id}-hint` : `${id}-error ${id}-hint`,
    value: field.value,
    change: field.onChange,
    blur: field.onBlur,
    error,
    locked,
  }
}

/** Why a field cannot be changed; null when it can. */
export function useLock(field: ExperimentField): string | null {
  const isLocked = useDraft(draft => draft.locked.includes(field))
  const preset = useDraft(draft => draft.preset)
  return isLocked ? `Locked by the preset ${preset}.` : null
}

const firstMessage = (error: unknown): string | null =>
  countErrors(error) === 1 ? String((error as { message: unknown }).message) : null

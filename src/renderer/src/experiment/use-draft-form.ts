import { useEffect, useRef } from 'react'
import { type UseFormReturn, useForm } from 'react-hook-form'
import type { Experiment } from '../../../shared/experiment.ts'
import { sameValue } from '../../../shared/same-value.ts'
import { changeDraft, useDraft } from '../state/draft.ts'
import { experimentFields, formResolver, validFields } from './form-schema.ts'

/**
 * The form and the draft, kept alike: what is typed and right goes to the draft at once, what changes
 * elsewhere appears in the form. What is typed and wrong stays in the form alone.
 */
export function useDraftForm(): UseFormReturn<Experiment> {
  const form = useForm<Experiment>({
    mode: 'onChange',
    resolver: formResolver,
    defaultValues: useDraft.getState().experiment,
  })
  const isTaking = useRef(false)
  useEffect(
    () =>
      form.subscribe({
        formState: { values: true },
        callback: ({ values }) => {
          // half of what comes from the draft, beside the other half as it was: not what anybody chose
          if (isTaking.current) return
          changeDraft(validFields(values))
        },
      }),
    [form]
  )
  useEffect(() => {
    const take = (now: Experiment, before?: Experiment) => {
      isTaking.current = true
      takeFrom(form, now, before)
      isTaking.current = false
    }
    take(useDraft.getState().experiment)
    void form.trigger()
    return useDraft.subscribe((now, before) => {
      take(now.experiment, before.experiment)
      // one field may be right or wrong because of another
      void form.trigger()
    })
  }, [form])
  return form
}

/** Puts into the form what the draft has otherwise; with `before`, only what has changed since. */
function takeFrom(form: UseFormReturn<Experiment>, now: Experiment, before?: Experiment): void {
  const changed = experimentFields.filter(
    field => now[field] !== before?.[field] && !sameValue(now[field], form.getValues(field))
  )
  for (const field of changed) form.setValue(field, now[field])
}

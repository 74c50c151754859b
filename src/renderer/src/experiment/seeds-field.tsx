import { useId } from 'react'
import type { FieldWords } from '../../../shared/field-words.ts'
import { mostSeedsAtOnce } from '../../../shared/studies/seeds.ts'
import { FieldRow } from './field-row.tsx'
import { useFormUi } from './form-ui.ts'
import { NumberInput, type Typed } from './number-input.tsx'
import { stepBy } from './steps.ts'

const words: FieldWords = {
  label: 'Seeds',
  does: 'How many first weights to train from, this seed’s among them. The run is shown as soon as it is finished; the others follow by themselves.',
  larger:
    'Larger: as many times the work. Charts and tables then show the median and the range, and whether networks overlap.',
  takes: `a whole number from 1 to ${mostSeedsAtOnce}`,
}

/** What is wrong with the number typed; null when nothing is. */
export const seedsError = (value: Typed): string | null =>
  typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= mostSeedsAtOnce
    ? null
    : `Seeds is ${words.takes}.`

/** How many seeds the next run is started with; no part of the experiment, so of no preset either. */
export function SeedsField() {
  const id = useId()
  const value = useFormUi(form => form.seeds)
  const error = seedsError(value)
  const hintId = `${id}-hint`
  return (
    <FieldRow words={words} field={{ id, hintId, error, locked: null }}>
      <NumberInput
        id={id}
        value={value}
        onChange={seeds => useFormUi.setState({ seeds })}
        step={stepBy(1, 1, mostSeedsAtOnce)}
        invalid={error !== null}
        describedBy={error === null ? hintId : `${id}-error ${hintId}`}
      />
    </FieldRow>
  )
}

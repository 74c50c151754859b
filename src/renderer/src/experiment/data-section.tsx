import { useFormContext, useWatch } from 'react-hook-form'
import type { Experiment } from '../../../shared/experiment.ts'
import { topWords } from '../../../shared/field-words.ts'
import { FieldRow } from './field-row.tsx'
import { ChoiceField, NumberField } from './fields.tsx'
import { NumberInput } from './number-input.tsx'
import { Section } from './section.tsx'
import { stepBy } from './steps.ts'
import { useField } from './use-field.ts'

const prices = [
  { value: 'close', text: 'Close' },
  { value: 'adjusted', text: 'Adjusted' },
]
const share = { step: stepBy(0.05, 0.05, 0.95), leastDecimals: 2 }

/** Which days, and how they are divided. */
export function DataSection() {
  const { control } = useFormContext<Experiment>()
  const protocol = useWatch({ control, name: 'protocol' })
  return (
    <Section title="Data">
      <DaysField />
      <ChoiceField name="price" options={prices} />
      <NumberField name="window" step={stepBy(1, 1, 1000)} />
      <NumberField name="trainShare" {...share} />
      {protocol === 'sealed' && <NumberField name="validationShare" {...share} />}
    </Section>
  )
}

/** How many days; not read, and so not offered, when both ends are given. */
function DaysField() {
  const field = useField('days')
  const { control } = useFormContext<Experiment>()
  const [from, to] = useWatch({ control, name: ['from', 'to'] })
  const step = stepBy(50, 50)
  if (from === null || to === null) {
    return <NumberField name="days" step={step} none="all" start={800} />
  }
  const locked = 'Both dates are given: all days between them are used.'
  return (
    <FieldRow words={topWords.days} field={{ ...field, error: null, locked }}>
      <NumberInput
        id={field.id}
        value={null}
        none="by dates"
        step={step}
        onChange={field.change}
        describedBy={field.hintId}
        disabled
      />
    </FieldRow>
  )
}

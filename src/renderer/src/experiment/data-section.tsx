import { useFormContext, useWatch } from 'react-hook-form'
import type { Experiment } from '../../../shared/experiment.ts'
import { ChoiceField, NumberField } from './fields.tsx'
import { Section } from './section.tsx'
import { stepBy } from './steps.ts'

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
      <NumberField name="days" step={stepBy(50, 50)} none="all" start={800} />
      <ChoiceField name="price" options={prices} />
      <NumberField name="window" step={stepBy(1, 1, 1000)} />
      <NumberField name="trainShare" {...share} />
      {protocol === 'sealed' && <NumberField name="validationShare" {...share} />}
    </Section>
  )
}

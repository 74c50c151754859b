import { useFormContext, useWatch } from 'react-hook-form'
import type { Experiment } from '../../../shared/experiment.ts'
import { ChoiceField, NumberField } from './fields.tsx'
import { Section } from './section.tsx'
import { SeedField } from './seed-field.tsx'
import { SeedsField } from './seeds-field.tsx'
import { stepBy, stepDouble, stepFactor } from './steps.ts'

const norms = [
  { value: 'none', text: 'None' },
  { value: 'layer', text: 'Layer' },
  { value: 'batch', text: 'Batch' },
]

/** How long and how the networks learn. */
export function TrainingSection() {
  const { control } = useFormContext<Experiment>()
  const protocol = useWatch({ control, name: 'protocol' })
  return (
    <Section title="Training">
      <NumberField name="epochs" step={stepBy(100, 1, 1_000_000)} />
      {protocol === 'sealed' && (
        <NumberField name="patience" step={stepBy(5, 1)} none="none" start={30} unit="epochs" />
      )}
      <NumberField name="batch" step={stepDouble(1, 65_536)} />
      <NumberField name="clip" step={stepFactor(0.01, 1e6)} none="none" start={1} />
      <ChoiceField name="norm" options={norms} />
      <NumberField name="dropout" step={stepBy(0.05, 0, 0.95)} />
      <SeedField />
      <SeedsField />
      <NumberField name="horizon" step={stepBy(5, 1, 365)} unit="days" />
    </Section>
  )
}

import { useFormContext, useWatch } from 'react-hook-form'
import type { Experiment, Schedule } from '../../../shared/experiment.ts'
import { scheduleWords } from '../../../shared/field-words.ts'
import { FieldRow } from './field-row.tsx'
import { NumberField, Select } from './fields.tsx'
import { stepBy, stepFactor } from './steps.ts'
import { useField } from './use-field.ts'

const kinds: readonly { readonly value: Schedule['kind']; readonly text: string }[] = [
  { value: 'constant', text: 'Constant' },
  { value: 'step', text: 'Steps' },
  { value: 'exponential', text: 'Exponential' },
  { value: 'cosine', text: 'Cosine' },
]

/** Where a schedule begins: the rate ends at about a thirtieth of itself, whatever the kind. */
function makeSchedule(kind: Schedule['kind'], epochs: number): Schedule {
  switch (kind) {
    case 'constant':
      return { kind }
    case 'step':
      return { kind, every: Math.max(1, Math.round(epochs / 5)), factor: 0.5 }
    case 'exponential':
      // to four digits: 0.9993 for 5,000 epochs
      return { kind, factor: Math.min(0.9999, Number((0.03 ** (1 / epochs)).toFixed(4))) }
    case 'cosine':
      return { kind, floor: 0 }
  }
}

/** The plan of the rate and its numbers. */
export function ScheduleFields() {
  const field = useField('schedule')
  const { control } = useFormContext<Experiment>()
  const epochs = Number(useWatch({ control, name: 'epochs' })) || 1000
  const { kind } = field.value as Schedule
  const choose = (wanted: string) => field.change(makeSchedule(wanted as Schedule['kind'], epochs))
  return (
    <>
      <FieldRow words={scheduleWords.schedule} field={{ ...field, error: null }}>
        <Select field={field} value={kind} options={kinds} onChange={choose} />
      </FieldRow>
      {kind === 'step' && <NumberField name="schedule.every" step={stepBy(100, 1)} unit="epochs" />}
      {kind === 'step' && <NumberField name="schedule.factor" step={stepBy(0.05, 0.05, 1)} />}
      {kind === 'exponential' && (
        <NumberField name="schedule.factor" step={stepBy(0.0001, 0.0001, 1)} />
      )}
      {kind === 'cosine' && <NumberField name="schedule.floor" step={stepFactor(0.001, 1)} />}
    </>
  )
}

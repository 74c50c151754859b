import { ChevronRight } from 'lucide-react'
import { useFormContext, useWatch } from 'react-hook-form'
import type { Experiment } from '../../../shared/experiment.ts'
import { Icon } from '../components/icon.tsx'
import { useChosenSeries } from './chosen-series.ts'
import styles from './experiment-form.module.css'
import { CheckField, ChoiceField, DateField, NumberField } from './fields.tsx'
import { toggleMore, useFormUi } from './form-ui.ts'
import { ScheduleFields } from './schedule-fields.tsx'
import { stepBy, stepFactor } from './steps.ts'

const optimizers = [
  { value: 'adam', text: 'Adam' },
  { value: 'sgd', text: 'SGD' },
]

/** What is seldom changed; open or not is remembered. */
export function MoreSection() {
  const isOpen = useFormUi(form => form.moreOpen)
  return (
    <section className={styles['section']} aria-label="More">
      <button
        type="button"
        className={styles['more']}
        aria-expanded={isOpen}
        onClick={() => toggleMore(!isOpen)}
      >
        <Icon of={ChevronRight} size={12} />
        More
        <span className="caption">dates, optimizer, schedule</span>
      </button>
      {isOpen && <MoreFields />}
    </section>
  )
}

function MoreFields() {
  const { control } = useFormContext<Experiment>()
  const optimizer = useWatch({ control, name: 'optimizer' })
  const dates = useChosenSeries()?.bars.dates
  const range = { first: dates?.[0], last: dates?.at(-1) }
  return (
    <>
      <DateField name="from" {...range} />
      <DateField name="to" {...range} />
      <ChoiceField name="optimizer" options={optimizers} />
      {optimizer === 'sgd' && <NumberField name="momentum" step={stepBy(0.05, 0, 0.95)} />}
      <ScheduleFields />
      <NumberField name="weightDecay" step={stepFactor(1e-6, 10)} />
      <CheckField name="shuffle" />
      <CheckField name="retrain" />
    </>
  )
}

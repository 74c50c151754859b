import { ChevronDown } from 'lucide-react'
import type { FieldPath } from 'react-hook-form'
import type { Experiment } from '../../../shared/experiment.ts'
import { type FieldWords, wordsAt } from '../../../shared/field-words.ts'
import { Icon } from '../components/icon.tsx'
import { FieldRow } from './field-row.tsx'
import styles from './fields.module.css'
import { NumberInput, type Typed } from './number-input.tsx'
import type { Step } from './steps.ts'
import { type FieldState, useField } from './use-field.ts'

interface FieldProps {
  readonly name: FieldPath<Experiment>
}

interface NumberFieldProps extends FieldProps {
  readonly step: Step
  readonly none?: string
  readonly start?: number
  readonly unit?: string
  readonly leastDecimals?: number
}

export function NumberField({ name, ...number }: NumberFieldProps) {
  const field = useField(name)
  return (
    <FieldRow words={wordsOf(name)} field={field}>
      <NumberInput {...number} {...controlOf(field)} value={field.value as Typed} />
    </FieldRow>
  )
}

export interface Option {
  readonly value: string
  readonly text: string
}

interface ChoiceFieldProps extends FieldProps {
  readonly options: readonly Option[]
}

export function ChoiceField({ name, options }: ChoiceFieldProps) {
  const field = useField(name)
  return (
    <FieldRow words={wordsOf(name)} field={field}>
      <Select field={field} value={String(field.value)} options={options} onChange={field.change} />
    </FieldRow>
  )
}

interface SelectProps {
  readonly field: Pick<FieldState, 'id' | 'describedBy' | 'locked'>
  readonly value: string
  readonly options: readonly Option[]
  readonly onChange: (value: string) => void
}

/** The system's own list, in the look's frame. */
export const Select = ({ field, value, options, onChange }: SelectProps) => (
  <span className={styles['select']}>
    <select
      id={field.id}
      className="bp6-input"
      value={value}
      disabled={field.locked !== null}
      aria-describedby={field.describedBy}
      onChange={event => onChange(event.currentTarget.value)}
    >
      {options.map(option => (
        <option key={option.value} value={option.value}>
          {option.text}
        </option>
      ))}
    </select>
    <Icon of={ChevronDown} size={12} />
  </span>
)

export function CheckField({ name }: FieldProps) {
  const field = useField(name)
  return (
    <FieldRow words={wordsOf(name)} field={field}>
      <input
        id={field.id}
        type="checkbox"
        className={`${styles['check']} ${styles['end']}`}
        checked={field.value === true}
        disabled={field.locked !== null}
        aria-describedby={field.describedBy}
        onChange={event => field.change(event.currentTarget.checked)}
      />
    </FieldRow>
  )
}

interface DateFieldProps extends FieldProps {
  readonly first?: string | undefined
  readonly last?: string | undefined
}

/** A day, written and picked as the system does; empty for none. */
export function DateField({ name, first, last }: DateFieldProps) {
  const field = useField(name)
  return (
    <FieldRow words={wordsOf(name)} field={field}>
      <input
        id={field.id}
        type="date"
        className={`bp6-input ${styles['date']}`}
        value={typeof field.value === 'string' ? field.value : ''}
        min={first}
        max={last}
        disabled={field.locked !== null}
        aria-invalid={field.error !== null}
        aria-describedby={field.describedBy}
        onChange={event => field.change(event.currentTarget.value || null)}
        onBlur={field.blur}
      />
    </FieldRow>
  )
}

const controlOf = (field: FieldState) => ({
  id: field.id,
  onChange: field.change,
  onBlur: field.blur,
  disabled: field.locked !== null,
  invalid: field.error !== null,
  describedBy: field.describedBy,
})

/** Every name given here is a field's; another would be a bug. */
function wordsOf(name: string): FieldWords {
  const words = wordsAt(name.split('.'))
  if (words === undefined) throw new Error(`no words for ${name}`)
  return words
}

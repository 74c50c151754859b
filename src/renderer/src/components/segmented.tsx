import styles from './segmented.module.css'

interface SegmentedProps<T extends string> {
  readonly label: string
  readonly options: readonly { readonly value: T; readonly text: string }[]
  readonly value: T
  readonly onChange: (value: T) => void
  /** Fills its line, in forms. */
  readonly fill?: boolean
  readonly disabled?: boolean
}

/** One of a few, all in sight; Tab reaches it, arrows choose. */
export function Segmented<T extends string>(props: SegmentedProps<T>) {
  const { label, options, value, onChange, fill = false, disabled = false } = props
  return (
    <fieldset className={`${styles['group']} ${fill ? styles['fill'] : ''}`} disabled={disabled}>
      <legend className="unseen">{label}</legend>
      {options.map(option => (
        <label key={option.value} className={styles['option']}>
          <input
            type="radio"
            className="unseen"
            name={label}
            value={option.value}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
          />
          <span>{option.text}</span>
        </label>
      ))}
    </fieldset>
  )
}

import { InputGroup } from '@blueprintjs/core'
import { useId, useState } from 'react'
import styles from './days-field.module.css'

interface DaysFieldProps {
  readonly label: string
  /** 1 up to this many. */
  readonly most: number
  readonly days: number
  readonly onChange: (days: number) => void
}

/** A number of days; taken up on Enter or when the field is left, and only when it is one. */
export function DaysField({ label, most, days, onChange }: DaysFieldProps) {
  const id = useId()
  const [typed, setTyped] = useState<string | null>(null)
  const wanted = typed === null ? days : Number(typed)
  const isGood = isDays(wanted, most)
  const take = () => {
    if (typed !== null && isGood) onChange(wanted)
  }
  const step = (by: number) => {
    if (!isDays(days + by, most)) return
    onChange(days + by)
    setTyped(null)
  }
  return (
    <>
      <label htmlFor={id} className="small muted">
        {label}
      </label>
      <div className={styles['field']}>
        <InputGroup
          id={id}
          inputMode="numeric"
          value={typed ?? String(days)}
          rightElement={<span className={`caption ${styles['days']}`}>days</span>}
          aria-invalid={!isGood}
          title={isGood ? `${label}, 1 to ${most} days` : `A whole number from 1 to ${most}`}
          onFocus={event => event.currentTarget.select()}
          onChange={event => setTyped(event.currentTarget.value)}
          onBlur={() => {
            take()
            setTyped(null)
          }}
          onKeyDown={event => {
            if (event.key === 'Enter') {
              take()
              event.currentTarget.select() // the next digits are another number
            }
            if (event.key === 'Escape') setTyped(null)
            if (event.key === 'ArrowUp') step(1)
            if (event.key === 'ArrowDown') step(-1)
          }}
        />
      </div>
    </>
  )
}

const isDays = (days: number, most: number) => Number.isInteger(days) && days >= 1 && days <= most

import { InputGroup } from '@blueprintjs/core'
import { useId, useState } from 'react'
import { experimentSchema } from '../../../../shared/experiment.ts'
import styles from './forecast-page.module.css'

interface HorizonFieldProps {
  readonly days: number
  readonly onChange: (days: number) => void
}

const isHorizon = (days: number) => experimentSchema.shape.horizon.safeParse(days).success

/** How many days ahead; taken up on Enter or when the field is left, and only when it is a horizon. */
export function HorizonField({ days, onChange }: HorizonFieldProps) {
  const id = useId()
  const [typed, setTyped] = useState<string | null>(null)
  const wanted = typed === null ? days : Number(typed)
  const isGood = isHorizon(wanted)
  const take = () => {
    if (typed !== null && isGood) onChange(wanted)
  }
  const step = (by: number) => {
    if (!isHorizon(days + by)) return
    onChange(days + by)
    setTyped(null)
  }
  return (
    <>
      <label htmlFor={id} className="small muted">
        Horizon
      </label>
      <div className={styles['horizon']}>
        <InputGroup
          id={id}
          inputMode="numeric"
          value={typed ?? String(days)}
          rightElement={<span className={`caption ${styles['days']}`}>days</span>}
          aria-invalid={!isGood}
          title={isGood ? 'Days ahead, 1 to 365' : 'A whole number from 1 to 365'}
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

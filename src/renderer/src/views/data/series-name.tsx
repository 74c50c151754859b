import { InputGroup } from '@blueprintjs/core'
import { useId } from 'react'
import { describeFailure, type Failure } from '../../../../shared/failure.ts'
import styles from './mapping-dialog.module.css'

interface SeriesNameProps {
  /** Why a name is asked for. */
  readonly rival: Failure
  readonly value: string
  readonly onChange: (name: string) => void
}

/** A name for a file whose prices are not those of the series that has its name. */
export function SeriesName({ rival, value, onChange }: SeriesNameProps) {
  const id = useId()
  return (
    <div className={styles['doubt']} role="status">
      <p>{describeFailure(rival, 'window')}</p>
      <label htmlFor={id}>Name of the series</label>
      <InputGroup
        id={id}
        autoFocus
        maxLength={64}
        value={value}
        onChange={event => onChange(event.currentTarget.value)}
      />
    </div>
  )
}

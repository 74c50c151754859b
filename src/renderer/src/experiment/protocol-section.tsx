import { Lock } from 'lucide-react'
import { useFormContext, useWatch } from 'react-hook-form'
import type { Experiment } from '../../../shared/experiment.ts'
import { protocolWords } from '../../../shared/field-words.ts'
import { Icon } from '../components/icon.tsx'
import { Segmented } from '../components/segmented.tsx'
import { changeProtocol } from './change-protocol.ts'
import styles from './experiment-form.module.css'
import { useLock } from './use-field.ts'

const options = [
  { value: 'tutorial', text: 'Tutorial' },
  { value: 'sealed', text: 'Sealed' },
] as const

/** Tutorial or sealed, and what that means. */
export function ProtocolSection() {
  const { control } = useFormContext<Experiment>()
  const protocol = useWatch({ control, name: 'protocol' })
  const locked = useLock('protocol')
  return (
    <>
      <Segmented
        fill
        label="Protocol"
        options={options}
        value={protocol}
        disabled={locked !== null}
        onChange={changeProtocol}
      />
      <p className={styles['note']}>
        {locked !== null && (
          <strong>
            <Icon of={Lock} size={12} /> {locked}{' '}
          </strong>
        )}
        {protocolWords[protocol]}
      </p>
    </>
  )
}

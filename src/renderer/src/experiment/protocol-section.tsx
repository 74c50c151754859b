import { useFormContext, useWatch } from 'react-hook-form'
import type { Experiment } from '../../../shared/experiment.ts'
import { protocolWords } from '../../../shared/field-words.ts'
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
        {locked !== null && `${locked} `}
        {protocolWords[protocol]}
      </p>
    </>
  )
}

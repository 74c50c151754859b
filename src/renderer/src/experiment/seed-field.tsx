import { Button } from '@blueprintjs/core'
import { Dices } from 'lucide-react'
import { topWords } from '../../../shared/field-words.ts'
import { Icon } from '../components/icon.tsx'
import styles from './experiment-form.module.css'
import { FieldRow } from './field-row.tsx'
import { NumberInput, type Typed } from './number-input.tsx'
import { stepBy } from './steps.ts'
import { useField } from './use-field.ts'

const most = 0xffff_ffff

/** The seed, with a die for those who want another. */
export function SeedField() {
  const field = useField('seed')
  const isLocked = field.locked !== null
  // four digits can be told over a table; every seed is as good as another
  const roll = () => field.change(1 + Math.floor(Math.random() * 9999))
  return (
    <FieldRow words={topWords.seed} field={field}>
      <span className={styles['seed']}>
        <Button
          variant="minimal"
          size="small"
          icon={<Icon of={Dices} />}
          aria-label="Another seed"
          title="Another seed"
          disabled={isLocked}
          onClick={roll}
        />
        <NumberInput
          id={field.id}
          value={field.value as Typed}
          onChange={field.change}
          onBlur={field.blur}
          step={stepBy(1, 0, most)}
          disabled={isLocked}
          invalid={field.error !== null}
          describedBy={field.describedBy}
        />
      </span>
    </FieldRow>
  )
}

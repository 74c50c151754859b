import { Checkbox, HTMLSelect } from '@blueprintjs/core'
import type { SeedsSpec } from '../../../../../shared/studies/seeds.ts'
import styles from './seeds.module.css'

interface SeedsChoicesProps {
  readonly spec: SeedsSpec
  /** Whether the run trained again for its forecast, and seeds may. */
  readonly asksRetrain: boolean
  readonly onChange: (spec: SeedsSpec) => void
}

const counts = [2, 3, 5, 7, 10, 15, 20, 30, 50, 100]

/** How many seeds in all, and whether each makes a forecast as the run did. */
export const SeedsChoices = ({ spec, asksRetrain, onChange }: SeedsChoicesProps) => (
  <>
    <HTMLSelect
      aria-label="Seeds in all"
      value={spec.count}
      options={counts.map(value => ({ value, label: `${value} seeds in all` }))}
      onChange={event => onChange({ ...spec, count: Number(event.currentTarget.value) })}
    />
    {asksRetrain && (
      <Checkbox
        inline
        className={styles['choice'] ?? ''}
        checked={spec.retrain}
        label="Forecasts too, at twice the work"
        onChange={event => onChange({ ...spec, retrain: event.currentTarget.checked })}
      />
    )}
  </>
)

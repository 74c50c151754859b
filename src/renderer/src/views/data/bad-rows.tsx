import { Checkbox } from '@blueprintjs/core'
import type { BadRow } from '../../../../shared/failure.ts'
import { formatCount } from '../../format.ts'
import styles from './mapping-dialog.module.css'

interface BadRowsProps {
  readonly bad: readonly BadRow[]
  readonly leavesOut: boolean
  readonly onChange: (leavesOut: boolean) => void
}

const most = 200

/** Every row that cannot be read, with its line and why; and the choice to do without them. */
export const BadRows = ({ bad, leavesOut, onChange }: BadRowsProps) => (
  <div className={styles['bad']}>
    <ul aria-label="Rows that cannot be read">
      {bad.slice(0, most).map(({ line, reason }) => (
        <li key={`${line} ${reason}`}>
          Line {formatCount(line)}: {reason}
        </li>
      ))}
      {bad.length > most && <li>and {formatCount(bad.length - most)} more</li>}
    </ul>
    <Checkbox
      checked={leavesOut}
      onChange={event => onChange(event.currentTarget.checked)}
      label={
        bad.length === 1 ? 'Leave out 1 bad row' : `Leave out ${formatCount(bad.length)} bad rows`
      }
    />
  </div>
)

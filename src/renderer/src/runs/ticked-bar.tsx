import { Button } from '@blueprintjs/core'
import { X } from 'lucide-react'
import type { RunSummary } from '../../../shared/wire.ts'
import { Icon } from '../components/icon.tsx'
import { compare } from '../state/ui.ts'
import { clearTicks, useRunList } from './run-list-state.ts'
import styles from './runs-panel.module.css'

/** What can be done with the runs that are ticked. */
export function TickedBar({ runs }: { readonly runs: readonly RunSummary[] }) {
  const ticked = useRunList(list => list.ticked)
  if (ticked.length === 0) return null
  const finished = ticked.filter(id => runs.some(run => run.id === id && run.state === 'finished'))
  const onCompare = () => {
    compare(finished)
    clearTicks()
  }
  return (
    <div className={styles['ticked']}>
      {finished.length < 2 ? (
        <span className={`caption ${styles['words']}`} role="status">
          {finished.length === ticked.length
            ? 'Tick another run to compare.'
            : 'Runs can be compared when they have finished.'}
        </span>
      ) : (
        <span className={styles['words']}>
          <Button size="small" text={`Compare ${finished.length} runs`} onClick={onCompare} />
        </span>
      )}
      <Button
        variant="minimal"
        size="small"
        icon={<Icon of={X} />}
        aria-label="Untick all"
        onClick={clearTicks}
      />
    </div>
  )
}

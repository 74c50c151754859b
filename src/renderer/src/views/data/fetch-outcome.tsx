import { Button } from '@blueprintjs/core'
import { X } from 'lucide-react'
import { useState } from 'react'
import { describeFailure } from '../../../../shared/failure.ts'
import { ChartTableView } from '../../charts/chart-table.tsx'
import { Icon } from '../../components/icon.tsx'
import { formatCount, formatDay } from '../../format.ts'
import { fetchSymbol, forgetOutcome, useFetches } from '../../state/fetches.ts'
import styles from './fetch-outcome.module.css'

type Outcome = NonNullable<ReturnType<typeof useFetches.getState>['outcome']>

/** What Yahoo's answer changed, until it is put away. */
export function FetchOutcome({ revisionId }: { readonly revisionId: number }) {
  const outcome = useFetches(fetches => fetches.outcome)
  const [isOpen, setIsOpen] = useState(false)
  if (outcome?.revisionId !== revisionId) return null
  const isWarning = outcome.kind === 'cached' || outcome.kind === 'revised'
  return (
    <section
      className={`${styles['strip']} ${isWarning ? styles['warn'] : ''}`}
      aria-label="What Yahoo answered"
    >
      <div className={styles['line']}>
        <span role="status" className="grow">
          {outcomeWords(outcome)}
        </span>
        {outcome.kind === 'cached' && (
          <Button size="small" text="Try again" onClick={() => void fetchSymbol(outcome.symbol)} />
        )}
        {outcome.moved.length > 0 && (
          <Button
            size="small"
            text={isOpen ? 'Hide them' : 'Show them'}
            aria-expanded={isOpen}
            onClick={() => setIsOpen(!isOpen)}
          />
        )}
        <Button
          size="small"
          variant="minimal"
          aria-label="Put this message away"
          icon={<Icon of={X} />}
          onClick={forgetOutcome}
        />
      </div>
      {isOpen && outcome.moved.length > 0 && <MovedTable moved={outcome.moved} />}
    </section>
  )
}

/** One sentence on what the answer did. */
export function outcomeWords({ kind, symbol, added, asOf, moved, failure }: Outcome): string {
  const bars = (n: number) => (n === 1 ? '1 bar' : `${formatCount(n)} bars`)
  switch (kind) {
    case 'first':
      return `${symbol}: ${bars(added)} to ${formatDay(asOf)} were fetched and are kept here.`
    case 'up-to-date':
      return `${symbol} is up to date: the last bar is of ${formatDay(asOf)}.`
    case 'appended':
      return `${symbol}: ${bars(added)} were added, to ${formatDay(asOf)}. Only what was missing was fetched.`
    case 'revised': {
      const values =
        moved.length === 1 ? '1 known value' : `${formatCount(moved.length)} known values`
      return `Yahoo now tells ${values} of ${symbol} differently, so this is a new revision. The old one stays, and runs keep theirs.`
    }
    case 'cached':
      return `${failure === null ? '' : `${describeFailure(failure, 'window')} `}This is the copy as of ${formatDay(asOf)}.`
  }
}

/** What moved, day by day; it may be every bar there is. */
function MovedTable({ moved }: Pick<Outcome, 'moved'>) {
  const rows = moved.map(({ date, column, before, after }) => [date, column, before, after])
  return (
    <div className={styles['moved']}>
      <ChartTableView
        title="Values that Yahoo tells differently now"
        table={{ columns: ['Day', 'Column', 'Before', 'Now'], rows }}
      />
    </div>
  )
}

import { Button } from '@blueprintjs/core'
import type { RunDetail } from '../../../../shared/wire.ts'
import { formatCount, formatDay } from '../../format.ts'
import { useSeriesList } from '../../state/queries.ts'
import styles from './newer-bars.module.css'

interface NewerBarsProps {
  readonly run: RunDetail
  readonly onApply: () => void
}

/** Says that the run's series has gone on since, and leads to what the run says of the new days. */
export function NewerBars({ run, onApply }: NewerBarsProps) {
  const series = useSeriesList()
  const { symbol, source } = run.revision.series
  const now = series.data?.find(one => one.symbol === symbol && one.source === source)
  const last = run.results?.series.last ?? run.revision.asOf
  if (now === undefined || now.asOf <= last || now.revisionId === run.revision.id) return null
  const added = now.count - run.revision.count
  const bars = added > 0 ? `${formatCount(added)} newer bars` : 'newer bars'
  return (
    <aside className={styles['strip']}>
      <span className="grow">
        {symbol} has {bars}, to {formatDay(now.asOf)}. This forecast knows nothing after{' '}
        {formatDay(last)}.
      </span>
      <Button size="small" text="Apply the run to them" onClick={onApply} />
    </aside>
  )
}

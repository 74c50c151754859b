import { Button } from '@blueprintjs/core'
import { Plus, TriangleAlert } from 'lucide-react'
import type { SeriesSummary } from '../../../shared/wire.ts'
import { Icon } from '../components/icon.tsx'
import { FailedState } from '../components/state.tsx'
import { formatCount, formatDay } from '../format.ts'
import { titleOf } from '../series-words.ts'
import { runCommand } from '../state/commands.ts'
import { useSeries, useSeriesList } from '../state/queries.ts'
import { chooseSeries, useUi } from '../state/ui.ts'
import panel from './runs-panel.module.css'
import styles from './series-panel.module.css'

/** The series kept here, the one used last first. */
export function SeriesPanel() {
  const { data, error } = useSeriesList()
  const series = (data ?? []).toSorted((a, b) => b.usedAt.localeCompare(a.usedAt))
  const shown = useShown(series)
  return (
    <section className={styles['panel']} aria-label="Series">
      <h2 className={panel['head']}>
        Series
        <span className={panel['tools']}>
          <Button
            variant="minimal"
            size="small"
            icon={<Icon of={Plus} />}
            aria-label="Add a series"
            title="Add a series"
            onClick={() => runCommand('add-series')}
          />
        </span>
      </h2>
      {error && <FailedState error={error} />}
      {data && series.length === 0 && (
        <p className={`caption ${panel['none']}`}>
          None yet. Prices you add are kept on this computer.
        </p>
      )}
      <ul className={styles['list']}>
        {series.map(one => (
          <SeriesRow key={one.revisionId} series={one} isShown={one === shown} />
        ))}
      </ul>
    </section>
  )
}

/** The series that is chosen, in its newest state or an older one. */
function useShown(series: readonly SeriesSummary[]): SeriesSummary | undefined {
  const revision = useUi(ui => ui.revision)
  const newest = series.find(one => one.revisionId === revision)
  const older = useSeries(newest || series.length === 0 ? null : revision).data?.summary
  return newest ?? series.find(one => one.symbol === older?.symbol && one.source === older.source)
}

interface SeriesRowProps {
  readonly series: SeriesSummary
  readonly isShown: boolean
}

function SeriesRow({ series, isShown }: SeriesRowProps) {
  const { symbol, source, name, missingDays } = series
  return (
    <li>
      <button
        type="button"
        className={`${styles['row']} ${isShown ? styles['on'] : ''}`}
        title={[titleOf(series), name, seriesWords(series)].filter(Boolean).join('\n')}
        onClick={() => chooseSeries(series.revisionId)}
        {...(isShown ? { 'aria-current': true as const } : {})}
      >
        <b className="clip">{titleOf(series) || symbol}</b>
        <span className={styles['sub']}>{source}</span>
        <span className={`${styles['sub']} ${styles['about']} clip`}>{seriesWords(series)}</span>
        {missingDays > 0 && (
          <span className={styles['stale']}>
            <Icon of={TriangleAlert} size={12} />
            {formatCount(missingDays)} {missingDays === 1 ? 'weekday' : 'weekdays'} missing
          </span>
        )}
      </button>
    </li>
  )
}

/** “5,522 bars, as of 1 May 2024” for what can be refreshed, else “… to 1 May 2024”. */
function seriesWords({ count, asOf, source }: SeriesSummary): string {
  const bars = `${formatCount(count)} ${count === 1 ? 'bar' : 'bars'}`
  return source === 'yahoo' ? `${bars}, as of ${formatDay(asOf)}` : `${bars} to ${formatDay(asOf)}`
}

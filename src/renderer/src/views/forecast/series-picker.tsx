import { Button } from '@blueprintjs/core'
import type { SeriesSummary } from '../../../../shared/wire.ts'
import { Panel } from '../../components/panel.tsx'
import { formatCount, formatDay } from '../../format.ts'
import { titleOf } from '../../series-words.ts'
import styles from './other-series.module.css'

interface SeriesPickerProps {
  readonly series: readonly SeriesSummary[]
  readonly chosen: ReadonlySet<number>
  readonly onChange: (chosen: ReadonlySet<number>) => void
}

/** Which series the run is applied to: any number of them. */
export function SeriesPicker({ series, chosen, onChange }: SeriesPickerProps) {
  const all = chosen.size === series.length
  const toggle = (id: number) => {
    const next = new Set(chosen)
    if (!next.delete(id)) next.add(id)
    onChange(next)
  }
  const tools = (
    <Button
      variant="minimal"
      size="small"
      text={all ? 'None' : 'All'}
      onClick={() => onChange(new Set(all ? [] : series.map(one => one.revisionId)))}
    />
  )
  return (
    <Panel title="Apply to" caption={`${chosen.size} of ${series.length}`} tools={tools}>
      <div className={styles['list']}>
        {series.map(one => (
          <label key={one.revisionId}>
            <input
              type="checkbox"
              checked={chosen.has(one.revisionId)}
              onChange={() => toggle(one.revisionId)}
            />
            <span className="clip" title={one.symbol}>
              {titleOf(one)}
            </span>
            <span className="caption">{one.source}</span>
            <span className={`caption ${styles['below']}`}>
              {formatCount(one.count)} bars to {formatDay(one.asOf)}
            </span>
          </label>
        ))}
      </div>
    </Panel>
  )
}

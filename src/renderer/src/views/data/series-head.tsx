import { Button, Menu, MenuItem, PopoverNext } from '@blueprintjs/core'
import { ChevronDown, Download, RefreshCw } from 'lucide-react'
import { memo } from 'react'
import type { Revision } from '../../../../shared/types.ts'
import type { SeriesDetail } from '../../../../shared/wire.ts'
import { Icon } from '../../components/icon.tsx'
import { saveFile } from '../../components/save-file.ts'
import { Tag } from '../../components/tag.tsx'
import { formatCount, formatDay, formatInstant } from '../../format.ts'
import { controlOf, titleOf } from '../../series-words.ts'
import { fetchSymbol, useFetches } from '../../state/fetches.ts'
import { chooseSeries } from '../../state/ui.ts'
import { barsCsv } from './bars-csv.ts'
import { FetchStatus } from './fetch-status.tsx'
import styles from './series-head.module.css'

/** Name, what it is, how old it is, and what can be done with the whole of it. */
export const SeriesHead = memo(function SeriesHead({ series }: { readonly series: SeriesDetail }) {
  const { summary, revisions, revision } = series
  const control = controlOf(summary)
  const title = titleOf(summary)
  const isLatest = revisions.at(-1)?.id === revision.id
  const about = control ?? (summary.name === title ? null : summary.name)
  return (
    <header className={styles['head']}>
      <h1 className="clip" title={title}>
        {title}
      </h1>
      {summary.source === 'simulated' && <Tag>simulated</Tag>}
      {!isLatest && <Tag tone="warn">older revision</Tag>}
      <span className={`small muted grow ${styles['about']}`} title={about ?? ''}>
        {about}
      </span>
      {summary.source === 'yahoo' && <Freshness series={series} />}
      {revisions.length > 1 && <RevisionMenu revisions={revisions} shown={revision} />}
      <Button
        size="small"
        icon={<Icon of={Download} />}
        text="CSV"
        aria-label={`Save the bars of ${title} as CSV`}
        onClick={() => void saveFile(`${summary.symbol}.csv`, barsCsv(series.bars))}
      />
    </header>
  )
})

/** As of when, how many sessions are missing, and the way to fetch them. */
function Freshness({ series: { summary } }: { readonly series: SeriesDetail }) {
  const isBusy = useFetches(fetches => fetches.now !== null)
  const missing = summary.missingDays
  if (isBusy) return <FetchStatus symbol={summary.symbol} />
  const age = missing === 1 ? '1 weekday missing' : `${formatCount(missing)} weekdays missing`
  return (
    <>
      <FetchStatus symbol={summary.symbol} />
      {missing > 0 && (
        <span className={styles['stale']}>
          as of {formatDay(summary.asOf)}, {age}
        </span>
      )}
      <Button
        size="small"
        icon={<Icon of={RefreshCw} />}
        text="Refresh"
        onClick={() => void fetchSymbol(summary.symbol)}
      />
    </>
  )
}

interface RevisionMenuProps {
  readonly revisions: readonly Revision[]
  readonly shown: Revision
}

/** All states of the series, the newest first; runs keep the one they were trained on. */
function RevisionMenu({ revisions, shown }: RevisionMenuProps) {
  const place = revisions.findIndex(({ id }) => id === shown.id) + 1
  const menu = (
    <Menu aria-label="Revisions">
      {revisions.toReversed().map((revision, i) => (
        <MenuItem
          key={revision.id}
          active={revision.id === shown.id}
          text={`${revisions.length - i}. to ${formatDay(revision.asOf)}, ${formatCount(revision.count)} bars`}
          labelElement={<span className="caption">{formatInstant(revision.createdAt)}</span>}
          onClick={() => chooseSeries(revision.id)}
        />
      ))}
    </Menu>
  )
  return (
    <PopoverNext content={menu} placement="bottom-end">
      <Button
        size="small"
        text={`Revision ${place} of ${revisions.length}`}
        endIcon={<Icon of={ChevronDown} size={12} />}
      />
    </PopoverNext>
  )
}

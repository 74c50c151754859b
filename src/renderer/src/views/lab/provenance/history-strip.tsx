import { Button } from '@blueprintjs/core'
import { useState } from 'react'
import { sinceWords } from '../../../../../shared/lab/provenance-words.ts'
import { columnNames } from '../../../../../shared/lab/revision-words.ts'
import type {
  RevisionChanges,
  RevisionFacts,
  RevisionsSince,
} from '../../../../../shared/lab-wire.ts'
import type { RunDetail } from '../../../../../shared/wire.ts'
import { ChartTableView } from '../../../charts/chart-table.tsx'
import type { ChartTable } from '../../../charts/table-csv.ts'
import { Panel } from '../../../components/panel.tsx'
import { SaveTable } from '../../../components/save-table.tsx'
import { FailedState, Waiting } from '../../../components/state.tsx'
import { runOnNewest } from '../../../runs/run-actions.ts'
import { useRevisionChanges } from '../../../state/queries.ts'
import { chooseSeries } from '../../../state/ui.ts'
import styles from './provenance.module.css'

interface HistoryStripProps {
  readonly run: RunDetail
  /** The state of the series that the run read. */
  readonly own: RevisionFacts
  readonly since: RevisionsSince
}

/** The series was told anew since: what moved, and both ways to go on. */
export function HistoryStrip({ run, own, since }: HistoryStripProps) {
  const [isOpen, setIsOpen] = useState(false)
  const { newest, movedDays, words } = since
  return (
    <section
      className={`${styles['history']} ${movedDays > 0 ? styles['moved'] : ''}`}
      aria-label="History since"
    >
      <h3>{sinceWords(since)}</h3>
      {words.map(sentence => (
        <p key={sentence} className="small">
          {sentence}
        </p>
      ))}
      <p className="small">
        This run stays on revision {own.number}; the newest is {newest.number}.
      </p>
      <div className={styles['ways']}>
        <Button
          size="small"
          text="Run again on the newest"
          title="The same specification and the same days, as the newest revision tells them"
          onClick={() => void runOnNewest(run, newest.id)}
        />
        <Button
          size="small"
          text={`See revision ${own.number}`}
          title="Shows the bars this run read; the next run trains on them until you choose others"
          onClick={() => chooseSeries(own.id)}
        />
        {movedDays > 0 && (
          <Button
            size="small"
            variant="minimal"
            text={isOpen ? 'Hide what moved' : 'Show what moved'}
            aria-expanded={isOpen}
            onClick={() => setIsOpen(!isOpen)}
          />
        )}
      </div>
      {isOpen && <Moved before={own} after={newest} symbol={run.summary.symbol} />}
    </section>
  )
}

interface MovedProps {
  readonly before: RevisionFacts
  readonly after: RevisionFacts
  readonly symbol: string
}

function Moved({ before, after, symbol }: MovedProps) {
  const changes = useRevisionChanges(before.id, after.id, true)
  if (changes.isError) return <FailedState error={changes.error} />
  if (changes.data === undefined) return <Waiting text="Comparing every bar" />
  const table = movedTable(changes.data)
  return (
    <Panel
      title="What moved"
      caption={`Revision ${before.number} against ${after.number}`}
      className={styles['bars'] ?? ''}
      tools={
        <SaveTable
          name="what moved"
          fileName={`${symbol}-revision-${before.number}-${after.number}.csv`}
          table={() => table}
        />
      }
    >
      <ChartTableView title="Bars that moved" table={table} />
    </Panel>
  )
}

/** Values that moved, then days that came and days that went. */
const movedTable = ({ moved, added, removed }: RevisionChanges): ChartTable => ({
  columns: ['Day', 'Column', 'Before', 'Now', 'Change %'],
  rows: [
    ...moved.map(({ date, column, before, after }) => [
      date,
      columnNames[column],
      before,
      after,
      100 * (after / before - 1),
    ]),
    ...removed.map(date => [date, 'whole bar, gone', null, null, null]),
    ...added.map(date => [date, 'whole bar, new', null, null, null]),
  ],
})

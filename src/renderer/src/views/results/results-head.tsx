import { Button } from '@blueprintjs/core'
import { History, Star, StickyNote } from 'lucide-react'
import { useState } from 'react'
import type { RunDetail } from '../../../../shared/wire.ts'
import { ExportMenu } from '../../components/export-menu.tsx'
import { Icon } from '../../components/icon.tsx'
import { starRun } from '../../runs/run-actions.ts'
import { RunHeading } from '../../runs/run-heading.tsx'
import { AddRunMenu } from '../compare/add-run-menu.tsx'
import { openQuestion } from '../lab/lab-state.ts'
import styles from './results.module.css'
import { RunNote } from './run-note.tsx'
import { runFacts } from './run-title.ts'

/** What run this is, and what can be done with it. */
export function ResultsHead({ detail }: { readonly detail: RunDetail }) {
  const { summary } = detail
  const [noteOpen, setNoteOpen] = useState(summary.note !== '')
  return (
    <>
      <header className={styles['head']}>
        <RunHeading run={summary} />
        <span className={styles['facts']} title={runFacts(detail)}>
          {runFacts(detail)}
        </span>
        <Button
          size="small"
          icon={<Icon of={Star} />}
          text={summary.starred ? 'Starred' : 'Star'}
          active={summary.starred}
          aria-pressed={summary.starred}
          onClick={() => void starRun(summary)}
        />
        <Button
          size="small"
          icon={<Icon of={StickyNote} />}
          text="Note"
          active={noteOpen}
          aria-expanded={noteOpen}
          onClick={() => setNoteOpen(!noteOpen)}
        />
        <Button
          size="small"
          icon={<Icon of={History} />}
          text="Replay"
          onClick={() => openQuestion('replay')}
        />
        <AddRunMenu text="Compare" shown={[summary.id]} />
        <ExportMenu id={summary.id} disabled={detail.results === null} />
      </header>
      {noteOpen && <RunNote key={summary.id} run={summary} />}
    </>
  )
}

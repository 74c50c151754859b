import { TextArea } from '@blueprintjs/core'
import { useState } from 'react'
import type { RunSummary } from '../../../../shared/wire.ts'
import { noteRun } from '../../runs/run-actions.ts'
import styles from './results.module.css'

/** What the person wants to remember of a run; kept when the field is left. */
export function RunNote({ run }: { readonly run: RunSummary }) {
  const [text, setText] = useState(run.note)
  return (
    <TextArea
      className={styles['note'] ?? ''}
      aria-label="Note on this run"
      placeholder="What to remember of this run"
      rows={1}
      maxLength={20_000}
      autoResize
      value={text}
      onChange={event => setText(event.currentTarget.value)}
      onBlur={() => void noteRun(run, text)}
    />
  )
}

import { TextArea } from '@blueprintjs/core'
import { useState } from 'react'
import { ask } from '../../bridge.ts'
import { attempt } from '../../state/toaster.ts'
import styles from './results.module.css'

/** What the person wants to remember of a run; kept when the field is left. */
export function RunNote({ id, note }: { readonly id: string; readonly note: string }) {
  const [text, setText] = useState(note)
  const keep = () => {
    if (text !== note) void attempt(() => ask('noteRun', { id, note: text }))
  }
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
      onBlur={keep}
    />
  )
}

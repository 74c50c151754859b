import { Button, Dialog, DialogBody, DialogFooter } from '@blueprintjs/core'
import { type KeyboardEvent, useState } from 'react'
import type { RunSummary } from '../../../shared/wire.ts'
import { useRuns } from '../state/queries.ts'
import styles from './note-dialog.module.css'
import { noteRun } from './run-actions.ts'
import { useRunList } from './run-list-state.ts'
import { runName } from './run-words.ts'

const close = () => useRunList.setState({ noting: null })

/** What a person wants to remember of a run. */
export function NoteDialog() {
  const noting = useRunList(list => list.noting)
  const run = useRuns().data?.find(({ id }) => id === noting)
  return (
    <Dialog isOpen={run !== undefined} onClose={close} title={`Note on ${run ? runName(run) : ''}`}>
      {run && <NoteFields key={run.id} run={run} />}
    </Dialog>
  )
}

function NoteFields({ run }: { readonly run: RunSummary }) {
  const [note, setNote] = useState(run.note)
  const keep = () => {
    close()
    void noteRun(run, note.trim())
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.metaKey || event.ctrlKey)) return
    event.preventDefault()
    keep()
  }
  return (
    <>
      <DialogBody>
        <textarea
          className="bp6-input bp6-fill"
          aria-label="Note"
          // biome-ignore lint/a11y/noAutofocus: the dialog was opened to write here
          autoFocus
          rows={6}
          maxLength={20_000}
          value={note}
          onChange={event => setNote(event.target.value)}
          onKeyDown={onKeyDown}
        />
        <p className={`caption ${styles['hint']}`}>
          It is found by the search, and goes with the run when you export it as one file.
        </p>
      </DialogBody>
      <DialogFooter
        actions={
          <>
            <Button text="Cancel" onClick={close} />
            <Button intent="primary" text="Keep" onClick={keep} />
          </>
        }
      />
    </>
  )
}

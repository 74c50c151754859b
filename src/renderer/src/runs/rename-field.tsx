import { type KeyboardEvent, useEffect, useRef } from 'react'
import type { RunSummary } from '../../../shared/wire.ts'
import { renameRun } from './run-actions.ts'
import { useRunList } from './run-list-state.ts'
import styles from './run-row.module.css'
import { runName } from './run-words.ts'

/** The run's name as a field in its row: Enter keeps it, Esc leaves it as it was. */
export function RenameField({ run }: { readonly run: RunSummary }) {
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => {
    field.current?.focus()
    field.current?.select()
  }, [])
  const leave = (name?: string) => {
    // once: leaving takes the field away, and its blur would come here again
    if (useRunList.getState().renaming !== run.id) return
    useRunList.setState({ renaming: null })
    if (name !== undefined) void renameRun(run, name)
  }
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    event.stopPropagation()
    if (event.key !== 'Enter' && event.key !== 'Escape') return
    const row = event.currentTarget.closest<HTMLElement>('[role=row]')
    leave(event.key === 'Enter' ? event.currentTarget.value : undefined)
    row?.focus()
  }
  return (
    <div role="gridcell" className={styles['words']}>
      <input
        ref={field}
        className={`bp6-input ${styles['rename']}`}
        aria-label="Name of the run"
        placeholder={runName({ ...run, name: null })}
        defaultValue={runName(run)}
        maxLength={120}
        onClick={event => event.stopPropagation()}
        onKeyDown={onKeyDown}
        onBlur={event => leave(event.currentTarget.value)}
      />
    </div>
  )
}

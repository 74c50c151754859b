import { ContextMenuPopover, MenuDivider, MenuItem } from '@blueprintjs/core'
import type { RunState, RunSummary } from '../../../shared/wire.ts'
import { KeyMenu } from '../components/key-menu.tsx'
import {
  deleteRuns,
  exportRun,
  exportZip,
  openRun,
  pauseOrGoOn,
  runAgain,
  starRun,
} from './run-actions.ts'
import { tick, useRunList } from './run-list-state.ts'

const pauseWords: Readonly<Partial<Record<RunState, string>>> = {
  training: 'Pause',
  paused: 'Go on',
  interrupted: 'Go on',
}

/** What can be done with one run, where the pointer or the row is. */
export function RunMenu() {
  const menu = useRunList(list => list.menu)
  const close = () => useRunList.setState({ menu: null })
  return (
    <ContextMenuPopover
      isOpen={menu !== null}
      targetOffset={menu ?? { left: 0, top: 0 }}
      content={menu ? <RunMenuItems run={menu.run} /> : <span />}
      onClose={close}
    />
  )
}

function RunMenuItems({ run }: { readonly run: RunSummary }) {
  const isFinished = run.state === 'finished'
  const isActive = run.state === 'training' || run.state === 'paused' || run.state === 'queued'
  const pause = pauseWords[run.state]
  return (
    <KeyMenu aria-label="Run">
      <MenuItem text="Open" label="Enter" onClick={() => openRun(run)} />
      {pause && <MenuItem text={pause} onClick={() => void pauseOrGoOn(run)} />}
      <MenuItem text="Run again" onClick={() => void runAgain(run)} />
      <MenuItem
        text="Compare with…"
        label="X"
        disabled={!isFinished}
        onClick={() => tick([run.id])}
      />
      <MenuDivider />
      <MenuItem
        text="Rename"
        label="F2"
        onClick={() => useRunList.setState({ renaming: run.id })}
      />
      <MenuItem
        text={run.starred ? 'Take the star away' : 'Star'}
        label="Space"
        onClick={() => void starRun(run)}
      />
      <MenuItem
        text={run.note === '' ? 'Add a note…' : 'Edit the note…'}
        onClick={() => useRunList.setState({ noting: run.id })}
      />
      <MenuDivider />
      <MenuItem text="Export…" disabled={!isFinished} onClick={() => void exportRun(run)} />
      <MenuItem
        text="Export as one file…"
        disabled={!isFinished}
        onClick={() => void exportZip(run)}
      />
      <MenuDivider />
      <MenuItem
        text="Delete"
        label="Delete"
        disabled={isActive}
        onClick={() => void deleteRuns([run])}
      />
    </KeyMenu>
  )
}

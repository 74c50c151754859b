import type { KeyboardEvent } from 'react'
import type { RunSummary } from '../../../shared/wire.ts'
import { deleteRuns, openRun, starRun } from './run-actions.ts'
import { clearTicks, tick, toggleTick, useRunList } from './run-list-state.ts'
import { openMenu } from './run-row.tsx'

/** Rows that a page of the list moves by. */
const page = 10

const moves: Readonly<Record<string, (at: number, last: number) => number>> = {
  ArrowDown: (at, last) => Math.min(last, at + 1),
  ArrowUp: at => Math.max(0, at - 1),
  PageDown: (at, last) => Math.min(last, at + page),
  PageUp: at => Math.max(0, at - page),
  Home: () => 0,
  End: (_, last) => last,
}

/** What each key does to the run that has the focus. */
const acts: Readonly<Record<string, (run: RunSummary, row: HTMLElement) => void>> = {
  Enter: openRun,
  F2: run => useRunList.setState({ renaming: run.id }),
  ' ': run => void starRun(run),
  x: run => toggleTick(run.id),
  Delete: deleteOne,
  Backspace: deleteOne,
  Escape: clearTicks,
  ContextMenu: menuAt,
}

function deleteOne(run: RunSummary) {
  if (isActive(run)) return
  void deleteRuns([run])
}

const isActive = ({ state }: RunSummary) =>
  state === 'training' || state === 'paused' || state === 'queued'

function menuAt(run: RunSummary, row: HTMLElement) {
  const { left, bottom } = row.getBoundingClientRect()
  openMenu(run, left + 16, bottom)
}

/**
 * Keys on the list of runs. `go` moves the focus to a row. Keys on a button in a row are the
 * button's own.
 */
export function onRunKey(
  event: KeyboardEvent<HTMLElement>,
  runs: readonly RunSummary[],
  go: (index: number) => void
): void {
  const row = (event.target as HTMLElement).closest<HTMLElement>('[data-run]')
  const at = runs.findIndex(({ id }) => id === row?.dataset['run'])
  const run = runs[at]
  if (row === null || run === undefined || event.ctrlKey || event.metaKey || event.altKey) return
  const move = moves[event.key]
  const act = event.shiftKey && event.key === 'F10' ? menuAt : acts[event.key]
  if (event.target !== row && move === undefined) return
  if (move === undefined && act === undefined) return
  event.preventDefault()
  if (move === undefined) {
    act?.(run, row)
    return
  }
  const to = move(at, runs.length - 1)
  if (event.shiftKey) tick([run.id, ...(runs[to] ? [runs[to].id] : [])])
  go(to)
}

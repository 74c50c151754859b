import { Button } from '@blueprintjs/core'
import { useEffect } from 'react'
import type { RunSummary } from '../../../../shared/wire.ts'
import { EmptyState, FailedState, Waiting } from '../../components/state.tsx'
import { useRun, useRuns, useSeriesList } from '../../state/queries.ts'
import { chooseRun, setFormOpen, show, useUi } from '../../state/ui.ts'
import { TrainView } from './train-view.tsx'

/** The Train view: the chosen run, else the one that trains, else the next step. */
export function TrainPage() {
  const chosen = useUi(ui => ui.run)
  const runs = useRuns()
  const id = chosen ?? busyRun(runs.data ?? [])
  const run = useRun(id)
  // chosen from now on, so that it stays in view when it is done
  useEffect(() => {
    if (chosen === null && id !== null) chooseRun(id)
  }, [chosen, id])
  if (id === null) return runs.isPending ? <Waiting text="Looking for runs" /> : <NothingTrains />
  if (run.isError) return <FailedState error={run.error} />
  if (run.data === undefined) return <Waiting text="Reading the run" />
  return <TrainView key={id} detail={run.data} />
}

const busy: readonly RunSummary['state'][] = ['training', 'paused', 'queued']

const busyRun = (runs: readonly RunSummary[]): string | null => {
  for (const state of busy) {
    const found = runs.find(run => run.state === state)
    if (found !== undefined) return found.id
  }
  return null
}

function NothingTrains() {
  const series = useSeriesList()
  const revision = useUi(ui => ui.revision)
  if (revision === null || series.data?.length === 0)
    return (
      <EmptyState
        title="Nothing trains"
        text="Choose a series first: a ticker, a file or a sample. Then set the experiment beside it and start."
      >
        <Button intent="primary" text="Choose a series" onClick={() => show('data')} autoFocus />
      </EmptyState>
    )
  return (
    <EmptyState
      title="Nothing trains"
      text="Set the experiment on the right and start it. Its curves grow here; a run of before is in the list on the left."
    >
      <Button
        intent="primary"
        text="Set the experiment"
        onClick={() => setFormOpen(true)}
        autoFocus
      />
    </EmptyState>
  )
}

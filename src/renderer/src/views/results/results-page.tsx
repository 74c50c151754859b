import { Button } from '@blueprintjs/core'
import { EmptyState, FailedState, Waiting } from '../../components/state.tsx'
import { useFigures, useRun, useRuns } from '../../state/queries.ts'
import { chooseRun, show, useUi } from '../../state/ui.ts'
import { ComparePage } from '../compare/compare-page.tsx'
import { ResultsHead } from './results-head.tsx'
import { ResultsView } from './results-view.tsx'
import { Unfinished } from './unfinished.tsx'

/** The Results view: one run, or several side by side. */
export function ResultsPage() {
  const run = useUi(ui => ui.run)
  const compared = useUi(ui => ui.compared)
  if (compared.length >= 2) return <ComparePage ids={compared} />
  return run === null ? <NoRun /> : <OneRun key={run} id={run} />
}

function OneRun({ id }: { readonly id: string }) {
  const { data: detail, error } = useRun(id)
  if (error) return <FailedState error={error} />
  if (detail === undefined) return <Waiting text="Reading the run" />
  return (
    <>
      <ResultsHead detail={detail} />
      {detail.results === null ? <Unfinished detail={detail} /> : <Finished id={id} />}
    </>
  )
}

function Finished({ id }: { readonly id: string }) {
  const { data: figures, error } = useFigures(id)
  if (error) return <FailedState error={error} />
  if (figures === undefined) return <Waiting text="Reading the figures" />
  // what was opened has other days: the view of them begins anew
  return <ResultsView key={figures.results.seal.state} figures={figures} />
}

/** The latest finished run is one step away, or the training of a first one. */
function NoRun() {
  const latest = useRuns().data?.find(run => run.state === 'finished')
  return (
    <EmptyState
      title="No run is chosen"
      text="Results compare a run’s predictions with what happened, and with “tomorrow = today”."
    >
      {latest && (
        <Button intent="primary" text="Show the latest run" onClick={() => chooseRun(latest.id)} />
      )}
      <Button
        {...(latest ? {} : { intent: 'primary' as const })}
        text={latest ? 'Train another' : 'Go to Train'}
        onClick={() => show('train')}
      />
    </EmptyState>
  )
}

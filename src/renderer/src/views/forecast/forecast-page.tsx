import { Button } from '@blueprintjs/core'
import { useState } from 'react'
import type { RunDetail } from '../../../../shared/wire.ts'
import { Segmented } from '../../components/segmented.tsx'
import { EmptyState, FailedState, Waiting } from '../../components/state.tsx'
import { useRun } from '../../state/queries.ts'
import { chooseRun, show, useUi } from '../../state/ui.ts'
import { ForecastHead } from './forecast-head.tsx'
import styles from './forecast-page.module.css'
import { OtherSeries } from './other-series.tsx'
import { OwnForecast } from './own-forecast.tsx'

type Where = 'own' | 'other'

/** What the chosen run says of the days after its last, and of other series. */
export function ForecastPage() {
  const id = useUi(ui => ui.run)
  const run = useRun(id)
  if (id === null) return <NoRun />
  if (run.isError) return <FailedState error={run.error} />
  if (run.data === undefined) return <Waiting text="Reading the run" />
  return run.data.results === null ? (
    <Unfinished run={run.data} />
  ) : (
    <Finished key={id} run={run.data} />
  )
}

function Finished({ run }: { readonly run: RunDetail }) {
  const [where, setWhere] = useState<Where>('own')
  const [horizon, setHorizon] = useState(run.experiment.horizon)
  const places = [
    { value: 'own' as const, text: 'Its own series' },
    { value: 'other' as const, text: 'Other series' },
  ]
  return (
    <div className={styles['page']}>
      <ForecastHead run={run} horizon={horizon} onHorizon={setHorizon}>
        <Segmented label="Forecast of" options={places} value={where} onChange={setWhere} />
      </ForecastHead>
      {where === 'own' ? (
        <OwnForecast run={run} horizon={horizon} onOther={() => setWhere('other')} />
      ) : (
        <OtherSeries run={run} horizon={horizon} />
      )}
    </div>
  )
}

const NoRun = () => (
  <EmptyState
    title="No run chosen"
    text="A forecast needs trained networks. Choose a finished run on the left, or train one."
  >
    <Button intent="primary" text="Choose a series" onClick={() => show('data')} />
  </EmptyState>
)

const Unfinished = ({ run }: { readonly run: RunDetail }) => (
  <EmptyState
    title="Not trained yet"
    text={`This run is ${run.summary.state}. Its forecast appears here when it is finished.`}
  >
    <Button
      intent="primary"
      text="See it train"
      onClick={() => chooseRun(run.summary.id, 'train')}
    />
  </EmptyState>
)

import { useEffect, useState } from 'react'
import { ExperimentForm } from '../experiment/experiment-form.tsx'
import { useAppState } from '../state/queries.ts'
import { useShortcuts } from '../state/shortcuts.ts'
import { useThemeOnPage } from '../state/theme.ts'
import { restoreUi, useUi } from '../state/ui.ts'
import { DataPage } from '../views/data/data-page.tsx'
import { ForecastPage } from '../views/forecast/forecast-page.tsx'
import { LearnPage } from '../views/learn/learn-page.tsx'
import { ResultsPage } from '../views/results/results-page.tsx'
import { TrainPage } from '../views/train/train-page.tsx'
import styles from './app.module.css'
import { Bar } from './bar.tsx'
import { Dialogs } from './dialogs.tsx'
import { Foot } from './foot.tsx'
import { Side } from './side.tsx'

const views = {
  data: DataPage,
  train: TrainPage,
  results: ResultsPage,
  forecast: ForecastPage,
  learn: LearnPage,
}

/** The window: bar, runs and series, the view, the experiment, foot. */
export function App() {
  const app = useAppState()
  const [isRestored, setIsRestored] = useState(false)
  useThemeOnPage()
  useShortcuts(app.data?.platform ?? '')
  useEffect(() => {
    if (app.data === undefined || isRestored) return
    restoreUi(app.data.preferences)
    setIsRestored(true)
  }, [app.data, isRestored])
  const view = useUi(ui => ui.view)
  if (!isRestored) return null
  const View = views[view]
  return (
    <div className={styles['app']}>
      <Bar />
      <Side />
      <main className={styles['main']} id="main">
        <View />
      </main>
      <ExperimentForm />
      <Foot />
      <Dialogs />
    </div>
  )
}

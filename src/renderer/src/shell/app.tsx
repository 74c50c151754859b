import { lazy, Suspense } from 'react'
import { FailedState, Waiting } from '../components/state.tsx'
import { ExperimentForm } from '../experiment/experiment-form.tsx'
import { useAppState } from '../state/queries.ts'
import { useShortcuts } from '../state/shortcuts.ts'
import { useThemeOnPage } from '../state/theme.ts'
import { useUi } from '../state/ui.ts'
import { DataPage } from '../views/data/data-page.tsx'
import { ForecastPage } from '../views/forecast/forecast-page.tsx'
import { LearnPage } from '../views/learn/learn-page.tsx'
import { ResultsPage } from '../views/results/results-page.tsx'
import { TrainPage } from '../views/train/train-page.tsx'
import styles from './app.module.css'
import { Bar } from './bar.tsx'
import { Dialogs } from './dialogs.tsx'
import { ErrorBoundary } from './error-boundary.tsx'
import { Foot } from './foot.tsx'
import { Side } from './side.tsx'
import { useRestored } from './use-restored.ts'
import { useSeriesOfRun } from './use-series-of-run.ts'
import { useShellCommands } from './use-shell-commands.ts'
import { useTitle } from './use-title.ts'
import { viewNames } from './view-names.ts'

// the lab is a tenth of the window's code: it is fetched when a person comes there
const LabPage = lazy(() => import('../views/lab/lab-page.tsx').then(m => ({ default: m.LabPage })))

const views = {
  data: DataPage,
  train: TrainPage,
  results: ResultsPage,
  forecast: ForecastPage,
  lab: LabPage,
  learn: LearnPage,
}

/** The window; a fault anywhere in it leaves a sentence and a way on. */
export const App = () => (
  <ErrorBoundary what="The window">
    <Frame />
  </ErrorBoundary>
)

/** Bar, runs and series, the view, the experiment, foot. */
function Frame() {
  const app = useAppState()
  const isRestored = useRestored()
  useThemeOnPage()
  useShortcuts(app.data?.platform ?? '')
  useShellCommands()
  useTitle()
  if (app.error) return <FailedState error={app.error} />
  return isRestored ? <Restored /> : null
}

function Restored() {
  useSeriesOfRun()
  return (
    <div className={styles['app']}>
      <SkipLink />
      <Bar />
      <ErrorBoundary what="The list of runs">
        <Side />
      </ErrorBoundary>
      <View />
      <ErrorBoundary what="The experiment">
        <ExperimentForm />
      </ErrorBoundary>
      <Foot />
      <Dialogs />
    </div>
  )
}

function View() {
  const view = useUi(ui => ui.view)
  const Shown = views[view]
  return (
    <main className={styles['main']} id="main" tabIndex={-1} aria-label={viewNames[view]}>
      <ErrorBoundary key={view} what={`The ${viewNames[view]} view`}>
        <Suspense fallback={<Waiting text="Opening" />}>
          <Shown />
        </Suspense>
      </ErrorBoundary>
    </main>
  )
}

/** The first stop of Tab: past bar and lists, into the view. */
const SkipLink = () => (
  <button
    type="button"
    className={styles['skip']}
    onClick={() => document.getElementById('main')?.focus()}
  >
    Skip to the view
  </button>
)

import { Button } from '@blueprintjs/core'
import type { RunDetail } from '../../../../shared/wire.ts'
import { EmptyState, FailedState, Waiting } from '../../components/state.tsx'
import { RunHeading } from '../../runs/run-heading.tsx'
import { useRun } from '../../state/queries.ts'
import { chooseRun, show, useUi } from '../../state/ui.ts'
import { useLearn } from '../learn/learn-state.ts'
import styles from './lab-page.module.css'
import { useLab } from './lab-state.ts'
import { panels } from './panels.ts'
import { QuestionList } from './question-list.tsx'
import { questions } from './questions.ts'

/** Questions about the chosen run that one training cannot answer. */
export function LabPage() {
  const id = useUi(ui => ui.run)
  const run = useRun(id)
  if (id === null) return <NoRun />
  if (run.isError) return <FailedState error={run.error} />
  if (run.data === undefined) return <Waiting text="Reading the run" />
  if (run.data.results === null) return <Unfinished id={id} state={run.data.summary.state} />
  return <Questions key={id} run={run.data} />
}

function Questions({ run }: { readonly run: RunDetail }) {
  const current = useLab(lab => lab.question)
  const chosen = questions.find(({ id }) => id === current) ?? questions[0]
  const Panel = panels[chosen.id]
  return (
    <div className={styles['page']}>
      <QuestionList run={run.summary.id} chosen={chosen.id} />
      <article className={styles['answer']} aria-label={chosen.name}>
        <header className={styles['head']}>
          <div className={styles['run']}>
            <RunHeading run={run.summary} />
          </div>
          <h2>{chosen.question}</h2>
          <p className="muted">
            {chosen.about} {chosen.topic !== null && <LearnLink topic={chosen.topic} />}
          </p>
        </header>
        <Panel key={chosen.id} run={run} />
      </article>
    </div>
  )
}

const LearnLink = ({ topic }: { readonly topic: string }) => (
  <button
    type="button"
    className={styles['link']}
    onClick={() => {
      useLearn.setState({ topic })
      show('learn')
    }}
  >
    Learn more
  </button>
)

const NoRun = () => (
  <EmptyState
    title="No run chosen"
    text="The lab questions a finished run. Choose one on the left, or train one."
  >
    <Button intent="primary" text="Choose a series" onClick={() => show('data')} />
  </EmptyState>
)

const Unfinished = ({ id, state }: { readonly id: string; readonly state: string }) => (
  <EmptyState
    title="Not trained yet"
    text={`This run is ${state}. The lab can question it when it is finished.`}
  >
    <Button intent="primary" text="See it train" onClick={() => chooseRun(id, 'train')} />
  </EmptyState>
)

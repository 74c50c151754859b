import { Button } from '@blueprintjs/core'
import type { RunDetail } from '../../../../shared/wire.ts'
import { ask } from '../../bridge.ts'
import { Icon } from '../../components/icon.tsx'
import { changeDraft } from '../../state/draft.ts'
import { attempt } from '../../state/toaster.ts'
import { setFormOpen, show, useUi } from '../../state/ui.ts'
import styles from './train.module.css'
import { type Ahead, type StripAction, stripOf } from './train-words.ts'

const actions: Readonly<Record<StripAction, string>> = {
  'go on': 'Go on',
  resume: 'Resume',
  change: 'Change and run again',
}

/** Over a run that does not train: what happened, what is kept, one way on. */
export function RunStrip({ detail, ahead }: { detail: RunDetail; ahead: Ahead | null }) {
  const strip = stripOf(detail, ahead)
  if (strip === null) return <FinishedStrip detail={detail} />
  const { glyph, tone, title, text, action } = strip
  return (
    <section className={`${styles['strip']} ${styles[tone]}`} aria-label="State of the run">
      <Icon of={glyph} />
      <p>
        <b>{title}</b> {text}
      </p>
      {action !== null && (
        <Button text={actions[action]} onClick={() => void act(action, detail)} />
      )}
    </section>
  )
}

/** A run that is done stays in view; its results are one click away. */
function FinishedStrip({ detail: { summary, results } }: { detail: RunDetail }) {
  if (summary.state !== 'finished' || results === null) return null
  return (
    <section className={styles['strip']} aria-label="State of the run">
      <p>
        <b>{results.headline}</b>
      </p>
      <Button intent="primary" text="See the results" onClick={() => show('results')} />
    </section>
  )
}

async function act(action: StripAction, { summary, experiment, revision }: RunDetail) {
  const { id } = summary
  if (action === 'go on') await attempt(() => ask('continueRun', { id }))
  if (action === 'resume') await attempt(() => ask('resumeRun', { id }))
  if (action !== 'change') return
  changeDraft(experiment)
  useUi.setState({ revision: revision.id })
  setFormOpen(true)
}

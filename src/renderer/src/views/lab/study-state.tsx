import { Button, ProgressBar } from '@blueprintjs/core'
import type { StudySummary } from '../../../../shared/studies/study.ts'
import { ask } from '../../bridge.ts'
import { formatCount, formatSeconds } from '../../format.ts'
import { attempt } from '../../state/toaster.ts'
import styles from './study-frame.module.css'

const standing = {
  waiting: 'Waits for another study',
  running: 'Working',
  interrupted: 'Interrupted',
  failed: 'Failed',
  cancelled: 'Cancelled',
  finished: 'Finished',
} as const

interface StudyStateProps {
  readonly study: StudySummary
  /** How one unit of work is called: “origin”, “placebo”. */
  readonly unit: string
}

/**
 * How far a study is and what can be done about it; of a finished one nothing is seen. A screen
 * reader hears each new state, not every unit.
 */
export function StudyState({ study, unit }: StudyStateProps) {
  const { state, reason } = study
  const said = `${standing[state]}.${reason === null ? '' : ` ${reason}`}`
  return (
    <>
      <p className="unseen" role="status">
        {said}
      </p>
      {state !== 'finished' && <Bar study={study} unit={unit} />}
    </>
  )
}

function Bar({ study, unit }: StudyStateProps) {
  const { id, state, done, total, secondsLeft, reason } = study
  const isUnderWay = state === 'running' || state === 'waiting'
  const count = total === null ? '' : `, ${formatCount(done)} of ${formatCount(total)} ${unit}s`
  const left = secondsLeft === null ? '' : `, about ${formatSeconds(secondsLeft)} left`
  return (
    <section className={styles['state']} aria-label="Progress">
      <span>
        {standing[state]}
        {count}
        {left}.{reason !== null && ` ${reason}`}
      </span>
      {isUnderWay ? <Going {...study} /> : <Stopped id={id} />}
    </section>
  )
}

const Going = ({ id, done, total }: Pick<StudySummary, 'id' | 'done' | 'total'>) => (
  <>
    <ProgressBar
      value={total === null || total === 0 ? 0 : done / total}
      animate={false}
      stripes={false}
      className={styles['progress'] ?? ''}
    />
    <Button
      size="small"
      text="Cancel"
      onClick={() => void attempt(() => ask('cancelStudy', { id }))}
    />
  </>
)

const Stopped = ({ id }: Pick<StudySummary, 'id'>) => (
  <>
    <Button
      size="small"
      text="Go on"
      onClick={() => void attempt(() => ask('resumeStudy', { id }))}
    />
    <Button
      size="small"
      variant="minimal"
      text="Delete"
      onClick={() => void attempt(() => ask('deleteStudy', { id }))}
    />
  </>
)

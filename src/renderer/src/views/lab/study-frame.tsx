import { Button, ProgressBar } from '@blueprintjs/core'
import type { ReactNode } from 'react'
import { useState } from 'react'
import type {
  ResultsOf,
  SpecOf,
  StudyDetail,
  StudyKind,
  StudySummary,
} from '../../../../shared/studies/study.ts'
import { ask } from '../../bridge.ts'
import { FailedState, Waiting } from '../../components/state.tsx'
import { formatCount, formatInstant, formatSeconds } from '../../format.ts'
import { useStudies, useStudy } from '../../state/studies.ts'
import { attempt } from '../../state/toaster.ts'
import styles from './study-frame.module.css'

interface StudyFrameProps<K extends StudyKind> {
  readonly run: string
  /** What to ask when the button is pressed. */
  readonly spec: SpecOf<K>
  /** On the button: “Start the backtest”. */
  readonly start: string
  /** Choices of the next study, beside the button. */
  readonly choices?: ReactNode
  /** How one unit of work is called: “origin”, “placebo”. */
  readonly unit: string
  /** A study in the list of earlier ones, in words: “stride 5, fixed networks”. */
  readonly describe: (spec: SpecOf<K>) => string
  readonly children: (results: ResultsOf<K>, study: StudySummary) => ReactNode
}

/** A study from its question to what it found: choices, start, progress, cancel, go on, earlier ones. */
export function StudyFrame<K extends StudyKind>(props: StudyFrameProps<K>) {
  const { run, spec, start, choices, unit, describe, children } = props
  const studies = useStudies(run, spec.kind)
  const [chosen, choose] = useState<string | null>(null)
  if (studies.isError) return <FailedState error={studies.error} />
  if (studies.data === undefined) return <Waiting text="Reading the studies" />
  const shown = studies.data.find(({ id }) => id === chosen) ?? studies.data[0]
  const begin = async () => {
    const begun = await attempt(() => ask('startStudy', { run, spec }))
    if (begun) choose(begun.id)
  }
  return (
    <>
      <div className={styles['bar']}>
        {choices}
        <Button intent="primary" text={start} onClick={() => void begin()} />
        {studies.data.length > 1 && (
          <EarlierStudies
            studies={studies.data}
            shown={shown?.id ?? ''}
            describe={study => describe(study.spec as SpecOf<K>)}
            onChoose={choose}
          />
        )}
      </div>
      {shown && <StudyState study={shown} unit={unit} />}
      {shown && <Findings<K> id={shown.id}>{children}</Findings>}
    </>
  )
}

interface EarlierStudiesProps {
  readonly studies: readonly StudySummary[]
  readonly shown: string
  readonly describe: (study: StudySummary) => string
  readonly onChoose: (id: string) => void
}

const EarlierStudies = ({ studies, shown, describe, onChoose }: EarlierStudiesProps) => (
  <label className={styles['earlier']}>
    <span className="caption">Shown</span>
    <select value={shown} onChange={event => onChoose(event.target.value)}>
      {studies.map(study => (
        <option key={study.id} value={study.id}>
          {formatInstant(study.createdAt)}, {describe(study)}
        </option>
      ))}
    </select>
  </label>
)

const standing = {
  waiting: 'Waits for another study',
  running: 'Working',
  interrupted: 'Interrupted',
  failed: 'Failed',
  cancelled: 'Cancelled',
} as const

/** Progress and what can be done about it; nothing once it is finished. */
function StudyState({ study, unit }: { readonly study: StudySummary; readonly unit: string }) {
  const { id, state, done, total, secondsLeft, reason } = study
  if (state === 'finished') return null
  const isUnderWay = state === 'running' || state === 'waiting'
  const cancel = () => void attempt(() => ask('cancelStudy', { id }))
  const goOn = () => void attempt(() => ask('resumeStudy', { id }))
  const remove = () => void attempt(() => ask('deleteStudy', { id }))
  const count = total === null ? '' : `, ${formatCount(done)} of ${formatCount(total)} ${unit}s`
  const left = secondsLeft === null ? '' : `, about ${formatSeconds(secondsLeft)} left`
  return (
    <div className={styles['state']} role="status">
      <span>
        {standing[state]}
        {count}
        {left}.{reason !== null && ` ${reason}`}
      </span>
      {isUnderWay && (
        <ProgressBar
          value={total === null || total === 0 ? 0 : done / total}
          animate={false}
          stripes={false}
          className={styles['progress'] ?? ''}
        />
      )}
      {isUnderWay ? (
        <Button size="small" text="Cancel" onClick={cancel} />
      ) : (
        <>
          <Button size="small" text="Go on" onClick={goOn} />
          <Button size="small" variant="minimal" text="Delete" onClick={remove} />
        </>
      )}
    </div>
  )
}

interface FindingsProps<K extends StudyKind> {
  readonly id: string
  readonly children: (results: ResultsOf<K>, study: StudySummary) => ReactNode
}

function Findings<K extends StudyKind>({ id, children }: FindingsProps<K>) {
  const study = useStudy<K>(id)
  if (study.isError) return <FailedState error={study.error} />
  if (study.data === undefined) return <Waiting text="Reading what it found" />
  const { results, summary }: StudyDetail<K> = study.data
  return results === null ? null : children(results, summary)
}

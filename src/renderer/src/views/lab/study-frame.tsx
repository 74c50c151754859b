import { Button } from '@blueprintjs/core'
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
import { ConfirmButton } from '../../components/confirm-button.tsx'
import { FailedState, Waiting } from '../../components/state.tsx'
import { formatInstant } from '../../format.ts'
import { useStudies, useStudy } from '../../state/studies.ts'
import { attempt } from '../../state/toaster.ts'
import styles from './study-frame.module.css'
import { StudyState } from './study-state.tsx'

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
        {shown && (
          <EarlierStudies
            studies={studies.data}
            shown={shown}
            describe={study => describe(study.spec as SpecOf<K>)}
            onChoose={choose}
          />
        )}
      </div>
      {!shown && (
        <p className={`caption ${styles['none']}`}>
          Not asked yet. The answer stays with the run and goes into its report.
        </p>
      )}
      {shown && <StudyState study={shown} unit={unit} />}
      {shown && <Findings<K> id={shown.id}>{children}</Findings>}
    </>
  )
}

interface EarlierStudiesProps {
  readonly studies: readonly StudySummary[]
  readonly shown: StudySummary
  readonly describe: (study: StudySummary) => string
  readonly onChoose: (id: string) => void
}

/** Which study is shown, where there are several; a finished one can be deleted. */
const EarlierStudies = ({ studies, shown, describe, onChoose }: EarlierStudiesProps) => (
  <div className={styles['earlier']}>
    {studies.length > 1 && (
      <label>
        <span className="caption">Shown</span>
        <select value={shown.id} onChange={event => onChoose(event.target.value)}>
          {studies.map(study => (
            <option key={study.id} value={study.id}>
              {formatInstant(study.createdAt)}, {describe(study)}
            </option>
          ))}
        </select>
      </label>
    )}
    {shown.state === 'finished' && (
      <ConfirmButton
        label="Delete this study"
        question="Delete this study?"
        text="What it found goes with it. Asking again takes as long as it took."
        yes="Delete"
        no="Keep"
        onYes={() => void attempt(() => ask('deleteStudy', { id: shown.id }))}
      />
    )}
  </div>
)

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

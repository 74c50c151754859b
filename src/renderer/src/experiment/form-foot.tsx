import { Button } from '@blueprintjs/core'
import type { ReactNode } from 'react'
import { formatPercent, formatSeconds } from '../format.ts'
import { useAppState } from '../state/queries.ts'
import { shortcutText } from '../state/shortcuts.ts'
import styles from './experiment-form.module.css'
import type { Readiness } from './readiness.ts'
import type { EstimateState } from './use-estimate.ts'

interface FormFootProps {
  readonly readiness: Readiness
  readonly isBusy: boolean
  readonly isStarting: boolean
  readonly networks: number
  /** First weights in all. */
  readonly seeds: number
  readonly timing: EstimateState
  /** What the next run trains on; null while none is chosen. */
  readonly series: string | null
  readonly onStart: () => void
}

/** What a run would take, or what is in its way, and the button; pinned under the form. */
export function FormFoot(props: FormFootProps) {
  const { readiness, isBusy, isStarting, networks, seeds, timing, series, onStart } = props
  const platform = useAppState().data?.platform ?? ''
  const canStart = readiness.title === null && !isStarting
  return (
    <div className={styles['foot']}>
      {series !== null && (
        <p className="caption clip">
          Trains on <b>{series}</b>
        </p>
      )}
      <div id="start-reason" className={styles['state']} role="status">
        {readiness.title !== null ? (
          <Line left={readiness.title} below={readiness.next} />
        ) : isBusy ? (
          <Line left="Next run" right="starts when this one ends" />
        ) : (
          <Timing {...timing} />
        )}
      </div>
      <Button
        fill
        intent="primary"
        className={styles['start'] ?? ''}
        disabled={!canStart}
        aria-describedby="start-reason"
        title={shortcutText('mod+enter', platform)}
        text={isBusy ? 'Queue run' : trainWords(networks, seeds)}
        onClick={onStart}
      />
    </div>
  )
}

const trainWords = (networks: number, seeds: number) =>
  `Train ${networks} ${networks === 1 ? 'network' : 'networks'}${seeds > 1 ? ` × ${seeds} seeds` : ''}`

function Timing({ estimate, isMeasuring, error }: EstimateState) {
  if (estimate !== null) {
    const spread = `± ${formatPercent(estimate.spread, 0)}`
    const time = `${estimate.atMost ? 'At most' : 'About'} ${formatSeconds(estimate.seconds)}`
    const { seedSeconds } = estimate
    const seeds = seedSeconds > 0 ? `${formatSeconds(seedSeconds)} of it for the other seeds` : ''
    return <Line left={time} right={`measured, ${spread}`} below={seeds} />
  }
  if (isMeasuring) return <Line left="Measuring" right="how long it takes" />
  if (error !== null) return <Line left="Time unknown" below={error.message} />
  return <Line left="Ready" />
}

const Line = (props: { left: string; right?: string; below?: ReactNode }) => (
  <>
    <span className="small">{props.left}</span>
    {props.right && <span className="caption">{props.right}</span>}
    {props.below && <p className="caption">{props.below}</p>}
  </>
)

import type { ReactNode } from 'react'
import type { RunDetail } from '../../../../shared/wire.ts'
import { ExportMenu } from '../../components/export-menu.tsx'
import { formatDay } from '../../format.ts'
import { RunHeading } from '../../runs/run-heading.tsx'
import styles from './forecast-page.module.css'
import { HorizonField } from './horizon-field.tsx'

interface ForecastHeadProps {
  readonly run: RunDetail
  readonly horizon: number
  readonly onHorizon: (days: number) => void
  readonly children: ReactNode
}

/** Whose forecast, from which day, how far, and by networks that saw what. */
export function ForecastHead({ run, horizon, onHorizon, children }: ForecastHeadProps) {
  const { summary, results } = run
  const origin = results?.forecast.origin ?? run.revision.asOf
  return (
    <header className={styles['head']}>
      <RunHeading run={summary} />
      <span className={`small muted ${styles['sentence']}`}>
        {horizon} trading days after {formatDay(origin)}, by networks{' '}
        {results?.forecast.retrained ? 'trained again on all known days' : 'of the train part'}.
        {results?.forecast.guessedDates === true && ' Some dates are guesses of the calendar.'}
      </span>
      <span className={styles['room']} />
      {children}
      <HorizonField days={horizon} onChange={onHorizon} />
      <ExportMenu id={summary.id} />
    </header>
  )
}

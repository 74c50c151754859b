import type { Experiment } from '../../../shared/experiment.ts'
import { describeFailure, type Failure } from '../../../shared/failure.ts'
import { prepare } from '../../../shared/lab/prepare.ts'
import type { AppState, SeriesDetail } from '../../../shared/wire.ts'
import { formatDay } from '../format.ts'

export interface Readiness {
  /** Why a run cannot start now, in short; null when it can. */
  readonly title: string | null
  /** The rest of the reason and what to do. */
  readonly next: string | null
}

export interface Situation {
  readonly experiment: Experiment
  readonly errors: number
  readonly hasChosen: boolean
  readonly series: SeriesDetail | null
  readonly engine: AppState['engine'] | undefined
}

/** Whether a run could start, and else the first thing that is in its way. */
export function readinessOf(situation: Situation): Readiness {
  const { experiment, errors, hasChosen, series, engine } = situation
  if (errors > 0) {
    return {
      title: errors === 1 ? 'One field needs a look' : `${errors} fields need a look`,
      next: null,
    }
  }
  if (!hasChosen) return { title: 'No series chosen', next: 'Choose one on the left, or add one.' }
  if (series === null) return { title: 'Reading the series', next: null }
  const prepared = prepare(series.bars, experiment)
  if (!prepared.ok) return { title: 'This cannot be trained yet', next: words(prepared.failure) }
  if (engine !== undefined && !engine.ready) {
    return { title: 'Training is not possible here', next: `${engine.reason} ${engine.remedy}` }
  }
  return { title: null, next: null }
}

/** As the window says it: without the command line's options, days in the person's own way. */
function words(failure: Failure): string {
  switch (failure.kind) {
    case 'price-missing':
      return `The ${columnWords(failure.column)} is missing on ${formatDay(failure.date)}. Choose the other price, or other dates.`
    case 'price-not-positive':
      return `The ${columnWords(failure.column)} is not above zero on ${formatDay(failure.date)}. Choose other dates.`
    case 'no-such-date':
      return `${formatDay(failure.date)} lies outside the series: ${formatDay(failure.first)} to ${formatDay(failure.last)}.`
    default:
      return describeFailure(failure, 'window')
  }
}

const columnWords = (column: string) => (column === 'adjusted' ? 'adjusted close' : column)

import { type BandShare, bandShares, type RunBands } from '../bands.ts'

/** Coverage of one forecaster, step and promise, as tables and files have it. A number that is not there is null. */
export interface CoverageRow {
  readonly name: string
  readonly kind: 'network' | 'baseline'
  /** Days ahead. */
  readonly step: number
  /** In per cent. */
  readonly promised: BandShare
  /** A share, with its 95 % interval. */
  readonly measured: number | null
  readonly low: number | null
  readonly high: number | null
  /** Independent days that would tell as much as `days`. */
  readonly effective: number | null
  readonly days: number
  /** From edge to edge, as a share of the prediction; mean over the days measured. */
  readonly meanWidth: number | null
  /** Half-width of ln P from the forecast's origin. */
  readonly forecastWidth: number | null
}

/** Days ahead that a short table shows: 1, 5, 10, 20, 30, and the last where it lies between or beyond. */
export const coverageSteps = (horizon: number): number[] => [
  ...[1, 5, 10, 20, 30].filter(step => step < horizon),
  horizon,
]

/** Rows by forecaster, step and promise; all steps unless some are chosen. Of bands that say nothing there are none. */
export function coverageRows(
  { horizon, forecasters }: RunBands,
  steps: readonly number[] = Array.from({ length: horizon }, (_, k) => k + 1)
): CoverageRow[] {
  return forecasters
    .filter(({ useless }) => useless === null)
    .flatMap(({ name, kind, bands }) =>
      steps.flatMap(step =>
        bandShares.map(promised => {
          const own = bands[promised]
          return {
            name,
            kind,
            step,
            promised,
            measured: own.share[step - 1] ?? null,
            low: own.low[step - 1] ?? null,
            high: own.high[step - 1] ?? null,
            effective: own.effective[step - 1] ?? null,
            days: own.days[step - 1] ?? 0,
            meanWidth: own.meanWidth[step - 1] ?? null,
            forecastWidth: own.forecast[step - 1] ?? null,
          }
        })
      )
    )
}

/** Up to how many days ahead the forecast has bands; 0 for none. */
export const stepsOfForecast = ({ forecasters }: RunBands): number =>
  Math.max(
    0,
    ...forecasters.map(({ bands }) => bands[95].forecast.findLastIndex(width => width !== null) + 1)
  )

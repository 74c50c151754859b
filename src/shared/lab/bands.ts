import {
  type BandShare,
  bandShares,
  type ForecasterBands,
  type RunBands,
  type StepBands,
} from '../bands.ts'
import type { Prepared } from '../types.ts'
import { driftPath, pathInUnit, persistencePath } from './baseline-path.ts'
import { adaptiveBands, type Band, steeringRate, warmUp } from './conformal.ts'
import { type Coverage, coverageOf } from './coverage.ts'
import { mean } from './numbers.ts'
import { openWindows, targetBar } from './split.ts'
import { barInUnit } from './units.ts'

/**
 * Bands of a run: from the errors its forecasters made from every origin after the train part, a day
 * apart. A score is |ln(P_{t+h} / P̂_{t+h})|, so that a band is a share of its prediction and never
 * reaches a negative price. One walk through all origins gives the coverage, the bands of the hindcast
 * and, at its end, those of the forecast: at every origin only targets up to it are used.
 */

/** Bars from which paths start for the bands: `first`, …, `last`. The truth is known up to bar `last`. */
export interface BandOrigins {
  readonly first: number
  readonly last: number
  /** Coverage counts from this origin on; before it bands are calibrated only. */
  readonly measured: number
}

/**
 * Every bar from the last of the train part to the last that may be seen. An opened test part is measured
 * alone, calibrated on validation; before that, and under the tutorial, the part itself warms up.
 */
export function bandOrigins(prepared: Prepared, testOpen: boolean): BandOrigins {
  const { validation, test } = prepared.split
  const first = targetBar(prepared, (validation ?? test).start) - 1
  return {
    first,
    last: targetBar(prepared, openWindows(prepared, testOpen) - 1),
    measured: validation && testOpen ? targetBar(prepared, test.start) - 1 : first,
  }
}

/** The steps that can have a band anywhere: at longer ones fewer than `warmUp` targets have come. 0 for none. */
export const stepsWithBands = ({ first, last }: BandOrigins, horizon: number): number =>
  Math.max(0, Math.min(horizon, last - first + 1 - warmUp))

/** The origins that a network is rolled from for its bands; none where no step can have one. */
export const rolledOrigins = (origins: BandOrigins): number[] =>
  stepsWithBands(origins, 1) === 0
    ? []
    : Array.from({ length: origins.last - origins.first }, (_, k) => origins.first + k)

/** What a forecaster predicts from a bar for the `steps` after it: unit of tables. */
type PathFrom = (origin: number, steps: number) => ArrayLike<number>

export interface BandOptions {
  readonly testOpen: boolean
  readonly horizon: number
}

/**
 * Bands of persistence, drift and every network over `horizon` steps.
 * @param rolls by network: recursive paths in model space, [origins, steps] row-major, from each of
 *   `rolledOrigins`, over `stepsWithBands`
 */
export function measureBands(
  prepared: Prepared,
  rolls: Readonly<Record<string, Float32Array>>,
  { testOpen, horizon }: BandOptions
): RunBands {
  const origins = bandOrigins(prepared, testOpen)
  const rolled = stepsWithBands(origins, horizon)
  const own = (name: string, kind: ForecasterBands['kind'], from: PathFrom): ForecasterBands =>
    bandsOf(name, kind, scoresOf(prepared, from, origins, rolled), { origins, horizon })
  const networks = Object.entries(rolls).map(([name, roll]) =>
    own(name, 'network', (origin, steps) => {
      const start = (origin - origins.first) * rolled
      return pathInUnit(prepared, origin, roll.subarray(start, start + steps))
    })
  )
  const { measured, last } = origins
  return {
    horizon,
    part: prepared.split.validation && !testOpen ? 'validation' : 'test',
    first: prepared.dates[measured + 1] ?? '',
    last: prepared.dates[last] ?? '',
    warmUp,
    rate: steeringRate,
    forecasters: [
      own('persistence', 'baseline', (o, steps) => persistencePath(prepared, o, steps)),
      own('drift', 'baseline', (o, steps) => driftPath(prepared, o, steps)),
      ...networks,
    ],
  }
}

/** By step, then by origin, as far as targets are known: |ln(truth / prediction)|, Infinity below zero. */
function scoresOf(
  prepared: Prepared,
  from: PathFrom,
  { first, last }: BandOrigins,
  rolled: number
): number[][] {
  const scores = Array.from({ length: rolled }, (): number[] => [])
  for (let origin = first; origin < last; origin++) {
    const path = from(origin, Math.min(rolled, last - origin))
    for (let k = 0; k < path.length; k++) {
      const score = Math.abs(Math.log(barInUnit(prepared, origin + k + 1) / path[k]!))
      scores[k]!.push(Number.isFinite(score) ? score : Number.POSITIVE_INFINITY)
    }
  }
  return scores
}

interface Walk {
  readonly origins: BandOrigins
  readonly horizon: number
}

function bandsOf(
  name: string,
  kind: ForecasterBands['kind'],
  scores: readonly (readonly number[])[],
  walk: Walk
): ForecasterBands {
  const steps = Array.from({ length: walk.horizon }, (_, k) => stepBands(scores[k], k + 1, walk))
  const by = (share: BandShare) => columnsOf(steps.map(step => step[share]))
  const bands = { 80: by(80), 95: by(95) }
  const useless = uselessness(bands)
  return { name, kind, useless, bands: useless ? { 80: columnsOf([]), 95: columnsOf([]) } : bands }
}

/** A band without end holds everything and one without width nothing: neither may pass for a band. */
function uselessness(bands: ForecasterBands['bands']): ForecasterBands['useless'] {
  const widths = [bands[80], bands[95]]
    .flatMap(({ forecast, hindcast, meanWidth }) => [...forecast, ...hindcast, ...meanWidth])
    .filter(width => width !== null)
  if (widths.some(width => !Number.isFinite(width))) return 'infinite'
  return widths.some(width => width === 0) ? 'zero' : null
}

/** One step ahead, at one promise. Null: too few past origins. */
interface StepBand {
  readonly forecast: number | null
  readonly hindcast: number | null
  readonly meanWidth: number | null
  readonly coverage: Coverage | null
}

const noBand: StepBand = { forecast: null, hindcast: null, meanWidth: null, coverage: null }

const columnsOf = (steps: readonly StepBand[]): StepBands => ({
  forecast: steps.map(({ forecast }) => forecast),
  hindcast: steps.map(({ hindcast }) => hindcast),
  meanWidth: steps.map(({ meanWidth }) => meanWidth),
  share: steps.map(({ coverage }) => coverage?.share ?? null),
  low: steps.map(({ coverage }) => coverage?.low ?? null),
  high: steps.map(({ coverage }) => coverage?.high ?? null),
  effective: steps.map(({ coverage }) => coverage?.effective ?? null),
  days: steps.map(({ coverage }) => coverage?.days ?? 0),
})

/** The bands of one step at both levels; the wider promise is never kept by the narrower band. */
function stepBands(
  scores: readonly number[] | undefined,
  steps: number,
  walk: Walk
): Record<BandShare, StepBand> {
  if (scores === undefined) return { 80: noBand, 95: noBand }
  const [inner, outer] = bandShares
  const narrow = adaptiveBands(scores, { alpha: 1 - inner / 100, steps })
  const wide = adaptiveBands(scores, { alpha: 1 - outer / 100, steps, atLeast: narrow })
  return { 80: describe(narrow, steps, walk), 95: describe(wide, steps, walk) }
}

function describe(
  bands: readonly (Band | null)[],
  steps: number,
  { origins: { first, last, measured }, horizon }: Walk
): StepBand {
  const judged = bands
    .slice(measured - first)
    .flatMap(band => (band && band.covered !== null ? [{ ...band, covered: band.covered }] : []))
  const width = (at: number) => bands[at]?.width ?? null
  return {
    forecast: width(bands.length - 1),
    hindcast: width(last - horizon - first),
    meanWidth: judged.length === 0 ? null : mean(judged.map(band => relativeWidth(band.width))),
    coverage: coverageOf(
      judged.map(({ covered }) => covered),
      { steps }
    ),
  }
}

/** From edge to edge, as a share of the prediction: e^w − e^{−w}. */
export const relativeWidth = (width: number): number => 2 * Math.sinh(width)

/** The band's edges around a prediction. */
export const bandEdges = (prediction: number, width: number): { low: number; high: number } => ({
  low: prediction * Math.exp(-width),
  high: prediction * Math.exp(width),
})

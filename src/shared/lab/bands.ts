import {
  type BandShare,
  bandShares,
  type ForecasterBands,
  type RunBands,
  type StepBands,
} from '../bands.ts'
import type { Prepared } from '../types.ts'
import { relativeWidth } from './band-edges.ts'
import { driftPath, pathInUnit, persistencePath } from './baseline-path.ts'
import { adaptiveBands, type Band, steeringRate, warmUp } from './conformal.ts'
import { coverageOf } from './coverage.ts'
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
export type PathFrom = (origin: number, steps: number) => ArrayLike<number>

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
  options: BandOptions
): RunBands {
  const { first, last, measured } = bandOrigins(prepared, options.testOpen)
  const own = (name: string, kind: ForecasterBands['kind'], from: PathFrom): ForecasterBands =>
    bandsOf(name, kind, walkBands(prepared, from, options))
  const networks = Object.entries(rolls).map(([name, roll]) =>
    own(name, 'network', rolledPaths(prepared, roll, options))
  )
  return {
    horizon: options.horizon,
    part: prepared.split.validation && !options.testOpen ? 'validation' : 'test',
    first: prepared.dates[measured + 1] ?? prepared.dates[first] ?? '',
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

/** A network's paths out of its roll, as `measureBands` takes it. */
export function rolledPaths(
  prepared: Prepared,
  roll: Float32Array,
  { testOpen, horizon }: BandOptions
): PathFrom {
  const origins = bandOrigins(prepared, testOpen)
  const rolled = stepsWithBands(origins, horizon)
  return (origin, steps) => {
    const start = (origin - origins.first) * rolled
    return pathInUnit(prepared, origin, roll.subarray(start, start + steps))
  }
}

/** One step ahead, at one promise. */
export interface StepBand {
  /** Half-width from the forecast's origin, and from the hindcast's. Null: too few past origins. */
  readonly forecast: number | null
  readonly hindcast: number | null
  /** At each origin measured, in time order: the half-width, and whether the truth lay within. */
  readonly measured: readonly { readonly width: number; readonly covered: boolean }[]
}

/** A forecaster's bands by step, 1 … horizon, at both promises. */
export function walkBands(
  prepared: Prepared,
  from: PathFrom,
  { testOpen, horizon }: BandOptions
): Record<BandShare, StepBand>[] {
  const origins = bandOrigins(prepared, testOpen)
  const scores = scoresOf(prepared, from, origins, stepsWithBands(origins, horizon))
  const walk = { origins, horizon }
  return Array.from({ length: horizon }, (_, k) => stepBands(scores[k], k + 1, walk))
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

const noBand: StepBand = { forecast: null, hindcast: null, measured: [] }

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
  return { 80: stepOf(narrow, walk), 95: stepOf(wide, walk) }
}

function stepOf(
  bands: readonly (Band | null)[],
  { origins: { first, last, measured }, horizon }: Walk
): StepBand {
  const width = (at: number) => bands[at]?.width ?? null
  return {
    forecast: width(bands.length - 1),
    hindcast: width(last - horizon - first),
    measured: bands
      .slice(measured - first)
      .flatMap(band => (band && band.covered !== null ? [{ ...band, covered: band.covered }] : [])),
  }
}

function bandsOf(
  name: string,
  kind: ForecasterBands['kind'],
  steps: readonly Record<BandShare, StepBand>[]
): ForecasterBands {
  const useless = uselessness(steps)
  const by = (share: BandShare) => columnsOf(useless ? [] : steps.map(step => step[share]))
  return { name, kind, useless, bands: { 80: by(80), 95: by(95) } }
}

/** A band without end holds everything and one without width nothing: neither may pass for a band. */
export function uselessness(
  steps: readonly Record<BandShare, StepBand>[]
): ForecasterBands['useless'] {
  const widths = steps
    .flatMap(step => [step[80], step[95]])
    .flatMap(({ forecast, hindcast, measured }) => [
      forecast ?? 1,
      hindcast ?? 1,
      ...measured.map(({ width }) => width),
    ])
  if (widths.some(width => !Number.isFinite(width))) return 'infinite'
  return widths.some(width => width === 0) ? 'zero' : null
}

function columnsOf(steps: readonly StepBand[]): StepBands {
  const coverages = steps.map(({ measured }, k) =>
    coverageOf(
      measured.map(({ covered }) => covered),
      { steps: k + 1 }
    )
  )
  return {
    forecast: steps.map(({ forecast }) => forecast),
    hindcast: steps.map(({ hindcast }) => hindcast),
    meanWidth: steps.map(meanWidth),
    share: coverages.map(coverage => coverage?.share ?? null),
    low: coverages.map(coverage => coverage?.low ?? null),
    high: coverages.map(coverage => coverage?.high ?? null),
    effective: coverages.map(coverage => coverage?.effective ?? null),
    days: coverages.map(coverage => coverage?.days ?? 0),
  }
}

/** Over the origins measured, as a share of the prediction; null without one. */
export const meanWidth = ({ measured }: StepBand): number | null =>
  measured.length === 0 ? null : mean(measured.map(({ width }) => relativeWidth(width)))

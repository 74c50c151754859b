import type { Coverage } from './lab/coverage.ts'
import type { IsoDate } from './types.ts'

/** What the bands promise, in per cent, narrow first. */
export const bandShares = [80, 95] as const
export type BandShare = (typeof bandShares)[number]

/**
 * Bands of a run by forecaster, promise and step. Widths are half-widths of ln P: around a prediction p
 * the band reaches from p·e^{−w} to p·e^{w}.
 */
export interface RunBands {
  /** Steps ahead, 1 … horizon. */
  readonly horizon: number
  /** Where coverage was measured: validation while the test part is closed. */
  readonly part: 'validation' | 'test'
  /** Targets that coverage may speak of: from the day after the first origin counted to the last day. */
  readonly first: IsoDate
  readonly last: IsoDate
  /** Errors known before the first band of a step. */
  readonly warmUp: number
  /** γ of the adaptive update. */
  readonly rate: number
  /** Persistence, drift, then the networks. */
  readonly forecasters: readonly ForecasterBands[]
}

export interface ForecasterBands {
  readonly name: string
  readonly kind: 'network' | 'baseline'
  /** Why there are none: a band without end, or without width, says nothing. Null: these are good. */
  readonly useless: 'infinite' | 'zero' | null
  /** By promise, one for each step. */
  readonly bands: Readonly<Record<BandShare, readonly StepBand[]>>
}

/** One step ahead, at one promise. Null: too few past origins. */
export interface StepBand {
  readonly step: number
  /** Half-width from the forecast's origin, and from the hindcast's. */
  readonly forecast: number | null
  readonly hindcast: number | null
  /** Mean over the days measured, from edge to edge, as a share of the prediction. */
  readonly meanWidth: number | null
  readonly coverage: Coverage | null
}

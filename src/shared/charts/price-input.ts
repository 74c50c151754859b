import type { Bars, Range } from '../types.ts'
import type { PartSpan } from './parts.ts'
import { makeStretches, stretchSize, type View } from './stretches.ts'

/** A part of the split as bars of the whole series, with its count of windows. */
export interface CountedSpan extends PartSpan {
  readonly windows: number
}

export interface PriceInput {
  readonly bars: Bars
  /** The column that networks see, NaN where it has no value. */
  readonly price: Float64Array
  readonly name: string
  readonly hasVolume: boolean
  /** Bars the experiment uses; null when it cannot use any. */
  readonly used: Range | null
  readonly parts: readonly CountedSpan[]
}

export interface PriceChoice {
  readonly kind: 'line' | 'candles'
  readonly view: View
  /** Whether the wheel zooms by itself, or only with the control key since it scrolls the page. */
  readonly wheel: true | 'ctrl'
}

/** Heights of what lies under the price's own plot, in pixels. */
export const volumeHeight = 46
export const stripHeight = 24
export const axisHeight = 25

/** A point for each pixel: the lowest and the highest of every stretch. */
export const pointsIn = (view: View, across: number, count: number): Range[] =>
  makeStretches(view, stretchSize(view, Math.max(100, across)), count)

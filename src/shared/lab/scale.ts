import type { Range, Scaler } from '../types.ts'
import { mean, meanSquare, type Numbers } from './numbers.ts'

/** The tutorial feeds CR as it is. */
export const identityScaler: Scaler = { mean: 0, deviation: 1 }

/**
 * The values that windows `range` touch: from the first input of the first to the target of the last.
 * Windows [a, b) of length T touch values[a … b−1+T], so the half-open range is [a, b + T).
 */
export const valuesOf = (range: Range, window: number): Range => ({
  start: range.start,
  end: range.end + window,
})

/**
 * Mean and population deviation of the values that the given windows touch, each value once.
 * With the train windows this covers every train input and target up to the last train target,
 * and nothing later. A constant series gets deviation 1 (as scikit-learn's StandardScaler): it stays 0.
 */
export function fitScaler(values: Numbers, windows: Range, window: number): Scaler {
  const { start, end } = valuesOf(windows, window)
  const centre = mean(values, start, end)
  const deviation = Math.sqrt(meanSquare(values, centre, start, end))
  // rounding leaves some 1e-17 of deviation on values that are all alike
  const flat = deviation <= 1e-12 * Math.abs(centre)
  return { mean: centre, deviation: flat ? 1 : deviation }
}

/** To model space. */
export const scale = (scaler: Scaler, value: number): number =>
  (value - scaler.mean) / scaler.deviation

/** From model space to the protocol's own unit: CR or log return. */
export const unscale = (scaler: Scaler, value: number): number =>
  value * scaler.deviation + scaler.mean

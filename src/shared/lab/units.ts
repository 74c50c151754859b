import type { Prepared, Protocol } from '../types.ts'
import { unscale } from './scale.ts'
import { targetBar } from './split.ts'

/**
 * From model space to what people read. `z` is always a value in model space: CR under tutorial,
 * standardised log return under sealed; window i's target is bar `targetBar(prepared, i)`.
 */

/** Unit of predictions and paths, as `Results` names it. */
export const unitOf = (protocol: Protocol) =>
  protocol === 'tutorial' ? 'cumulative return' : 'price'

/** The price of the last bar that window `i` may know. */
export const lastKnownPrice = (prepared: Prepared, i: number): number =>
  prepared.prices[targetBar(prepared, i) - 1]!

/** The true price of window `i`'s target. */
export const targetPrice = (prepared: Prepared, i: number): number =>
  prepared.prices[targetBar(prepared, i)]!

/** Predicted price of window `i`'s target: P_0 · CR (tutorial) or P_{t−1} · exp(r̂) (sealed). */
export function priceOf(prepared: Prepared, i: number, z: number): number {
  if (prepared.protocol === 'tutorial') return prepared.prices[0]! * z
  return lastKnownPrice(prepared, i) * Math.exp(unscale(prepared.scaler, z))
}

/** The prediction in the unit of tables: CR (tutorial) or price (sealed). */
export const inUnit = (prepared: Prepared, i: number, z: number): number =>
  prepared.protocol === 'tutorial' ? z : priceOf(prepared, i, z)

/** The truth of window `i` in the unit of tables. */
export const actualInUnit = (prepared: Prepared, i: number): number =>
  prepared.protocol === 'tutorial'
    ? prepared.values[i + prepared.window]!
    : targetPrice(prepared, i)

/** “Tomorrow = today” for window `i` in the unit of tables. */
export const persistenceInUnit = (prepared: Prepared, i: number): number =>
  prepared.protocol === 'tutorial'
    ? prepared.values[i + prepared.window - 1]!
    : lastKnownPrice(prepared, i)

/** A bar's price in the unit of tables. */
export const barInUnit = (prepared: Prepared, bar: number): number =>
  (prepared.protocol === 'tutorial' ? prepared.values : prepared.prices)[bar]!

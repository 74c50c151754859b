import type { Prepared, Range } from '../types.ts'
import { fill, mean } from './numbers.ts'
import { fitRidge, predictRidge, type Ridge } from './ridge.ts'
import { scale, valuesOf } from './scale.ts'
import { lastKnownPrice } from './units.ts'

/**
 * Forecasts without a network, in both protocols, one-step and recursive. All are fitted on the
 * train part (or on the windows given); persistence has nothing to fit.
 *
 * - persistence, “tomorrow = today”: CR_{t−1}, or a log return of 0
 * - drift: a random walk with drift in the price, P_{t−1} + c, c the mean daily change
 *   (Hyndman & Athanasopoulos, Forecasting, 3rd ed., section 5.2)
 * - train-mean: the mean return; simple under tutorial, logarithmic under sealed
 * - ridge: a linear autoregression on the same window, shrunk
 */
export const baselineNames = ['persistence', 'drift', 'train-mean', 'ridge'] as const
export type BaselineName = (typeof baselineNames)[number]

export interface Baselines {
  /** Mean daily change of the price over the fitted bars, in the price's currency. */
  readonly drift: number
  /** Mean value change: simple return under tutorial, log return under sealed. */
  readonly meanReturn: number
  readonly ridge: Ridge
}

/**
 * λ = 20 · T on features of unit variance. Read as a prior: weights of variance 1/(20 T) let a
 * window explain about a twentieth of a day's variance, which is generous for daily prices.
 * Weaker (λ near 0) and T = 30 free weights on some 500 days lose about 6 % to persistence by
 * noise alone; much stronger and the baseline could learn nothing that is there.
 */
const ridgeLambda = (window: number): number => 20 * window

/** Fits every baseline on the windows given: the train part unless told otherwise. */
export function fitBaselines(prepared: Prepared, windows: Range = prepared.split.train): Baselines {
  return {
    drift: meanChange(prepared, fittedBars(prepared, windows)),
    meanReturn: meanReturn(prepared, fittedBars(prepared, windows)),
    ridge: fitWindowRidge(prepared, windows),
  }
}

/** Bars that windows `range` touch, as [first, last + 1). A sealed window's first return needs the bar before. */
function fittedBars({ window, offset }: Prepared, windows: Range): Range {
  const { start, end } = valuesOf(windows, window)
  return { start, end: end + offset }
}

/** (P_last − P_first) / (bars − 1): the mean of all daily changes. */
const meanChange = ({ prices }: Prepared, { start, end }: Range) =>
  (prices[end - 1]! - prices[start]!) / (end - start - 1)

function meanReturn(prepared: Prepared, { start, end }: Range): number {
  const returns = fill(end - start - 1, i => {
    const ratio = prepared.prices[start + i + 1]! / prepared.prices[start + i]!
    return prepared.protocol === 'tutorial' ? ratio - 1 : Math.log(ratio)
  })
  return mean(returns)
}

/** One-step predictions in model space for windows `range`: [N], each from its own true inputs. */
export function predictBaseline(
  prepared: Prepared,
  fitted: Baselines,
  name: BaselineName,
  range: Range
): Float64Array {
  const step = oneStep(prepared, fitted, name)
  return fill(range.end - range.start, i => step(range.start + i))
}

function oneStep(prepared: Prepared, fitted: Baselines, name: BaselineName): (i: number) => number {
  switch (name) {
    case 'persistence':
      return i => lastKnownInModelSpace(prepared, i)
    case 'drift':
      return i => priceToModelSpace(prepared, i, lastKnownPrice(prepared, i) + fitted.drift)
    case 'train-mean':
      return i =>
        priceToModelSpace(
          prepared,
          i,
          grow(prepared, lastKnownPrice(prepared, i), fitted.meanReturn)
        )
    case 'ridge':
      return i =>
        ridgeNext(prepared, fitted.ridge, prepared.values.subarray(i, i + prepared.window))
  }
}

/** Persistence in model space: the window's last CR (tutorial), or a log return of 0 (sealed). */
export const lastKnownInModelSpace = (prepared: Prepared, i: number): number =>
  prepared.protocol === 'tutorial'
    ? prepared.values[i + prepared.window - 1]!
    : scale(prepared.scaler, 0)

function priceToModelSpace(prepared: Prepared, i: number, price: number): number {
  if (prepared.protocol === 'tutorial') return price / prepared.prices[0]!
  return scale(prepared.scaler, Math.log(price / lastKnownPrice(prepared, i)))
}

const grow = ({ protocol }: Prepared, price: number, r: number) =>
  protocol === 'tutorial' ? price * (1 + r) : price * Math.exp(r)

/**
 * Ridge on the window. Sealed: the T standardised returns predict the next. Tutorial: the T − 1
 * daily changes of CR predict the next change, added to the last value. So the weights on the T
 * inputs sum to 1 and a level that training never saw pulls nothing back; it shrinks to drift.
 */
function fitWindowRidge(prepared: Prepared, windows: Range): Ridge {
  const count = windows.end - windows.start
  const rows = Array.from({ length: count }, (_, k) => rowAt(prepared, windows.start + k))
  const features = rows[0]!.x.length
  const x = new Float64Array(count * features) // [N, F]
  for (const [k, row] of rows.entries()) x.set(row.x, k * features)
  const y = Float64Array.from(rows, row => row.y) // [N]
  const variance = prepared.protocol === 'sealed' ? 1 : changeVariance(y)
  return fitRidge(x, y, ridgeLambda(prepared.window) * variance)
}

function rowAt(prepared: Prepared, i: number): { x: Float64Array; y: number } {
  const { values, window } = prepared
  const inputs = values.subarray(i, i + window)
  const target = values[i + window]!
  return prepared.protocol === 'sealed'
    ? { x: inputs, y: target }
    : { x: changes(inputs), y: target - inputs[window - 1]! }
}

/** CR's changes are not standardised; λ is scaled to their mean square instead. Flat series: any λ will do. */
const changeVariance = (y: Float64Array) => mean(y.map(change => change * change)) || 1

/** values[t] − values[t−1]: [T − 1]. */
const changes = (values: Float64Array): Float64Array =>
  fill(values.length - 1, t => values[t + 1]! - values[t]!)

/** Ridge's next value after a window of T values, in model space. */
export function ridgeNext(prepared: Prepared, ridge: Ridge, window: Float64Array): number {
  if (prepared.protocol === 'sealed') return predictRidge(ridge, window)
  return window[window.length - 1]! + predictRidge(ridge, changes(window))
}

import type { Numbers } from './numbers.ts'

/**
 * Prices to returns and back. Prices: [n], positive. All in double precision.
 */

/** Simple returns r_t = P_t / P_{t−1} − 1, r_0 = 0. Shape [n]. */
export function simpleReturns(prices: Numbers): Float64Array {
  return Float64Array.from(prices, (price, t) => (t === 0 ? 0 : price / prices[t - 1]! - 1))
}

/**
 * Cumulative return CR_t = Π_{s≤t} (1 + r_s), CR_0 = 1. Shape [n].
 *
 * Multiplied up from the rounded returns, as the tutorial does (pandas: `pct_change`, `cumprod`),
 * and not taken as P_t / P_0: the two differ by some 1e-16 a day, and agreeing with the tutorial
 * to the last printed digit is worth more than that. CR_t depends on P_0 … P_t only.
 */
export function cumulativeReturns(prices: Numbers): Float64Array {
  let product = 1
  return simpleReturns(prices).map(r => (product *= 1 + r))
}

/** Log returns ln P_t − ln P_{t−1} for t = 1 … n−1. Shape [n − 1]: the first bar has none. */
export function logReturns(prices: Numbers): Float64Array {
  const returns = new Float64Array(Math.max(0, prices.length - 1))
  for (let t = 1; t < prices.length; t++) returns[t - 1] = Math.log(prices[t]! / prices[t - 1]!)
  return returns
}

/** The inverse of `cumulativeReturns`, up to rounding: P_t = P_0 · CR_t. */
export function pricesFromCumulative(cumulative: Numbers, firstPrice: number): Float64Array {
  return Float64Array.from(cumulative, cr => firstPrice * cr)
}

/** The inverse of `logReturns`, up to rounding: P_t = P_{t−1} · exp(r_t). Shape [m + 1]. */
export function pricesFromLogReturns(returns: Numbers, firstPrice: number): Float64Array {
  const prices = new Float64Array(returns.length + 1)
  prices[0] = firstPrice
  for (let t = 0; t < returns.length; t++) prices[t + 1] = prices[t]! * Math.exp(returns[t]!)
  return prices
}

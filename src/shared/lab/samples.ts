import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64'
import { mersenne } from 'pure-rand/generator/mersenne'
import type { Bars, IsoDate, SampleName } from '../types.ts'
import { pricesFromLogReturns } from './returns.ts'

/**
 * The two simulated series: the lab's controls. Log returns r_t = φ r_{t−1} + ε_t, ε normal.
 *
 * - `random-walk`, φ = 0: tomorrow's return is independent of all before; nobody can beat persistence.
 * - `momentum`, φ = 0.5: half of yesterday's return comes again. The best forecast φ r_{t−1}
 *   leaves (1 − φ²) of the variance, so skill in MSE against a log return of 0 is at most φ² = 0.25.
 *
 * ε has deviation σ √(1 − φ²), so both series' returns have deviation σ and look alike.
 */
export const autoregression: Readonly<Record<SampleName, number>> = {
  'random-walk': 0,
  momentum: 0.5,
}

export interface SampleOptions {
  /** Number of bars. 2,000: about eight years, enough for 20 seeds to show a skill of 0.2. */
  readonly days?: number
  /** σ, the deviation of daily log returns: 1.5 %, about a large company's share. */
  readonly dailyDeviation?: number
  readonly firstPrice?: number
  /** The last bar's date, or the weekday before it. Fixed, so that a seed is the same series for ever. */
  readonly lastDate?: IsoDate
}

/** Bars of a simulated series; the same name, seed and options give the same bars to the bit. */
export function makeSample(name: SampleName, seed: number, options: SampleOptions = {}): Bars {
  const { days = 2000, dailyDeviation = 0.015, firstPrice = 100, lastDate = '2024-12-31' } = options
  const returns = makeReturns(autoregression[name], dailyDeviation, days - 1, makeNormal(seed))
  const close = pricesFromLogReturns(returns, firstPrice)
  return {
    dates: weekdaysUpTo(lastDate, days),
    ...dressUp(close, dailyDeviation, makeNormal(~seed)),
  }
}

/** AR(1) from its stationary law, so that day 1 is like any other. [count] */
function makeReturns(
  phi: number,
  deviation: number,
  count: number,
  normal: () => number
): Float64Array {
  const shock = deviation * Math.sqrt(1 - phi * phi)
  let r = deviation * normal()
  return Float64Array.from({ length: count }, (_, t) => {
    if (t > 0) r = phi * r + shock * normal()
    return r
  })
}

/**
 * Open, range and volume that fit the close and carry nothing about the next one:
 * open gaps by 0.3 σ from the close before; high and low reach 0.4 σ beyond; volume is log-normal.
 */
function dressUp(
  close: Float64Array,
  deviation: number,
  normal: () => number
): Omit<Bars, 'dates'> {
  const open = close.map(
    (price, t) => (close[t - 1] ?? price) * Math.exp(0.3 * deviation * normal())
  )
  const reach = () => Math.exp(0.4 * deviation * Math.abs(normal()))
  return {
    open,
    high: close.map((price, t) => Math.max(price, open[t]!) * reach()),
    low: close.map((price, t) => Math.min(price, open[t]!) / reach()),
    close,
    adjusted: close.slice(),
    volume: close.map(() => Math.round(1e6 * Math.exp(0.4 * normal()))),
  }
}

/** Standard normal numbers by Box & Muller (1958): √(−2 ln u) cos 2πv. MT19937 mixes neighbouring seeds well. */
function makeNormal(seed: number): () => number {
  const generator = mersenne(seed)
  return () => {
    const u = 1 - uniformFloat64(generator) // (0, 1]
    return Math.sqrt(-2 * Math.log(u)) * Math.cos(2 * Math.PI * uniformFloat64(generator))
  }
}

const day = 86_400_000

/** The last `count` weekdays up to `last`, oldest first. Days are counted in UTC, where none is missing. */
function weekdaysUpTo(last: IsoDate, count: number): IsoDate[] {
  const dates: IsoDate[] = []
  for (let time = Date.parse(last); dates.length < count; time -= day) {
    const date = new Date(time)
    if (date.getUTCDay() % 6 !== 0) dates.push(date.toISOString().slice(0, 10))
  }
  return dates.reverse()
}

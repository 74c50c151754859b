import { uniformInt } from 'pure-rand/distribution/uniformInt'
import { mersenne } from 'pure-rand/generator/mersenne'
import { mean } from './numbers.ts'
import { pricesFromLogReturns } from './returns.ts'

/**
 * A series that has everything of the real one but what could be forecast.
 *
 * - `permuted`: its single daily returns in another order. Same returns, same spread, no memory.
 * - `flipped`: each return's distance from the mean keeps its size and gets a sign by chance. Calm and
 *   wild stretches stay where they are, so volatility clusters; which way it goes is chance.
 */
export type PlaceboKind = 'permuted' | 'flipped'

/** Prices of a placebo series: the same first price, the same number of days; seeded. [n] */
export function placeboPrices(prices: Float64Array, kind: PlaceboKind, seed: number): Float64Array {
  const returns = Float64Array.from({ length: prices.length - 1 }, (_, t) =>
    Math.log(prices[t + 1]! / prices[t]!)
  )
  const random = makeRandom(seed)
  const placebo = kind === 'permuted' ? permute(returns, random) : flip(returns, random)
  return pricesFromLogReturns(placebo, prices[0]!)
}

type RandomInt = (below: number) => number

function makeRandom(seed: number): RandomInt {
  const generator = mersenne(seed)
  return below => uniformInt(generator, 0, below - 1)
}

/** Fisher–Yates: every order is as likely. */
function permute(values: Float64Array, random: RandomInt): Float64Array {
  const permuted = values.slice()
  for (let i = permuted.length - 1; i > 0; i--) {
    const j = random(i + 1)
    ;[permuted[i], permuted[j]] = [permuted[j]!, permuted[i]!]
  }
  return permuted
}

function flip(values: Float64Array, random: RandomInt): Float64Array {
  const centre = mean(values)
  return values.map(value => centre + (random(2) === 0 ? value - centre : centre - value))
}

/**
 * How often chance does as well: p = (1 + #{placebo at least as good}) / (K + 1), the exact p of a
 * randomisation test (Phipson & Smyth 2010), never 0. A tie counts against the real run, and so does a
 * placebo whose measure is no number. Null when the real one has none.
 * @param real the real run's skill, larger is better  @param placebos one for each placebo run
 */
export function placeboP(real: number, placebos: readonly number[]): number | null {
  if (!Number.isFinite(real)) return null
  const asGood = placebos.filter(skill => !(skill < real)).length
  return (1 + asGood) / (placebos.length + 1)
}

import { uniformInt } from 'pure-rand/distribution/uniformInt'
import { mersenne } from 'pure-rand/generator/mersenne'
import type { Prepared } from '../types.ts'
import { mean } from './numbers.ts'
import { prepareCopy } from './prepare.ts'
import { pricesFromLogReturns } from './returns.ts'
import { openWindows, targetBar } from './split.ts'

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

/**
 * Seeds of so many placebos, all different. More of them begin with the same ones, so that a longer
 * study repeats a shorter one.
 */
export function placeboSeeds(seed: number, count: number): number[] {
  const generator = mersenne(seed)
  const seeds = new Set<number>()
  while (seeds.size < count) seeds.add(uniformInt(generator, 0, 0xffff_ffff))
  return [...seeds]
}

/** How the returns of a copy come about. `real`: as they are. */
export type CopyOf =
  | { readonly kind: 'real' }
  | { readonly kind: PlaceboKind; readonly seed: number }

/**
 * The run's series up to the last day that may be looked at, or a placebo of it, with the run's
 * windows and parts. While the test part is closed no day of it is shuffled into the others.
 */
export function placeboCopy(prepared: Prepared, testOpen: boolean, copy: CopyOf): Prepared {
  const last = targetBar(prepared, openWindows(prepared, testOpen) - 1)
  const seen = prepared.prices.slice(0, last + 1)
  return prepareCopy(
    prepared,
    copy.kind === 'real' ? seen : placeboPrices(seen, copy.kind, copy.seed)
  )
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
  return (1 + countAsGood(real, placebos)) / (placebos.length + 1)
}

/** Placebos at least as good as the real run; as in `placeboP`. */
export const countAsGood = (real: number, placebos: readonly number[]): number =>
  placebos.filter(skill => !(skill < real)).length

/** The fewest placebos with which Holm's adjusted p of one of so many networks can be 0.05. */
export const fewestPlacebos = (networks: number): number => Math.max(39, 20 * networks - 1)

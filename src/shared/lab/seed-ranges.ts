import type { Measures } from '../results.ts'
import type { MeasureRanges, SeedBand, SeedRange, SeedRank } from '../studies/seeds.ts'
import { median } from './quality.ts'

/** K seeds: the given one and those after it; after the largest comes 0. */
export const seedsFrom = (seed: number, count: number): number[] =>
  Array.from({ length: count }, (_, k) => (seed + k) % 2 ** 32)

type Missing = number | null | undefined

const isNumber = (value: Missing): value is number =>
  typeof value === 'number' && Number.isFinite(value)

/** Median, smallest and largest of the numbers among `values`; of none, null. */
export function rangeOf(values: readonly Missing[]): SeedRange {
  const numbers = values.filter(isNumber)
  if (numbers.length === 0) return { median: null, low: null, high: null, count: 0 }
  return {
    median: median(numbers),
    low: Math.min(...numbers),
    high: Math.max(...numbers),
    count: numbers.length,
  }
}

/** The same value by value: `columns` are the seeds', [N] each; the band has the first one's length. */
export function bandOf(columns: readonly (readonly Missing[])[]): SeedBand {
  const ranges = (columns[0] ?? []).map((_, i) => rangeOf(columns.map(column => column[i])))
  return {
    median: ranges.map(range => range.median),
    low: ranges.map(range => range.low),
    high: ranges.map(range => range.high),
  }
}

/** Of every measure of one forecaster on one part, over seeds. */
export function measureRanges(measures: readonly Measures[]): MeasureRanges {
  const of = (pick: (m: Measures) => number | null) => rangeOf(measures.map(pick))
  return {
    mse: of(m => m.mse),
    mseOverBatches: of(m => m.mseOverBatches),
    rmse: of(m => m.rmse),
    mae: of(m => m.mae),
    mase: of(m => m.mase),
    mape: of(m => m.mape),
    skill: of(m => m.skill),
    direction: of(m => m.direction?.share ?? null),
    bestLag: of(m => m.bestLag),
    withLastChange: of(m => m.copy?.withLastChange ?? null),
    withNextChange: of(m => m.copy?.withNextChange ?? null),
  }
}

/** Do two ranges have a value in common? Those without numbers have none. */
export function overlap(a: SeedRange, b: SeedRange): boolean {
  if (a.low === null || a.high === null || b.low === null || b.high === null) return false
  return a.low <= b.high && b.low <= a.high
}

/**
 * By median skill, the largest first. A rank counts only those whose whole range lies above: ranges
 * that overlap do not say which is the better one. Those without a number are left out.
 */
export function rankSeeds(
  skills: readonly { readonly name: string; readonly skill: SeedRange }[]
): SeedRank[] {
  const known = skills.flatMap(({ name, skill: { median: middle, low, high, count } }) =>
    middle === null || low === null || high === null
      ? []
      : [{ name, skill: { median: middle, low, high, count } }]
  )
  return known
    .toSorted((a, b) => b.skill.median - a.skill.median)
    .map(({ name, skill }) => {
      const others = known.filter(other => other.name !== name)
      return {
        name,
        rank: 1 + others.filter(other => other.skill.low > skill.high).length,
        skill,
        overlaps: others.filter(other => overlap(other.skill, skill)).map(other => other.name),
      }
    })
}

/** Persistence's skill is 0 from every seed: it has none. */
export const persistenceSkill = (count: number): SeedRange => ({
  median: 0,
  low: 0,
  high: 0,
  count,
})

const mostEpochs = 400 // points of a loss curve that are kept: about one a pixel of a panel

/** Epochs whose losses are kept of every seed, so that curves can be compared: even, with the last one. */
export function lossGrid(epochs: number): number[] {
  const stride = Math.ceil(epochs / mostEpochs)
  const grid = Array.from({ length: Math.ceil(epochs / stride) }, (_, k) => 1 + k * stride)
  return grid.at(-1) === epochs ? grid : [...grid, epochs]
}

import type { RunBundle } from '../bundle.ts'
import type { Results } from '../results.ts'
import type { SeedRange, SeedsResults } from '../studies/seeds.ts'
import { type DieboldMariano, dieboldMariano } from './diebold-mariano.ts'
import { holm } from './holm.ts'
import { skill } from './metrics.ts'
import { mean } from './numbers.ts'
import { overlap } from './seed-ranges.ts'
import { significance } from './verdict.ts'

/** One run of a comparison, with the network it is compared by. */
export interface ComparedRun {
  /** `A`, `B`, … */
  readonly letter: string
  readonly results: Results
  readonly predictions: RunBundle['predictions']
  readonly model: string
  /** What its other seeds found, where that is to be shown. */
  readonly seeds?: SeedsResults | null
}

/** Two runs against each other on the days both were judged by. */
export interface RunPair {
  readonly first: string
  readonly second: string
  /** Why nothing is said of the two; null when they were compared. */
  readonly refusal: string | null
  readonly outcome: 'first better' | 'second better' | 'tie' | 'too few' | 'not compared'
  /** 1 − MSE of the first / MSE of the second; positive when the first is closer. */
  readonly gain: number | null
  readonly p: number | null
  /** After Holm over all pairs tested. */
  readonly adjustedP: number | null
  readonly days: number
}

/**
 * Squared one-step errors on the verdict's days in the protocol's own unit: of CR under tutorial, of
 * the log return under sealed, where ln(P̂/P_{t−1}) − ln(P/P_{t−1}) = ln(P̂/P). [N]
 */
export function errorsOfRun({ results, predictions, model }: ComparedRun): Float64Array {
  const said = predictions.models[model] ?? []
  const error =
    results.unit === 'price'
      ? (i: number) => Math.log((said[i] ?? NaN) / (predictions.actual[i] ?? NaN))
      : (i: number) => (said[i] ?? NaN) - (predictions.actual[i] ?? NaN)
  return Float64Array.from(verdictRows(results, predictions), i => error(i) ** 2)
}

const verdictRows = (results: Results, { part }: RunBundle['predictions']): number[] =>
  part.flatMap((each, i) => (each === results.verdictPart ? [i] : []))

/** Every pair of runs, Diebold–Mariano on the same days, two-sided, Holm over the pairs. */
export function compareRuns(runs: readonly ComparedRun[]): RunPair[] {
  const pairs = runs.flatMap((first, i) => runs.slice(i + 1).map(second => ({ first, second })))
  const judged = pairs.map(({ first, second }) => judgePair(first, second))
  const adjusted = holm(judged.map(({ test }) => test?.p ?? null))
  return pairs.map(({ first, second }, k) => {
    const { refusal, test, gain, days } = judged[k]!
    const adjustedP = adjusted[k] ?? null
    const outcome = outcomeOf(refusal, test, adjustedP)
    const letters = { first: first.letter, second: second.letter }
    return { ...letters, refusal, outcome, gain, p: test?.p ?? null, adjustedP, days }
  })
}

function judgePair(first: ComparedRun, second: ComparedRun) {
  const refusal = whyNot(first, second)
  if (refusal !== null) return { refusal, test: null, gain: null, days: 0 }
  const [a, b] = [errorsOfRun(first), errorsOfRun(second)]
  const gain = skill(mean(a), mean(b))
  const isNumber = Number.isFinite(gain)
  return { refusal, test: dieboldMariano(a, b), gain: isNumber ? gain : null, days: a.length }
}

function outcomeOf(
  refusal: string | null,
  test: DieboldMariano | null,
  adjustedP: number | null
): RunPair['outcome'] {
  if (refusal !== null) return 'not compared'
  if (test === null || adjustedP === null) return 'too few'
  if (adjustedP >= significance) return 'tie'
  return test.statistic < 0 ? 'first better' : 'second better'
}

/** Of the network it is compared by, on the part that judges; null where no other seed says. */
export function skillOverSeeds({ results, model, seeds }: ComparedRun): SeedRange | null {
  const network = seeds?.networks.find(each => each.model === model)
  const skills = network?.parts[results.verdictPart]?.skill
  return skills === undefined || skills.count < 2 ? null : skills
}

/** Do the skills of two runs over their seeds have a value in common? Null where one has no range. */
export function seedsOverlap(a: ComparedRun, b: ComparedRun): boolean | null {
  const [first, second] = [skillOverSeeds(a), skillOverSeeds(b)]
  return first === null || second === null ? null : overlap(first, second)
}

/** Why two runs' errors cannot be laid side by side, in a sentence; null when they can. */
export function whyNot(a: ComparedRun, b: ComparedRun): string | null {
  const [x, y] = [a.results, b.results]
  const both = `${a.letter} and ${b.letter}`
  if (x.series.symbol !== y.series.symbol || x.series.source !== y.series.source)
    return `${a.letter} is of ${x.series.symbol}, ${b.letter} of ${y.series.symbol}: other prices, other errors.`
  if (x.unit !== y.unit)
    return `${both} follow different protocols: one’s error is of the log return, the other’s of the cumulative return.`
  if (x.verdictPart !== y.verdictPart)
    return `${a.letter} is judged on ${x.verdictPart} days, ${b.letter} on ${y.verdictPart} days.`
  return sameDays(a, b)
    ? sameTruth(a, b)
    : `${both} are judged on different days: ${daysWords(a)} and ${daysWords(b)}.`
}

const datesOf = ({ results, predictions }: ComparedRun) =>
  verdictRows(results, predictions).map(i => predictions.dates[i] ?? '')

const sameDays = (a: ComparedRun, b: ComparedRun) => datesOf(a).join() === datesOf(b).join()

function daysWords(run: ComparedRun): string {
  const dates = datesOf(run)
  return `${dates.length} from ${dates[0] ?? '?'} to ${dates.at(-1) ?? '?'}`
}

/** A cumulative return counts from the first bar, and a price may be adjusted: then scales differ. */
function sameTruth(a: ComparedRun, b: ComparedRun): string | null {
  const truth = ({ results, predictions }: ComparedRun) =>
    verdictRows(results, predictions).map(i => predictions.actual[i] ?? NaN)
  const others = truth(b)
  const isSame = truth(a).every(
    (value, i) => Math.abs(value - (others[i] ?? NaN)) <= 1e-9 * Math.abs(value)
  )
  return isSame
    ? null
    : `${a.letter} and ${b.letter} have the same days but other values: they count from different first days, or of another price.`
}

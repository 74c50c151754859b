import type { BacktestResults } from '../studies/backtest.ts'
import { fewestApart } from './horizon-test.ts'
import {
  isLikelyLuck,
  listWords,
  modelWords,
  percentWords,
  persistenceWords,
  pWords,
} from './words.ts'

/** What a backtest found, in words: the answer by horizon, the number behind it, what to beware of. */

type Facts = Pick<
  BacktestResults,
  'part' | 'tries' | 'origins' | 'horizon' | 'training' | 'forecasters' | 'verdicts' | 'folds'
>

/** The answer first; none before the first fold is done. */
export function backtestSentences(facts: Facts): string[] {
  if (facts.folds.length === 0) return []
  const tested = testedSteps(facts)
  return [
    ...closedWords(facts),
    ...(tested.length === 0 ? [nothingTested(facts)] : answers(facts, tested)),
  ]
}

/** Steps ahead at which a network could be tested. */
const testedSteps = ({ verdicts, horizon }: Facts): number[] =>
  stepsTo(horizon).filter(step => verdicts.some(({ steps }) => steps[step - 1]?.p != null))

const stepsTo = (horizon: number) => Array.from({ length: horizon }, (_, h) => h + 1)

const closedWords = ({ part }: Facts): string[] =>
  part === 'test'
    ? []
    : [
        'The test part is closed. These days lie in validation, which chose the epoch of each network and so flatters them.',
      ]

const nothingTested = ({ folds }: Facts) =>
  `There are too few origins to say whether a network beats ${persistenceWords}: of ${folds.length}, fewer than ${fewestApart} share no day.`

function answers(facts: Facts, tested: readonly number[]): string[] {
  const better = facts.verdicts.flatMap(({ model }) => betterWords(facts, model, tested))
  const worse = facts.verdicts.flatMap(({ model }) => worseWords(facts, model, tested))
  const none = `No network beat ${persistenceWords} ${everyWords(tested)}.`
  return [
    ...(better.length > 0 ? better : [none]),
    ...worse,
    ...tooFarWords(facts, tested),
    ...manyWords(tested),
  ]
}

/** `LSTM beat X up to 4 days ahead, most at 2 days: its squared error is 12.1 % lower (p = 0.012, 3 tries).` */
function betterWords(facts: Facts, model: string, tested: readonly number[]): string[] {
  const steps = stepsWith(facts, model, 'better')
  const most = steps.toSorted((a, b) => skillAt(facts, model, b) - skillAt(facts, model, a))[0]
  if (most === undefined) return []
  const { tries } = facts
  const adjustedP = pAt(facts, model, most)
  const where = whereWords(steps, tested)
  const evidence = `${mostWords(steps, most)}its squared error is ${percentWords(skillAt(facts, model, most))} lower (${pWords(adjustedP)}, ${triesWords(tries)})`
  if (steps.every(step => isLikelyLuck({ adjustedP: pAt(facts, model, step) }, tries)))
    return [
      `${modelWords(model)} looks better ${where}, but ${tries} tries on this series make that likely by luck: ${evidence}.`,
    ]
  return [`${modelWords(model)} beat ${persistenceWords} ${where}: ${evidence}.`]
}

/** `From 9 days ahead RNN is worse, most at 22 days: its squared error is 14.1 % higher (p < .001).` */
function worseWords(facts: Facts, model: string, tested: readonly number[]): string[] {
  const steps = stepsWith(facts, model, 'worse')
  const most = steps.toSorted((a, b) => skillAt(facts, model, a) - skillAt(facts, model, b))[0]
  if (most === undefined) return []
  return [
    `${capitalise(whereWords(steps, tested))} ${modelWords(model)} is worse than ${persistenceWords}: ${mostWords(steps, most)}its squared error is ${higherWords(skillAt(facts, model, most))} (${pWords(pAt(facts, model, most))}).`,
  ]
}

/** `14.1 % higher`; `28.5 times as high` where a share says nothing any more. */
const higherWords = (skill: number) =>
  skill < -9 ? `${(1 - skill).toFixed(1)} times as high` : `${percentWords(skill)} higher`

const stepsWith = ({ verdicts }: Facts, model: string, outcome: 'better' | 'worse') =>
  (verdicts.find(own => own.model === model)?.steps ?? []).flatMap((verdict, h) =>
    verdict.outcome === outcome ? [h + 1] : []
  )

const skillAt = ({ forecasters }: Facts, model: string, step: number): number =>
  forecasters.find(({ name }) => name === model)?.skill[step - 1] ?? Number.NaN

const pAt = ({ verdicts }: Facts, model: string, step: number): number =>
  verdicts.find(own => own.model === model)?.steps[step - 1]?.adjustedP ?? 1

const mostWords = (steps: readonly number[], most: number) =>
  steps.length > 1 ? `most at ${daysWords(most)}, where ` : ''

const everyWords = (tested: readonly number[]) =>
  tested.length === 1
    ? `${daysWords(tested[0]!)} ahead`
    : `at any of the ${tested.length} horizons that could be tested (${rangeWords(tested)} days ahead)`

/** Horizons in as few words as they need: `from 9 days ahead`, `1 to 3 and 7 days ahead`. */
export function whereWords(steps: readonly number[], tested: readonly number[]): string {
  const [first, last] = [steps[0] ?? 0, steps.at(-1) ?? 0]
  const ranges = rangesOf(steps)
  if (steps.length === tested.length && steps.length > 1)
    return `at every horizon tested (${rangeWords(tested)} days ahead)`
  if (steps.length === 1) return `${daysWords(first)} ahead`
  if (ranges.length === 1 && last === tested.at(-1)) return `from ${daysWords(first)} ahead`
  if (ranges.length === 1 && first === tested[0]) return `up to ${daysWords(last)} ahead`
  if (ranges.length <= 3) return `${listWords(ranges.map(rangeWords))} days ahead`
  return `at ${steps.length} of ${tested.length} horizons, from ${first} to ${last} days ahead,`
}

/** Runs of steps that follow each other. */
function rangesOf(steps: readonly number[]): number[][] {
  const ranges: number[][] = []
  for (const step of steps) {
    const range = ranges.at(-1)
    if (range?.at(-1) === step - 1) range.push(step)
    else ranges.push([step])
  }
  return ranges
}

const rangeWords = (steps: readonly number[]) =>
  steps.length === 1 ? String(steps[0]) : `${steps[0]} to ${steps.at(-1)}`

const daysWords = (days: number) => (days === 1 ? '1 day' : `${days} days`)

const triesWords = (tries: number) => (tries === 1 ? '1 try' : `${tries} tries`)

function tooFarWords({ horizon, folds }: Facts, tested: readonly number[]): string[] {
  const last = tested.at(-1) ?? 0
  return last >= horizon
    ? []
    : [
        `From ${daysWords(last + 1)} ahead there are too few origins to test: of ${folds.length}, fewer than ${fewestApart} share no day.`,
      ]
}

const manyWords = (tested: readonly number[]) =>
  tested.length > 1
    ? [
        'Each horizon is a question of its own, and one in twenty would look different by luck alone.',
      ]
    : []

const capitalise = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

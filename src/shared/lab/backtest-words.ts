import { displayName, formatCount, formatDate } from '../charts/format.ts'
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
  return tested.length === 0
    ? [nothingTested(facts), ...closedWords(facts)]
    : answers(facts, tested)
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
  const better = groups(facts, 'better').flatMap(group => [
    betterWords(facts, group, tested),
    ...simplerWords(facts, group),
  ])
  const worse = groups(facts, 'worse').map(group => worseWords(facts, group, tested))
  const none = `No network beat ${rival(facts)} ${everyWords(tested)}.`
  return [
    ...(better.length > 0 ? better : [none]),
    ...worse,
    ...closedWords(facts),
    ...tooFarWords(facts, tested),
    ...manyWords(tested),
  ]
}

const rival = ({ part }: Facts) =>
  part === 'test' ? persistenceWords : `${persistenceWords} on validation`

/** Networks of which the same is said. */
interface Group {
  readonly models: readonly string[]
  readonly steps: readonly number[]
  /** Where the first one's skill is farthest from zero. */
  readonly most: number
  readonly isLuck: boolean
}

function groups(facts: Facts, outcome: 'better' | 'worse'): Group[] {
  const sign = outcome === 'better' ? -1 : 1
  const each = facts.verdicts.flatMap(({ model }) => {
    const steps = stepsWith(facts, model, outcome)
    const skillOf = (step: number) => sign * skillAt(facts, model, step)
    const most = steps.toSorted((a, b) => skillOf(a) - skillOf(b))[0]
    const isLuck = steps.every(step =>
      isLikelyLuck({ adjustedP: pAt(facts, model, step) }, facts.tries)
    )
    return most === undefined ? [] : [{ model, steps, most, isLuck }]
  })
  const alike = Map.groupBy(each, ({ steps, isLuck }) => `${isLuck} ${steps.join()}`)
  return [...alike.values()].map(group => ({ ...group[0]!, models: group.map(own => own.model) }))
}

/** `LSTM beat X up to 4 days ahead: most at 2 days, where its squared error is 12.1 % lower (p = 0.012, 3 tries).` */
function betterWords(facts: Facts, group: Group, tested: readonly number[]): string {
  const { models, steps, isLuck } = group
  const { tries } = facts
  const names = listWords(models.map(modelWords))
  const where = whereWords(steps, tested)
  const gains = listWords(models.map(model => percentWords(skillAt(facts, model, group.most))))
  const evidence = `${mostWords(group)} ${gains} lower (${pWords(pOf(facts, group))}, ${triesWords(tries)})`
  if (!isLuck) return `${names} beat ${rival(facts)} ${where}: ${evidence}.`
  const verb = models.length === 1 ? 'looks' : 'look'
  return `${names} ${verb} better ${where}, but ${tries} tries on this series make that likely by luck: ${evidence}.`
}

/**
 * Several days ahead a rising series alone beats persistence: where a baseline that never trained does
 * better still, the network need not have learned anything. Of the step where it looks best.
 */
function simplerWords(facts: Facts, { models, most }: Group): string[] {
  const bar = Math.max(...models.map(model => skillAt(facts, model, most)))
  const [first] = facts.forecasters
    .filter(({ kind }) => kind === 'baseline')
    .map(({ name }) => ({ name, skill: skillAt(facts, name, most) }))
    .filter(({ skill }) => skill > bar)
    .toSorted((a, b) => b.skill - a.skill)
  return first === undefined
    ? []
    : [
        `${displayName(first.name)}, a baseline without a network, did better still ${daysWords(most)} ahead: its squared error is ${percentWords(first.skill)} lower.`,
      ]
}

/** `From 9 days ahead RNN is worse than X: most at 22 days, where its squared error is 14.1 % higher (p < .001).` */
function worseWords(facts: Facts, group: Group, tested: readonly number[]): string {
  const { models, steps, most } = group
  const verb = models.length === 1 ? 'is' : 'are'
  const losses = listWords(models.map(model => higherWords(skillAt(facts, model, most))))
  const where = capitalise(whereWords(steps, tested))
  return `${where} ${listWords(models.map(modelWords))} ${verb} worse than ${rival(facts)}: ${mostWords(group)} ${losses} (${pWords(pOf(facts, group))}).`
}

function mostWords({ models, steps, most }: Group): string {
  const [whose, are] =
    models.length === 1 ? ['its squared error', 'is'] : ['their squared errors', 'are']
  return `${steps.length > 1 ? `most at ${daysWords(most)}, where ` : ''}${whose} ${are}`
}

/** Of several, the least certain p is said. */
const pOf = (facts: Facts, { models, most }: Group) =>
  Math.max(...models.map(model => pAt(facts, model, most)))

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

/** `181 origins, a day apart, 30 Jun 2023 to 18 Mar 2024; the 30 days after each lie in the test part.` */
export function originWords(results: BacktestResults): string {
  const { folds, origins, stride, horizon, part, training } = results
  const [first, last] = [folds[0]?.origin, folds.at(-1)?.origin]
  if (first === undefined || last === undefined) return 'No origin is done yet.'
  const count = folds.length < origins ? `${folds.length} of ${origins}` : formatCount(origins)
  const apart = stride === 1 ? 'a day apart' : `${stride} days apart`
  const days = horizon === 1 ? 'day after each lies' : `${horizon} days after each lie`
  const how =
    training === 'fixed'
      ? 'the networks are the run’s own'
      : 'networks are trained anew on what each origin knew'
  return `${count} origins, ${apart}, ${formatDate(first)} to ${formatDate(last)}; the ${days} in the ${part} part; ${how}.`
}

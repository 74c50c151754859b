import type { Verdict } from '../results.ts'
import { type ComparedRun, type RunPair, seedsOverlap, skillOverSeeds } from './compare-runs.ts'
import { skillRangeWords } from './seed-words.ts'
import { isLikelyLuck, listWords, modelWords, percentWords, pWords } from './words.ts'

/** A comparison in a sentence, then the number behind it. */

/** “Runs A and B tie, and neither beats persistence.” */
export function compareHeadline(runs: readonly ComparedRun[], pairs: readonly RunPair[]): string {
  return `${pairWords(runs, pairs)}, and ${persistenceWords(runs)}${partWords(runs)}.`
}

function pairWords(runs: readonly ComparedRun[], pairs: readonly RunPair[]): string {
  const letters = runs.map(run => run.letter)
  const decided = pairs.filter(isDecided)
  const compared = pairs.filter(pair => pair.outcome !== 'not compared')
  if (compared.length === 0) return `Runs ${listWords(letters)} cannot be compared`
  if (compared.every(pair => pair.outcome === 'too few'))
    return `Runs ${listWords(letters)} share too few days to tell them apart`
  if (decided.length > 0) return capital(decided.map(betterWords).join('; '))
  if (compared.length < pairs.length)
    return `Of runs ${listWords(letters)}, those that can be compared tie`
  return `Runs ${listWords(letters)} tie`
}

/** Validation chose the epoch and so flatters: said wherever it is what was judged. */
function partWords(runs: readonly ComparedRun[]): string {
  const parts = new Set(runs.map(run => run.results.verdictPart))
  if (parts.size > 1) return ', each on its own days'
  return parts.has('validation') ? ' on validation' : ''
}

const isDecided = ({ outcome }: RunPair) =>
  outcome === 'first better' || outcome === 'second better'

const betterWords = ({ first, second, outcome }: RunPair) =>
  outcome === 'first better'
    ? `run ${first} is closer than run ${second}`
    : `run ${second} is closer than run ${first}`

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

/** Which of the runs' networks beat persistence by their own verdict, tries counted. */
function persistenceWords(runs: readonly ComparedRun[]): string {
  const better = runs.filter(run => {
    const verdict = verdictOf(run)
    return verdict?.outcome === 'better' && !isLikelyLuck(verdict, run.results.tries)
  })
  if (better.length === 0) return `${runs.length === 2 ? 'neither' : 'none'} beats persistence`
  if (better.length === runs.length) return `${runs.length === 2 ? 'both' : 'all'} beat persistence`
  return `only ${listWords(better.map(run => run.letter))} ${better.length === 1 ? 'beats' : 'beat'} persistence`
}

const verdictOf = ({ results, model }: ComparedRun): Verdict | undefined =>
  results.verdicts.find(verdict => verdict.model === model)

/** One sentence a pair: by how much, on how many days, by chance or not; or why nothing is said. */
export function pairSentence(runs: readonly ComparedRun[], pair: RunPair): string {
  if (pair.refusal !== null) return pair.refusal
  const { first, second, gain, days, adjustedP } = pair
  const part = runs[0]?.results.verdictPart ?? 'test'
  const who = `${nameOf(runs, first)}: ${first}’s ${part} MSE is ${gainWords(gain)} ${second}’s.`
  if (adjustedP === null) return `${who} ${days} days say too little.`
  const chance = isDecided(pair) ? 'more than chance' : 'within chance'
  return `${who} On ${days} days that is ${chance} (Diebold–Mariano, ${pWords(adjustedP)}).`
}

/** What the seeds of two runs say of their skills; nothing where one of them has one seed only. */
export function seedPairSentence(runs: readonly ComparedRun[], pair: RunPair): string {
  if (pair.refusal !== null) return ''
  const [a, b] = [pair.first, pair.second].map(letter => runs.find(run => run.letter === letter))
  if (a === undefined || b === undefined) return ''
  const isSame = seedsOverlap(a, b)
  if (isSame === null) return ''
  const [first, second] = [a, b].map(skillsWords)
  return `Skill over first weights: ${first}; ${second}. ${
    isSame
      ? 'The ranges overlap: the seed alone may make the difference.'
      : 'The ranges do not overlap.'
  }`
}

function skillsWords(run: ComparedRun): string {
  const skills = skillOverSeeds(run)
  return skills === null
    ? run.letter
    : `${run.letter} ${skillRangeWords(skills)} from ${skills.count}`
}

/** `LSTM`, or of two different networks `LSTM and GRU`. */
function nameOf(runs: readonly ComparedRun[], first: string): string {
  const names = [...new Set(runs.map(run => modelWords(run.model)))]
  const own = runs.find(run => run.letter === first)
  return names.length === 1 && own !== undefined ? modelWords(own.model) : listWords(names)
}

function gainWords(gain: number | null): string {
  if (gain === null) return 'not comparable with'
  if (Math.abs(gain) < 0.0005) return 'the same as'
  return `${percentWords(gain)} ${gain > 0 ? 'lower than' : 'higher than'}`
}

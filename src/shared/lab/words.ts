import type { Verdict } from '../results.ts'
import type { Part } from '../types.ts'

/**
 * The verdict in words: what was found, then the number behind it. Never advice, never a promise.
 * `NBSP` keeps a number and its % on one line.
 */

const NBSP = '\u00a0'
export const persistenceWords = '‘tomorrow = today’'

/** `p < .001`, `p = 0.041`, `p = 0.41`; never rounded onto the 0.05 it stays below. */
export function pWords(p: number): string {
  if (p < 0.001) return 'p < .001'
  if (p < 0.05 && p.toFixed(3) === '0.050') return 'p < 0.05'
  return `p = ${p.toFixed(p < 0.1 ? 3 : 2)}`
}

/** 0.226 → `22.6 %`. The sign is said in words, not shown. */
export const percentWords = (share: number): string =>
  `${(100 * Math.abs(share)).toFixed(1)}${NBSP}%`

/** `RNN`, `LSTM`, `GRU`; any other name as it is. */
export const modelWords = (model: string): string =>
  /^(rnn|lstm|gru)(-|$)/.test(model) ? model.replace(/^[a-z]+/, cell => cell.toUpperCase()) : model

/** `A`, `A and B`, `A, B and C`. */
export function listWords(names: readonly string[]): string {
  const last = names[names.length - 1] ?? ''
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} and ${last}`
}

/** One model's sentence. `family`: how many models Holm adjusted for. */
export function verdictSentence(verdict: Omit<Verdict, 'sentence'>, family: number): string {
  const name = modelWords(verdict.model)
  const evidence = evidenceWords(verdict, family)
  switch (verdict.outcome) {
    case 'better':
      return `${name} beats ${persistenceWords}: its squared error is ${skillWords(verdict)} lower, ${evidence}.`
    case 'worse':
      return `${name} is worse than ${persistenceWords}: ${worseWords(verdict)}${evidence}.`
    case 'not distinguishable':
      return `${name} is not distinguishable from ${persistenceWords}: ${evidence}.`
    case 'too few':
      return `${name} cannot be tested against ${persistenceWords}: ${verdict.skill === null ? 'its errors are not all numbers' : tooFewWords(verdict.days)}.`
  }
}

const skillWords = ({ skill }: Pick<Verdict, 'skill'>) => percentWords(skill ?? NaN)

const worseWords = (verdict: Pick<Verdict, 'skill'>) =>
  verdict.skill === null ? '' : `its squared error is ${skillWords(verdict)} higher, `

const tooFewWords = (days: number) => `${days} ${days === 1 ? 'day says' : 'days say'} too little`

/** `DM p = 0.41`, with the adjusted one beside it where that differs. */
function evidenceWords({ p, adjustedP }: Pick<Verdict, 'p' | 'adjustedP'>, family: number): string {
  if (p === null || adjustedP === null) return ''
  const adjusted = adjustedP === p ? '' : `, after Holm over ${family} models ${pWords(adjustedP)}`
  return `DM ${pWords(p)}${adjusted}`
}

export interface HeadlineFacts {
  readonly verdicts: readonly Verdict[]
  /** The part the verdicts speak of. */
  readonly part: Part
  /** Sealed and not opened. */
  readonly closed: boolean
  /** Specifications ever run on the series, this one included. */
  readonly tries: number
}

/** The run in one or two sentences. */
export function headline(facts: HeadlineFacts): string {
  return facts.closed ? `The test part is closed. ${closedWords(facts)}` : openWords(facts)
}

function openWords({ verdicts, part, tries }: HeadlineFacts): string {
  const better = withOutcome(verdicts, 'better')
  if (withOutcome(verdicts, 'too few').length === verdicts.length) {
    return `There are too few ${part} days to say whether a network beats ${persistenceWords}.`
  }
  if (better.length === 0) return `No network beat ${persistenceWords} on the ${part} days.`
  const sure = better.filter(verdict => !isLikelyLuck(verdict, tries))
  if (sure.length === 0) {
    const verb = better.length === 1 ? 'looks' : 'look'
    return `${names(better)} ${verb} better, but ${tries} tries on this series make that likely by luck.`
  }
  return `${beatWords(sure, `${persistenceWords} on the ${part} days`, tries)}.`
}

/** On validation, which chose the epoch and so flatters the networks: the weaker words. */
function closedWords({ verdicts, tries }: HeadlineFacts): string {
  const better = withOutcome(verdicts, 'better')
  const tied = withOutcome(verdicts, 'not distinguishable')
  const worse = withOutcome(verdicts, 'worse')
  const said = [
    better.length > 0 ? beatWords(better, 'persistence', tries) : '',
    tied.length > 0
      ? `${listWords([...tied.map(v => modelWords(v.model)), 'persistence'])} tie`
      : '',
    worse.length > 0
      ? `${names(worse)} ${worse.length === 1 ? 'is' : 'are'} worse than persistence`
      : '',
  ].filter(words => words !== '')
  return said.length === 0
    ? 'Validation has too few days to say more.'
    : `On validation, ${said.join('; ')}.`
}

/** `LSTM beat X, by 22.6 % (p < .001, 3 tries)`; of several, the least certain p is said. */
function beatWords(better: readonly Verdict[], what: string, tries: number): string {
  const p = Math.max(...better.map(verdict => verdict.adjustedP ?? 1))
  const gains = listWords(better.map(skillWords))
  return `${names(better)} beat ${what}, by ${gains} (${pWords(p)}, ${tries} ${tries === 1 ? 'try' : 'tries'})`
}

/**
 * Would luck, in so many tries, bring one such p or more often than 5 %? The chance that the best of
 * `tries` worthless specifications gets a p this small is 1 − (1 − p)^tries at most (Šidák).
 * With one try it is p itself, and “better” means p < 0.05.
 */
export const isLikelyLuck = (verdict: Pick<Verdict, 'adjustedP'>, tries: number): boolean =>
  1 - (1 - (verdict.adjustedP ?? 1)) ** tries >= 0.05

const withOutcome = (verdicts: readonly Verdict[], outcome: Verdict['outcome']) =>
  verdicts.filter(verdict => verdict.outcome === outcome)

const names = (verdicts: readonly Verdict[]) => listWords(verdicts.map(v => modelWords(v.model)))

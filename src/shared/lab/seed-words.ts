import type { SeedNetwork, SeedRange, SeedRank } from '../studies/seeds.ts'
import type { Part } from '../types.ts'
import { listWords, modelWords, persistenceWords } from './words.ts'

const NBSP = '\u00a0'

/** 0.0214 → `+2.1 %`; zero has no sign. */
function signed(skill: number): string {
  const size = (100 * Math.abs(skill)).toFixed(1)
  if (Number(size) === 0) return `0.0${NBSP}%`
  return `${skill < 0 ? '\u2212' : '+'}${size}${NBSP}%`
}

/** `+2.1 % (+1.0 % to +3.1 %)`: the middle one and the ends. */
export const skillRangeWords = ({ median, low, high }: SeedRange): string =>
  median === null || low === null || high === null
    ? 'no number'
    : `${signed(median)} (${signed(low)} to ${signed(high)})`

interface SeedFacts {
  readonly seeds: number
  readonly part: Part
  readonly networks: readonly SeedNetwork[]
  readonly ranking: readonly SeedRank[]
}

/** What the seeds come to: the order, persistence, the count of verdicts. */
export function seedSentences(facts: SeedFacts): string[] {
  return [orderWords(facts), baselineWords(facts), countWords(facts), troubleWords(facts)].filter(
    sentence => sentence !== ''
  )
}

const isNetwork = ({ name }: SeedRank) => name !== 'persistence'

/** Which network comes first, or that the ranges do not say. */
function orderWords({ ranking, seeds }: SeedFacts): string {
  const networks = ranking.filter(isNetwork)
  if (networks.length < 2) return ''
  const pairs = networks.flatMap((a, i) =>
    networks.slice(i + 1).flatMap(b => (a.overlaps.includes(b.name) ? [[a.name, b.name]] : []))
  )
  const inOrder = networks.map(({ name }) => modelWords(name))
  if (pairs.length === 0)
    return `The networks keep their order from all ${seeds} first weights: ${inOrder.join(', then ')}. No two ranges overlap.`
  if (pairs.length === (networks.length * (networks.length - 1)) / 2)
    return `The ranges of ${listWords(inOrder)} overlap: over ${seeds} first weights none of them is the better one.`
  const words = pairs.map(([a = '', b = '']) => `${modelWords(a)} with ${modelWords(b)}`)
  return `Over ${seeds} first weights these ranges overlap, and their order says nothing: ${listWords(words)}.`
}

/** On which side of persistence each range lies. */
function baselineWords({ ranking, part }: SeedFacts): string {
  const networks = ranking.filter(isNetwork)
  const side = (test: (skill: SeedRange) => boolean) =>
    networks.filter(({ skill }) => test(skill)).map(({ name }) => modelWords(name))
  const above = side(({ low }) => low !== null && low > 0)
  const below = side(({ high }) => high !== null && high < 0)
  const across = networks
    .map(({ name }) => modelWords(name))
    .filter(name => !above.includes(name) && !below.includes(name))
  const verb = (names: readonly string[]) => (names.length === 1 ? 'lies' : 'lie')
  const said = [
    above.length > 0 ? `${listWords(above)} ${verb(above)} wholly above it` : '',
    across.length > 0 ? `${listWords(across)} ${verb(across)} on both sides of it` : '',
    below.length > 0 ? `${listWords(below)} ${verb(below)} wholly below it` : '',
  ].filter(words => words !== '')
  if (said.length === 0) return ''
  return `Against ${persistenceWords} on the ${part} days: ${said.join('; ')}.`
}

/** How often the one-step test says better: counted, never made into another p. */
function countWords({ networks }: SeedFacts): string {
  const judged = networks.filter(network => network.judged > 0)
  if (judged.length === 0) return ''
  if (judged.every(({ better }) => better === 0)) {
    const who = judged.length === 1 ? modelWords(judged[0]?.model ?? '') : 'no network'
    const from = judged.length === 1 ? 'none' : 'any'
    return `The one-step test calls ${who} better from ${from} of ${judged[0]?.judged} first weights.`
  }
  const words = judged.map(
    ({ model, better, judged: of }) => `${modelWords(model)} from ${better} of ${of}`
  )
  return `The one-step test calls better: ${listWords(words)} first weights. That is a count, not another test.`
}

function troubleWords({ networks }: SeedFacts): string {
  const words = networks.flatMap(({ model, seeds }) => {
    const blown = seeds.filter(({ stopped }) => stopped === 'not finite').length
    return blown === 0 ? [] : [`${modelWords(model)} from ${blown} of ${seeds.length}`]
  })
  if (words.length === 0) return ''
  return `Stopped because the loss was not a number, and measured as they stood before: ${listWords(words)} first weights.`
}

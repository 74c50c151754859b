import { formatNumber, formatSkill } from '../charts/format.ts'
import type { PlaceboNetwork, PlaceboSpec } from '../studies/placebo.ts'
import type { Cell, Part } from '../types.ts'
import { holm } from './holm.ts'
import { countAsGood, fewestPlacebos, placeboP } from './placebo.ts'
import { listWords, modelWords, persistenceWords, pWords } from './words.ts'

/** One-step skill of one network: of the real series, and of each copy that is done. */
export interface PlaceboSkills {
  readonly model: string
  readonly cell: Cell
  readonly hidden: number
  readonly layers: number
  readonly epochs: number
  /** Null before it is known, or where persistence makes no error. */
  readonly real: number | null
  readonly copies: readonly (number | null)[]
}

/** What a reader has to know beside the skills. */
export interface PlaceboScene {
  readonly spec: PlaceboSpec
  readonly part: Part
  readonly days: number
  /** Sealed and not opened. */
  readonly closed: boolean
  readonly tries: number
}

/** Where the real run falls among its copies: one p for each network, Holm over them, and words. */
export function findPlacebo(
  skills: readonly PlaceboSkills[],
  scene: PlaceboScene
): { networks: PlaceboNetwork[]; sentences: string[] } {
  const ps = skills.map(one => (isDone(one, scene) ? pOf(one) : null))
  const adjusted = holm(ps)
  const networks = skills.map((one, k) => {
    const { copies, real, ...facts } = one
    const counts = {
      asGood: asGoodOf(one),
      copies: copies.length,
      p: ps[k]!,
      adjustedP: adjusted[k]!,
    }
    const network = { ...facts, real, ...counts }
    return { ...network, sentence: sentenceOf(network, skills.length, scene) }
  })
  return {
    networks,
    sentences: [...networks.map(({ sentence }) => sentence), ...notes(skills, scene)],
  }
}

const isDone = ({ copies }: PlaceboSkills, { spec }: PlaceboScene) => copies.length >= spec.count

const numbers = (copies: readonly (number | null)[]) => copies.map(skill => skill ?? Number.NaN)

const pOf = ({ real, copies }: PlaceboSkills) => placeboP(real ?? Number.NaN, numbers(copies))

const asGoodOf = ({ real, copies }: PlaceboSkills) =>
  countAsGood(real ?? Number.NaN, numbers(copies))

type Facts = Omit<PlaceboNetwork, 'sentence'>

function sentenceOf(facts: Facts, family: number, scene: PlaceboScene): string {
  const who = family > 1 ? `${modelWords(facts.model)}: of` : 'Of'
  const kind = copyWords[scene.spec.placebo]
  if (facts.copies < scene.spec.count)
    return `${modelWords(facts.model)}: ${facts.copies} of ${scene.spec.count} ${kind} are done.`
  if (facts.p === null || facts.adjustedP === null)
    return `${modelWords(facts.model)} has no skill to compare on the real series: persistence makes no error there.`
  const asGood = facts.asGood === 0 ? 'none' : String(facts.asGood)
  const holmWords =
    family > 1 ? `, after Holm over ${family} networks ${pWords(facts.adjustedP)}` : ''
  return `${who} ${facts.copies} ${kind}, ${asGood} did at least as well: ${pWords(facts.p)}${holmWords}. ${meaningOf(facts)}`
}

const copyWords = { permuted: 'shuffled copies', flipped: 'copies with flipped signs' } as const

/** At most 5 % by chance; 7 · 1/140 is a little more than 0.05 in floating point. */
export const isHardlyChance = (p: number | null): boolean => p !== null && p <= 0.05 + 1e-9

function meaningOf({ adjustedP, real }: Facts): string {
  if (!isHardlyChance(adjustedP))
    return 'Series with nothing to learn do as well, so this may be chance.'
  return (real ?? 0) > 0
    ? 'Series with nothing to learn seldom do as well: this is hardly chance.'
    : `Series with nothing to learn seldom do as well, yet it is no better than ${persistenceWords}.`
}

function notes(skills: readonly PlaceboSkills[], scene: PlaceboScene): string[] {
  return [
    ...skills.flatMap(one => rangeNote(one, scene)),
    ...enoughNote(skills.length, scene),
    ...(scene.closed ? [closedNote] : []),
    ...(scene.spec.size === 'small' ? [triesNote(scene)] : []),
  ]
}

const closedNote =
  'The test part is closed: the copies are made of the days before it, and skill is measured on validation.'

const triesNote = ({ tries }: PlaceboScene) =>
  `A small network stood in for the run’s own; on the real series it counts as a try: ${tries === 1 ? '1 try' : `${tries} tries`} by now.`

/** The skills behind the p. */
function rangeNote({ model, real, copies }: PlaceboSkills, { part, days }: PlaceboScene): string[] {
  const sorted = copies.filter(skill => skill !== null).sort((a, b) => a - b)
  if (real === null || sorted.length === 0) return []
  const range = `${formatSkill(sorted[0])} to ${formatSkill(sorted.at(-1))}`
  const middle = formatSkill(sorted[sorted.length >> 1])
  return [
    `Skill of ${modelWords(model)} on ${days} ${part} days against persistence: ${formatSkill(real)} on the real series; ${range} on the copies, median ${middle}.`,
  ]
}

/** With few copies and many networks Holm leaves no p that could be small. */
function enoughNote(networks: number, { spec }: PlaceboScene): string[] {
  const needed = fewestPlacebos(networks)
  if (spec.count >= needed) return []
  const least = formatNumber(networks / (spec.count + 1), 3)
  return [
    `With ${spec.count} copies and ${networks} networks no p after Holm can be below ${least}; ${needed} copies are enough.`,
  ]
}

/** Networks of a study in words: `LSTM and GRU`. */
export const placeboModels = (networks: readonly PlaceboNetwork[]): string =>
  listWords(networks.map(({ model }) => modelWords(model)))

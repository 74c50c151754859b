import { displayName, formatCount, formatNumber, minus } from '../charts/format.ts'
import type {
  Comparison,
  Difference,
  Machine,
  ProofNetwork,
  ProofResults,
} from '../studies/proof.ts'

/** What a second training says, in sentences: the answer first, then what one has to know with it. */
export const proofWords = (results: ProofResults): string[] => [
  headline(results),
  ...(results.identical ? [] : [machineWords(results)]),
  ...closedWords(results),
]

/** The answer in a sentence. */
export function headline(results: ProofResults): string {
  const { networks, trainings, identical, data } = results
  if (data.recorded !== data.now)
    return 'The bars are not those that the run read, so nothing else can be the same.'
  const changed = networks.find(isStoredChanged)
  if (changed) return changedWords(changed)
  const different = networks.find(network => firstOf(network) !== null)
  if (different) return differenceWords(different)
  if (!identical) return 'It did not end as it ended the first time.'
  const soFar = networks.length < trainings ? ` so far, ${networks.length} of ${trainings}` : ''
  return `Bit-identical${soFar}: ${countWords(networks)}.`
}

/** “3 networks trained again, 3,265 weights, 5,000 epochs and 770 predictions are the same”. */
function countWords(networks: readonly ProofNetwork[]): string {
  const total = (of: (network: ProofNetwork) => Comparison | null) =>
    networks.reduce((sum, network) => sum + (of(network)?.values ?? 0), 0)
  const epochs = networks.reduce((sum, network) => sum + network.epochs.again, 0)
  const trainings = networks.length === 1 ? '1 training' : `${networks.length} trainings`
  const weights = plural(
    total(n => n.weights),
    'weight'
  )
  const predictions = plural(
    total(n => n.predictions) + total(n => n.hindcast) + total(n => n.forecast),
    'prediction'
  )
  return `${trainings} done again, and all ${weights}, the losses of ${plural(epochs, 'epoch')} and ${predictions} are the same`
}

const plural = (n: number, one: string) => `${formatCount(n)} ${n === 1 ? one : `${one}s`}`

/** The file in the database is not the one that training left; trained again it is. */
const isStoredChanged = ({ hashes }: ProofNetwork) =>
  hashes.stored !== hashes.recorded && hashes.again === hashes.recorded

function changedWords(network: ProofNetwork): string {
  const who = trainingName(network)
  const difference = network.weights?.difference
  if (!difference)
    return `The stored weights of ${who} were changed after the training and cannot be read any more; trained again they are those that the run recorded.`
  return `The stored weights of ${who} were changed after the training: ${pairWords(difference, 'stored', 'trained again')}, as the run recorded.`
}

/** `LSTM`, or `LSTM, second training`. */
export const trainingName = ({ model, phase }: Pick<ProofNetwork, 'model' | 'phase'>): string =>
  phase === 'train' ? displayName(model) : `${displayName(model)}, second training`

/** What was compared of one training, in the order in which it comes about. */
export const comparisons = [
  ['losses', 'Losses'],
  ['weights', 'Weights'],
  ['predictions', 'Predictions'],
  ['hindcast', 'Hindcast'],
  ['forecast', 'Forecast'],
] as const satisfies readonly (readonly [keyof ProofNetwork, string])[]

interface First {
  readonly what: string
  readonly difference: Difference
}

/** The first thing that came out differently, in the order of the training; null when nothing did. */
export function firstOf(network: ProofNetwork): First | null {
  for (const [key, what] of comparisons) {
    const difference = network[key]?.difference
    if (difference) return { what: what.toLowerCase(), difference }
  }
  return null
}

function differenceWords(network: ProofNetwork): string {
  const first = firstOf(network)
  if (!first) throw new Error(`${network.model} has no difference`)
  const { what, difference } = first
  return `${trainingName(network)} differs, first in its ${what}: ${pairWords(difference, 'the first time', 'now')}.`
}

/** `fc.weight[0, 3] is 0.2 then and 0.1 now; 1 value differs, by 0.1 at most`. */
function pairWords({ where, count, largest, ...d }: Difference, before: string, again: string) {
  const [was, is] = exactPair(d.before, d.again)
  const many = count === 1 ? '1 value differs' : `${formatCount(count)} values differ`
  const most = largest === null ? '' : `, by ${exact(largest, 3)}${count === 1 ? '' : ' at most'}`
  return `${where} is ${was} ${before} and ${is} ${again} (${many}${most})`
}

/** Nine digits tell any two weights apart; where they do not, all there are. */
export function exactPair(before: number | null, again: number | null): [string, string] {
  const short: [string, string] = [exact(before, 9), exact(again, 9)]
  return short[0] === short[1] ? [exact(before, 17), exact(again, 17)] : short
}

function exact(value: number | null, digits: number): string {
  if (value === null) return 'no number'
  return String(Number(value.toPrecision(digits))).replaceAll('-', minus)
}

/** Whether another engine or processor may be the reason, or nothing explains it. */
export function machineWords({ before, networks }: ProofResults): string {
  const now = networks.at(-1)?.machine
  if (!now) return ''
  const changes = machineChanges(before, now)
  if (changes.length > 0)
    return `Since then ${listOf(changes)} changed. Another engine or processor may round otherwise, and then the last digits may differ without a mistake of anybody’s.`
  return before.cpu === null
    ? 'Engine and platform are the same; on which processor the run was trained was not kept, and another one may round otherwise.'
    : 'Engine, Node, platform and processor are the same as then, so this should not be. Please report it.'
}

const machineNames = {
  tensorflow: 'TensorFlow',
  tfjs: 'tfjs-node',
  node: 'Node',
  platform: 'the platform',
  cpu: 'the processor',
  hindcast: 'Hindcast',
} as const satisfies Record<keyof Machine, string>

/** What both were made with, as rows: name, then, now. */
export const machineRows = (before: Machine, now: Machine | null): [string, string, string][] =>
  (Object.keys(machineNames) as (keyof Machine)[]).map(part => [
    machineNames[part].replace(/^the (.)/, (_, letter: string) => letter.toUpperCase()),
    before[part] ?? 'not kept',
    now?.[part] ?? '–',
  ])

/** “Both times: TensorFlow 2.21.0, …” where nothing changed; else null, and `machineRows` tells. */
export function bothMadeWith({ before, networks }: ProofResults): string | null {
  const now = networks.at(-1)?.machine
  const rows = machineRows(before, now ?? null)
  if (!now || rows.some(([, was, is]) => was !== is)) return null
  const plain = (name: string) => name === 'Platform' || name === 'Processor'
  return `Both times: ${rows.map(([name, was]) => (plain(name) ? was : `${name} ${was}`)).join(', ')}.`
}

/** An engine that nobody asked yet is `unknown`, and no change. */
function machineChanges(before: Machine, now: Machine): string[] {
  const isKnown = (value: string | null) => value !== null && value !== 'unknown'
  return (Object.keys(machineNames) as (keyof Machine)[])
    .filter(part => isKnown(before[part]) && isKnown(now[part]) && before[part] !== now[part])
    .map(part => `${machineNames[part]} (${before[part]}, now ${now[part]})`)
}

const listOf = (words: readonly string[]) =>
  new Intl.ListFormat('en', { type: 'conjunction' }).format(words)

const closedWords = ({ testOpen }: ProofResults): string[] =>
  testOpen
    ? []
    : [
        'The test part is closed: only train and validation were read. The forecast and its second training are proven once it is open.',
      ]

/** One comparison in a cell: `same (3,265)`, `37 of 3,265 differ`, or that there is nothing to say. */
export function comparisonCell(comparison: Comparison | null): string {
  if (comparison === null) return '–'
  const { values, difference } = comparison
  return difference === null
    ? `same, ${formatCount(values)}`
    : `${formatNumber(difference.count, 0)} of ${formatCount(values)} differ`
}

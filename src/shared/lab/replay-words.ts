import {
  displayName,
  formatCount,
  formatSkill,
  formatValue,
  isNumber,
  joinWords,
} from '../charts/format.ts'
import type { Replay, ReplayFrame, ReplayTraining } from '../lab-wire.ts'

/** A replay in words, the same in app, report and command line. */

/** How the epoch is called whose weights were kept. */
export const chosenName = ({ watched }: Pick<Replay, 'watched'>, { phase }: ReplayTraining) =>
  phase === 'train' && watched === 'validation' ? 'best on validation' : 'last epoch'

/** What else an epoch is, beside its number; empty for most. */
export function markWords(replay: Replay, training: ReplayTraining, at: number): string {
  const isChosen = at === training.chosen
  const marks = [
    ...(isChosen ? [chosenName(replay, training)] : []),
    ...(at === training.best && !(isChosen && replay.watched === 'validation')
      ? [`lowest ${replay.watched} loss`]
      : []),
    ...(training.frames[at]?.isWhole === false ? ['training was ended within it'] : []),
  ]
  return marks.join(', ')
}

/** One epoch: its losses, its skill, where its path ends, and what was stored of it. */
export function frameWords(replay: Replay, training: ReplayTraining, at: number): string {
  const frame = training.frames[at]
  if (frame === undefined) return 'Nothing was kept of this training.'
  const marks = markWords(replay, training, at)
  const head = `Epoch ${formatCount(frame.epoch)}${marks && ` (${marks})`}`
  const facts = [...lossWords(replay, training, frame), ...skillWords(frame)].join(', ')
  const ends = [endWords(training, frame, 'hindcast'), endWords(training, frame, 'forecast')]
  return [`${head}${facts && `: ${facts}`}.`, ...ends, equalWords(training, at)]
    .filter(Boolean)
    .join(' ')
}

const lossWords = (
  { watched }: Replay,
  { phase }: ReplayTraining,
  frame: ReplayFrame
): string[] => [
  ...(isNumber(frame.train) ? [`train loss ${frame.train.toPrecision(4)}`] : []),
  ...(phase === 'train' && isNumber(frame.watched)
    ? [`${watched} loss ${frame.watched.toPrecision(4)}`]
    : []),
]

const skillWords = ({ skill }: ReplayFrame): string[] =>
  isNumber(skill) ? [`skill ${formatSkill(skill)} against persistence`] : []

function endWords(
  training: ReplayTraining,
  frame: ReplayFrame,
  kind: 'hindcast' | 'forecast'
): string {
  const end = frame[kind].at(-1)
  const table = training[kind]
  if (table === null || frame[kind].length === 0) return ''
  const where = kind === 'hindcast' ? 'known days' : 'days ahead'
  const persistence = formatValue(table.persistence.at(-1))
  const truth = kind === 'hindcast' ? `, the truth at ${formatValue(table.actual.at(-1))}` : ''
  return `Over ${frame[kind].length} ${where} its path ends at ${formatValue(end)}, persistence at ${persistence}${truth}.`
}

const kinds = { fit: 'the fitted curve', hindcast: 'the hindcast', forecast: 'the forecast' }

/** At the chosen epoch: whether all is as the run stored it. */
export function equalWords({ chosen, equal }: ReplayTraining, at: number): string {
  if (at !== chosen) return ''
  const named = (is: boolean) =>
    (['fit', 'hindcast', 'forecast'] as const).filter(kind => equal[kind] === is).map(k => kinds[k])
  const [same, other] = [named(true), named(false)]
  if (same.length + other.length === 0) return ''
  if (other.length > 0)
    return `What was stored of ${joinWords(other)} differs from it: another version, or another machine, made one of them.`
  return `This is what the run stored, bit for bit: ${joinWords(same)}.`
}

/** What one should know before looking: whose weights these are, and what is not shown and why. */
export function replayNotes(replay: Replay, training: ReplayTraining): string[] {
  return [...trainingNotes(replay, training), ...pathNotes(replay, training)]
}

function trainingNotes(replay: Replay, training: ReplayTraining): string[] {
  const epochOf = (at: number | null) => formatCount(training.frames[at ?? -1]?.epoch ?? 0)
  const { chosen, best, phase } = training
  if (phase === 'retrain')
    return [
      'The second training, on all known days: nothing was left to be watched, so there is no fitted curve and no skill. Its last weights make the forecast.',
    ]
  if (chosen === null) return []
  if (replay.watched === 'validation')
    return [`The weights of epoch ${epochOf(chosen)}, the best on validation, are the ones kept.`]
  return best === null || best === chosen
    ? ['The weights of the last epoch are the ones kept.']
    : [
        `The weights of the last epoch are the ones kept. The test loss was lowest at epoch ${epochOf(best)}; taking that one would be choosing by the test days.`,
      ]
}

function pathNotes(replay: Replay, training: ReplayTraining): string[] {
  if (training.phase === 'retrain')
    return training.forecast ? [] : ['Paths were not kept when this run was trained.']
  if (training.hindcast === null)
    return ['Paths were not kept when this run was trained: there are loss and fit to see.']
  const later =
    replay.watched === 'validation' && replay.testOpen
      ? ['The paths were made while the test part was closed, so they end before it.']
      : []
  return [...later, ...forecastNotes(replay, training)]
}

function forecastNotes({ retrained, testOpen, watched }: Replay, { forecast }: ReplayTraining) {
  if (forecast) return []
  if (retrained && testOpen)
    return ['The forecast came from a second training, on all known days: it has its own replay.']
  if (retrained)
    return [
      'The forecast came from a second training, on all known days. It reads the closed test part too, so its replay waits until that is open.',
    ]
  return watched === 'validation'
    ? ['The forecast starts from the end of the test part, so it was not made while training.']
    : []
}

/** Chosen for a table or a few small pictures: about `count` frames, the ends and the marked ones among them. */
export function someFrames({ frames, best, chosen }: ReplayTraining, count: number): number[] {
  const last = frames.length - 1
  const evenly = Array.from({ length: count }, (_, k) => Math.round((k * last) / (count - 1)))
  const marked = [best, chosen].flatMap(at => at ?? [])
  const near = (at: number) =>
    marked.some(mark => mark !== at && Math.abs(mark - at) < last / (2 * count))
  const kept = evenly.filter(at => at === 0 || !near(at))
  return [...new Set([...kept, ...marked])].filter(at => at >= 0).sort((a, b) => a - b)
}

/** The training's name among a run's two. */
export const trainingTitle = ({ phase }: Pick<ReplayTraining, 'phase'>): string =>
  phase === 'train' ? 'First training' : 'Second training'

/** `LSTM, first training` */
export const replayTitle = (replay: Replay, training: ReplayTraining): string =>
  `${displayName(replay.model)}, ${trainingTitle(training).toLowerCase()}`

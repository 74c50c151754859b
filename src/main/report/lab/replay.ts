import type { RunBundle } from '../../../shared/bundle.ts'
import { toChartData } from '../../../shared/charts/chart-data.ts'
import {
  displayName,
  formatCount,
  formatSkill,
  formatValue,
} from '../../../shared/charts/format.ts'
import type { ReplayInput } from '../../../shared/charts/replay-data.ts'
import { describeReplayPaths, makeReplayPaths } from '../../../shared/charts/replay-paths.ts'
import { describeReplaySkills, makeReplaySkills } from '../../../shared/charts/replay-skills.ts'
import { replayTable } from '../../../shared/charts/replay-tables.ts'
import {
  equalWords,
  replayNotes,
  replayTitle,
  someFrames,
} from '../../../shared/lab/replay-words.ts'
import { tableCsv } from '../csv.ts'
import { type Html, html } from '../escape.ts'
import type { Figure } from '../figures.ts'
import { dataTable } from '../tables.ts'
import type { LabSection } from './section.ts'

/** So many epochs stand for all in a picture. */
const few = 5

/** How did it come to this? Each network's skill and path after the epochs that were kept. */
export function replaySection(bundle: RunBundle): LabSection | null {
  const { models } = toChartData(bundle)
  const inputs = (bundle.lab.replays ?? []).flatMap(replay =>
    replay.trainings.map(training => ({ replay, training, models }))
  )
  const firsts = inputs.filter(({ training }) => training.phase === 'train')
  if (firsts.length === 0) return null
  return {
    id: 'replay',
    title: 'How did it come to this?',
    caption: 'Replay: what each network said while it learned',
    words: inputs.map(wordsOf),
    figures: [skillFigure(firsts), ...inputs.flatMap(pathFigures)],
    tables: inputs.map(tableOf),
    files: Object.fromEntries(
      inputs.map(input => [`${fileOf(input)}.csv`, tableCsv(replayTable(input))])
    ),
  }
}

const fileOf = ({ replay, training }: ReplayInput) =>
  `replay-${replay.model}${training.phase === 'retrain' ? '-second' : ''}`

function wordsOf({ replay, training }: ReplayInput): Html {
  const equal = training.chosen === null ? '' : equalWords(training, training.chosen)
  const epoch = formatCount(training.frames[training.chosen ?? -1]?.epoch ?? 0)
  const kept =
    equal === '' ? '' : `Epoch ${epoch}: ${equal.charAt(0).toLowerCase()}${equal.slice(1)}`
  const notes = [...replayNotes(replay, training), kept].filter(Boolean).join(' ')
  return html`<p class="note"><b>${replayTitle(replay, training)}.</b> ${notes}</p>`
}

const skillFigure = (firsts: readonly ReplayInput[]): Figure => ({
  name: 'replay-skill',
  title: 'Skill after each kept epoch',
  description: describeReplaySkills(firsts),
  width: 920,
  height: Math.max(240, 16 * (firsts.length + 2) + 60),
  draw: look => makeReplaySkills(firsts, look),
})

function pathFigures(input: ReplayInput): Figure[] {
  const { training, replay } = input
  const some = someFrames(training, few)
  return (['hindcast', 'forecast'] as const)
    .filter(kind => training[kind] !== null)
    .map(kind => ({
      name: `${fileOf(input)}-${kind}`,
      title: `${displayName(replay.model)}, ${kind} after some epochs`,
      description: describeReplayPaths(input, kind, some),
      width: 920,
      height: 260,
      draw: look => makeReplayPaths(input, kind, some, look),
    }))
}

/** A dozen epochs; all of them are in the file. */
function tableOf(input: ReplayInput): Html {
  const { replay, training } = input
  const { frames, persistenceLoss, phase } = training
  const isFirst = phase === 'train'
  const own = someFrames(training, 12).flatMap(at => frames[at] ?? [])
  const level = isFirst ? persistenceLoss.watched : persistenceLoss.train
  const kind = training.hindcast ? 'hindcast' : 'forecast'
  const loss = (v: number | null) => (v === null ? '\u2013' : v.toPrecision(4))
  const columns = [
    { head: 'Epoch', cells: own.map(({ epoch }) => formatCount(epoch)), left: true },
    { head: 'Persistence', cells: own.map(() => loss(level)), base: true },
    { head: 'Train loss', cells: own.map(({ train }) => loss(train)) },
    ...(isFirst
      ? [
          { head: `${replay.watched} loss`, cells: own.map(({ watched }) => loss(watched)) },
          { head: 'Skill', cells: own.map(({ skill }) => formatSkill(skill)) },
        ]
      : []),
    { head: `${kind} ends at`, cells: own.map(frame => formatValue(frame[kind].at(-1))) },
  ]
  return dataTable(replayTitle(replay, training), columns, `lab/${fileOf(input)}.csv`)
}

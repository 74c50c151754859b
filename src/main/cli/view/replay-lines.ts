import { formatCount, formatSkill, formatValue } from '../../../shared/charts/format.ts'
import {
  equalWords,
  markWords,
  replayNotes,
  replayTitle,
} from '../../../shared/lab/replay-words.ts'
import type { Replay, ReplayTraining } from '../../../shared/lab-wire.ts'
import type { Terminal } from '../terminal.ts'
import { alignRows, type Column } from './align.ts'
import { formatLoss } from './numbers.ts'
import { wrapWords } from './wrap-words.ts'

type Look = Pick<Terminal, 'paint' | 'columns'>

/** Each training of a network: a row for every kept epoch, persistence first. */
export function replayLines(replay: Replay, look: Look): string[] {
  if (replay.trainings.length === 0)
    return ['Nothing was kept while this network learned; there is nothing to replay.']
  return replay.trainings.flatMap((training, i) => [
    ...(i > 0 ? [''] : []),
    ...trainingLines(replay, training, look),
  ])
}

function trainingLines(replay: Replay, training: ReplayTraining, { paint, columns }: Look) {
  const facts = factsOf(replay, training)
  const rows = [
    ['persistence', ...facts.map(({ persistence }) => persistence), ''],
    ...training.frames.map((frame, at) => [
      formatCount(frame.epoch),
      ...facts.map(({ cells }) => cells[at] ?? ''),
      markWords(replay, training, at),
    ]),
  ]
  const heads: Column[] = [
    { head: 'epoch', align: 'right' },
    ...facts.map(({ head }) => ({ head, align: 'right' as const })),
    { head: '' },
  ]
  const equal = equalWords(training, training.chosen ?? -1)
  const words = [
    ...replayNotes(replay, training),
    ...(equal === '' ? [] : [sayAt(training, equal)]),
  ]
  return [
    replayTitle(replay, training),
    ...alignRows(heads, rows, { quiet: paint.dim }),
    ...words.flatMap(note => wrapWords(note, columns).split('\n')),
  ]
}

const sayAt = ({ frames, chosen }: ReplayTraining, words: string) =>
  `Epoch ${formatCount(frames[chosen ?? -1]?.epoch ?? 0)}: ${words.charAt(0).toLowerCase()}${words.slice(1)}`

interface Fact {
  readonly head: string
  readonly persistence: string
  readonly cells: readonly string[]
}

/** The columns that there is something in. */
function factsOf(replay: Replay, { phase, frames, persistenceLoss, ...paths }: ReplayTraining) {
  const { hindcast, forecast } = paths
  const watched: Fact[] = [
    {
      head: replay.watched,
      persistence: formatLoss(persistenceLoss.watched),
      cells: frames.map(frame => formatLoss(frame.watched)),
    },
    { head: 'skill', persistence: '0', cells: frames.map(({ skill }) => formatSkill(skill)) },
  ]
  const ends = (
    [
      ['known days end at', hindcast, 'hindcast'],
      ['days ahead end at', forecast, 'forecast'],
    ] as const
  ).flatMap(([head, table, kind]): Fact[] =>
    table === null
      ? []
      : [
          {
            head,
            persistence: formatValue(table.persistence.at(-1)),
            cells: frames.map(frame => formatValue(frame[kind].at(-1))),
          },
        ]
  )
  const train: Fact = {
    head: 'train',
    persistence: formatLoss(persistenceLoss.train),
    cells: frames.map(frame => formatLoss(frame.train)),
  }
  return [train, ...(phase === 'train' ? watched : []), ...ends]
}

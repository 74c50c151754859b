import type { Experiment } from '../../../../shared/experiment.ts'
import type { IsoDate } from '../../../../shared/types.ts'
import type { ExperimentField } from '../../../../shared/wire.ts'
import { formatDay } from '../../format.ts'
import { changeDraft } from '../../state/draft.ts'
import { firstTarget, type UseOfBars } from './read-use.ts'
import {
  chooseRange,
  moveEnd,
  placeTest,
  placeValidation,
  type Room,
  roomForTest,
  roomForValidation,
} from './split-drag.ts'

/** Something over the chart that can be moved along the bars. */
export interface SplitHandle {
  readonly name: string
  /** Where it is, in words: “Test begins 13 Jul 2023”. */
  readonly says: string
  readonly kind: 'split' | 'edge'
  readonly bar: number
  readonly room: Room
  readonly isLocked: boolean
  readonly onMove: (bar: number) => void
}

/** The handles of a series under an experiment: both ends of the range, and where parts begin. */
export function makeHandles(
  dates: readonly IsoDate[],
  use: UseOfBars,
  experiment: Experiment,
  locked: readonly ExperimentField[]
): SplitHandle[] {
  return [...edges(dates, use, locked), ...starts(dates, use, experiment, locked)]
}

const isAnyLocked = (locked: readonly ExperimentField[], fields: readonly ExperimentField[]) =>
  fields.some(field => locked.includes(field))

function edges(
  dates: readonly IsoDate[],
  { used }: UseOfBars,
  locked: readonly ExperimentField[]
): SplitHandle[] {
  if (used === null) return []
  const common = {
    kind: 'edge' as const,
    isLocked: isAnyLocked(locked, ['days', 'from', 'to']),
  }
  const last = used.end - 1
  return [
    {
      ...common,
      name: 'First day used',
      says: `Starts ${formatDay(dates[used.start] ?? '')}`,
      bar: used.start,
      room: { least: 0, most: used.end - 3 },
      onMove: bar => changeDraft(chooseRange(dates, moveEnd(used, 'start', bar, dates.length))),
    },
    {
      ...common,
      name: 'Last day used',
      says: `Ends ${formatDay(dates[last] ?? '')}`,
      bar: last,
      room: { least: used.start + 2, most: dates.length - 1 },
      onMove: bar => changeDraft(chooseRange(dates, moveEnd(used, 'end', bar, dates.length))),
    },
  ]
}

function starts(
  dates: readonly IsoDate[],
  { used, split, parts }: UseOfBars,
  experiment: Experiment,
  locked: readonly ExperimentField[]
): SplitHandle[] {
  if (used === null || split === null) return []
  const first = used.start + firstTarget(experiment)
  const toBars = ({ least, most }: Room): Room => ({ least: first + least, most: first + most })
  const isLocked = isAnyLocked(locked, ['trainShare', 'validationShare'])
  const count = used.end - used.start
  return parts.flatMap(({ part, start }): SplitHandle[] => {
    if (part === 'train') return []
    const isTest = part === 'test'
    const name = isTest ? 'Test begins' : 'Validation begins'
    const place = (window: number) =>
      isTest ? placeTest(count, experiment, split, window) : placeValidation(split, window)
    return [
      {
        name,
        says: `${name} ${formatDay(dates[start] ?? '')}`,
        kind: 'split',
        bar: start,
        room: toBars(isTest ? roomForTest(split) : roomForValidation(split)),
        isLocked,
        onMove: bar => changeDraft(place(bar - first)),
      },
    ]
  })
}

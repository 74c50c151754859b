import { displayName } from '../../../../../shared/charts/format.ts'
import {
  type CurveKind,
  curveAt,
  groundOf,
  type ReplayInput,
} from '../../../../../shared/charts/replay-data.ts'
import type { ChartTable } from '../../../charts/table-csv.ts'

/** A row for every kept epoch. */
export function lossTable({ replay, training }: ReplayInput): ChartTable {
  const { frames, persistenceLoss, phase } = training
  const isWatched = phase === 'train'
  const part = isWatched ? replay.watched : 'train'
  const level = isWatched ? persistenceLoss.watched : persistenceLoss.train
  return {
    columns: [
      'epoch',
      `persistence ${part}`,
      'train',
      ...(isWatched ? [replay.watched, 'skill'] : []),
    ],
    rows: frames.map(({ epoch, train, watched, skill }) => [
      epoch,
      level,
      train,
      ...(isWatched ? [watched, skill] : []),
    ]),
  }
}

/** A row a day, as after the epoch that is shown. */
export function curveTable(
  { replay, training }: ReplayInput,
  kind: CurveKind,
  at: number
): ChartTable {
  const ground = groundOf(training, kind)
  const values = curveAt(training, kind, at)
  const epoch = training.frames[at]?.epoch ?? 0
  return {
    columns: ['date', 'persistence', 'actual', `${displayName(replay.model)} epoch ${epoch}`],
    rows: (ground?.dates ?? []).map((date, i) => [
      date,
      ground?.persistence[i] ?? null,
      ground?.actual[i] ?? null,
      values[i] ?? null,
    ]),
  }
}

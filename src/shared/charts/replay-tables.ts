import type { LabTable } from '../lab/backtest-tables.ts'
import { displayName } from './format.ts'
import { type CurveKind, curveAt, groundOf, type ReplayInput } from './replay-data.ts'

/** A row for every kept epoch: losses, and where there is one the skill and each end of a path. */
export function replayTable({ replay, training }: ReplayInput): LabTable {
  const { frames, persistenceLoss, phase } = training
  const isFirst = phase === 'train'
  const kinds = (['hindcast', 'forecast'] as const).filter(kind => training[kind] !== null)
  return {
    columns: [
      'epoch',
      'persistence',
      'train',
      ...(isFirst ? [replay.watched, 'skill', 'hindcast rmse'] : []),
      ...kinds.flatMap(kind => [`${kind} ends at`, `persistence ${kind}`]),
    ],
    rows: frames.map(({ epoch, train, watched, skill, hindcastRmse, ...paths }) => [
      epoch,
      isFirst ? persistenceLoss.watched : persistenceLoss.train,
      train,
      ...(isFirst ? [watched, skill, hindcastRmse] : []),
      ...kinds.flatMap(kind => [
        paths[kind].at(-1) ?? null,
        training[kind]?.persistence.at(-1) ?? null,
      ]),
    ]),
  }
}

/** A row a day, as after the epoch that is shown. */
export function curveTable(
  { replay, training }: ReplayInput,
  kind: CurveKind,
  at: number
): LabTable {
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

import { forecastOrigin, hindcastOrigin } from '../../../shared/lab/origins.ts'
import { describeSplit, isTestOpen } from '../../../shared/lab/split.ts'
import { makeHindcastTable, makePredictionTable } from '../../../shared/lab/tables.ts'
import { unitOf } from '../../../shared/lab/units.ts'
import type { PathTable, PredictionTable, Prepared } from '../../../shared/types.ts'
import { canonicalJson } from '../../store/experiments.ts'
import type { ModelRecord } from '../../store/run-records.ts'
import { demand } from './unfit.ts'
import type { UnpackedRun } from './unpack-run.ts'

/** Tables, losses and replays have a row for each day that they speak of, and those of every network. */
export function proveTables(unpacked: UnpackedRun, prepared: Prepared): void {
  const { record, tables } = unpacked
  const testOpen = isTestOpen(prepared, tables.results.seal.state === 'open')
  provePredictions(unpacked, prepared, testOpen)
  const { horizon } = record.experiment
  const past = hindcastOrigin(prepared, horizon, testOpen)
  const hindcast = makeHindcastTable(prepared, {}, past, horizon)
  provePath('hindcast', tables.hindcast, unpacked)
  demand(
    same(tables.hindcast.dates, hindcast.dates) && near(tables.hindcast.actual, hindcast.actual),
    'its hindcast is of other days'
  )
  provePath('forecast', tables.forecast, unpacked)
  const last = prepared.dates[forecastOrigin(prepared)] ?? ''
  demand(
    tables.forecast.dates.every(date => date > last),
    'its forecast is of days already known'
  )
  proveResults(unpacked, prepared)
  for (const model of record.models) proveTraining(model, unpacked, prepared)
}

function provePredictions(
  { record, tables }: UnpackedRun,
  prepared: Prepared,
  open: boolean
): void {
  const { predictions } = tables
  const due = makePredictionTable(prepared, {}, open)
  const columns = { ...predictions.models, actual: predictions.actual }
  demand(hasAll(predictions, record.experiment.models), 'its predictions lack a network')
  demand(
    Object.values(columns).every(({ length }) => length === due.dates.length),
    'its predictions are not complete'
  )
  demand(
    same(predictions.dates, due.dates) &&
      same(predictions.part, due.part) &&
      near(predictions.actual, due.actual) &&
      near(predictions.persistence, due.persistence),
    'its predictions are of other days'
  )
  demand(
    Object.values(predictions.models).every(column => column.every(Number.isFinite)),
    'a prediction of it is no number'
  )
}

function provePath(what: string, table: PathTable, { record }: UnpackedRun): void {
  const { horizon, models } = record.experiment
  const { actual, persistence, drift, dates, guessed } = table
  demand(hasAll(table, models), `its ${what} lacks a network`)
  const columns = [actual, persistence, drift, dates, guessed, ...Object.values(table.models)]
  demand(
    columns.every(({ length }) => length === horizon) &&
      same(
        table.step,
        Array.from({ length: horizon }, (_, k) => k + 1)
      ),
    `its ${what} is not complete`
  )
}

const hasAll = (
  { models }: Pick<PredictionTable, 'models'>,
  specs: readonly { readonly name: string }[]
): boolean => same(Object.keys(models).toSorted(), specs.map(({ name }) => name).toSorted())

/** What results say of the data is what the data are. */
function proveResults({ record, tables, info }: UnpackedRun, prepared: Prepared): void {
  const { results } = tables
  const { series } = results
  const { protocol, models } = record.experiment
  const names = models.map(({ name }) => name).toSorted()
  demand(
    series.symbol === info.symbol &&
      series.source === info.source &&
      series.usedHash === record.usedHash &&
      series.first === prepared.dates[0] &&
      series.last === prepared.dates.at(-1) &&
      series.bars === prepared.dates.length &&
      results.unit === unitOf(protocol) &&
      canonicalJson(results.split) === canonicalJson(describeSplit(prepared)),
    'its results are of other prices'
  )
  demand(
    [results.training, results.verdicts].every(rows =>
      same(rows.map(({ model }) => model).toSorted(), names)
    ),
    'its results lack a network'
  )
}

/** A curve for each epoch, and in each frame of the replay a value for each watched window and step. */
function proveTraining(row: ModelRecord, { record }: UnpackedRun, prepared: Prepared): void {
  const { model, phase, losses, gradients, watched, epoch, bestEpoch } = row
  const epochs = losses.epoch.length
  const { train, validation, test, gradientNorm } = losses
  demand(
    [train, validation, test, gradientNorm].every(({ length }) => length === epochs) &&
      epochs >= epoch &&
      (bestEpoch ?? 0) <= epochs,
    `the losses of ${model} are not complete`
  )
  const range = prepared.split.validation ?? prepared.split.test
  const values = phase === 'train' ? range.end - range.start : 0
  const { horizon } = record.experiment
  const isPath = (path: ArrayLike<number> = []) => path.length === 0 || path.length === horizon
  demand(
    watched.every(
      frame =>
        frame.values.length === values &&
        isPath(frame.paths.hindcast) &&
        isPath(frame.paths.forecast)
    ),
    `the replay of ${model} is not complete`
  )
  const widths = new Set(gradients.flatMap(({ norms }) => norms.map(({ length }) => length)))
  const marks = [gradients, watched].map(rows => rows.map(one => one.epoch))
  demand(
    widths.size <= 1 && marks.every(own => new Set(own).size === own.length),
    `the gradients of ${model} are not complete`
  )
}

const same = (a: readonly unknown[], b: readonly unknown[]): boolean =>
  a.length === b.length && a.every((value, i) => value === b[i])

/** To the twelfth digit: another machine's logarithm may differ in the last. */
export const near = (a: ArrayLike<number>, b: ArrayLike<number>): boolean =>
  a.length === b.length && Array.from(a).every((value, i) => isNear(value, b[i] ?? Number.NaN))

const isNear = (a: number, b: number): boolean =>
  Object.is(a, b) || Math.abs(a - b) <= 1e-12 * Math.max(Math.abs(a), Math.abs(b))

import { strToU8 } from 'fflate/browser'
import type { Bars, PathTable, PredictionTable, Revision } from '../../../shared/types.ts'
import type { RunFigures } from '../../../shared/wire.ts'
import { hashBytes } from '../../hash-bytes.ts'
import type { ModelRecord, RunRecord } from '../../store/run-records.ts'
import { zipFiles } from '../zip.ts'
import { archiveFormat, archiveVersion, manifestName, names, toColumn } from './format.ts'

export type Files = Readonly<Record<string, Uint8Array>>

/** All that a zip of a run is made of. */
export interface Gathered {
  readonly bundle: RunFigures
  readonly record: RunRecord
  readonly revision: Revision
  /** What its prices are adjusted for, as its source said. */
  readonly stamp: string | null
  readonly bars: Bars
  /** The report's files, by the paths they get. */
  readonly report: Files
  /** Version of the program that packs. */
  readonly hindcast: string | undefined
}

/** A gathered run as a zip. Takes its time: ask for it beside (src/main/beside). */
export function packFiles(gathered: Gathered): Uint8Array {
  const files = databaseFiles(gathered)
  return zipFiles({ ...gathered.report, ...files, [manifestName]: manifest(gathered, files) })
}

function databaseFiles({ bundle, record, revision, stamp, bars }: Gathered): Files {
  const { results, predictions, hindcast, forecast } = bundle
  const { models, studies, ...run } = record
  const tables = {
    predictions: tableOf(predictions),
    hindcast: pathOf(hindcast),
    forecast: pathOf(forecast),
  }
  const weights = models.flatMap(({ model, phase, weights: own }) =>
    own ? [[names.weights(model, phase), own] as const] : []
  )
  return {
    [names.run]: json(run),
    [names.results]: json(results),
    [names.series]: json({ ...seriesOf(revision, bars), stamp }),
    [names.tables]: json(tables),
    [names.training]: json(models.map(trainingOf)),
    [names.studies]: json(studies),
    ...Object.fromEntries(weights),
  }
}

const json = (value: unknown): Uint8Array => strToU8(`${JSON.stringify(value)}\n`)

const manifest = ({ record, hindcast }: Gathered, files: Files): Uint8Array =>
  json({
    format: archiveFormat,
    version: archiveVersion,
    hindcast,
    id: record.id,
    files: Object.fromEntries(
      Object.entries(files).map(([name, bytes]) => [name, hashBytes(bytes)])
    ),
  })

const columnsOf = (models: Readonly<Record<string, ArrayLike<number>>>) =>
  Object.fromEntries(Object.entries(models).map(([name, values]) => [name, toColumn(values)]))

const seriesOf = ({ series, hash, asOf }: Revision, { dates, ...columns }: Bars) => ({
  info: series,
  hash,
  asOf,
  bars: {
    dates,
    ...Object.fromEntries(Object.entries(columns).map(([name, own]) => [name, toColumn(own)])),
  },
})

const tableOf = ({ dates, part, actual, persistence, models }: PredictionTable) => ({
  dates,
  part,
  actual: toColumn(actual),
  persistence: toColumn(persistence),
  models: columnsOf(models),
})

const pathOf = ({ origin, step, dates, guessed, ...numbers }: PathTable) => ({
  origin,
  step,
  dates,
  guessed,
  actual: toColumn(numbers.actual),
  persistence: toColumn(numbers.persistence),
  drift: toColumn(numbers.drift),
  models: columnsOf(numbers.models),
})

const trainingOf = ({ weights: _, losses, gradients, watched, ...row }: ModelRecord) => ({
  ...row,
  losses: {
    epoch: losses.epoch,
    train: toColumn(losses.train),
    validation: toColumn(losses.validation),
    test: toColumn(losses.test),
    gradientNorm: toColumn(losses.gradientNorm),
  },
  gradients: gradients.map(({ epoch, norms }) => ({ epoch, norms: norms.map(toColumn) })),
  watched: watched.map(({ values, paths, ...frame }) => ({
    ...frame,
    values: toColumn(values),
    paths: columnsOf(paths),
  })),
})

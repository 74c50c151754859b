import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, relative, sep } from 'node:path'
import { strToU8 } from 'fflate'
import type { RunBundle } from '../../../shared/bundle.ts'
import { done, type Result } from '../../../shared/failure.ts'
import type { Bars, PathTable, PredictionTable, Revision } from '../../../shared/types.ts'
import { hashBytes } from '../../hash-bytes.ts'
import { writeRunInProcess } from '../../report/write-in-process.ts'
import { readBars } from '../../store/revisions.ts'
import { type ModelRecord, readRunRecord } from '../../store/run-records.ts'
import { readRun } from '../../store/runs.ts'
import { attemptLater } from '../attempt.ts'
import { readBundle } from '../bundle.ts'
import type { Hindcast } from '../hindcast.ts'
import { appVersions } from '../versions.ts'
import { zipFiles } from '../zip.ts'
import { archiveFormat, archiveVersion, manifestName, names, toColumn } from './format.ts'

type Files = Record<string, Uint8Array>

/**
 * A finished run as one zip that another computer can import: its report, and all of its database
 * rows. Of a run whose test part is closed it holds no figure of that part, because there is none.
 */
export async function packRun(h: Hindcast, typed: string): Promise<Result<Uint8Array>> {
  return attemptLater(h, async () => {
    const bundle = readBundle(h.store, typed)
    if (!bundle.ok) return bundle
    const files = databaseFiles(h, bundle.value)
    const report = await makeReport(h, bundle.value)
    if (!report.ok) return report
    const { id } = bundle.value.results
    const all = { ...report.value, ...files, [manifestName]: manifest(h, id, files) }
    return done(await zipFiles(all))
  })
}

function databaseFiles({ store }: Hindcast, bundle: RunBundle): Files {
  const { results, predictions, hindcast, forecast } = bundle
  const { models, ...run } = readRunRecord(store, results.id)
  const { revision } = readRun(store, results.id)
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
    [names.series]: json(seriesOf(revision, readBars(store, revision.id))),
    [names.tables]: json(tables),
    [names.training]: json(models.map(trainingOf)),
    ...Object.fromEntries(weights),
  }
}

/** The report's files as they would be exported, under `report/`. */
async function makeReport({ draw }: Hindcast, bundle: RunBundle): Promise<Result<Files>> {
  const folder = await mkdtemp(join(tmpdir(), 'hindcast-zip-'))
  try {
    const written = await writeRunInProcess(bundle, join(folder, 'report'), { launch: draw })
    return written.ok ? done(await readFolder(folder)) : written
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function readFolder(folder: string): Promise<Files> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries
    .filter(entry => entry.isFile())
    .map(async entry => {
      const path = join(entry.parentPath, entry.name)
      const name = relative(folder, path).split(sep).join('/')
      return [name, new Uint8Array(await readFile(path))] as const
    })
  return Object.fromEntries(await Promise.all(files))
}

const json = (value: unknown): Uint8Array => strToU8(`${JSON.stringify(value)}\n`)

const manifest = (h: Hindcast, id: string, files: Files): Uint8Array =>
  json({
    format: archiveFormat,
    version: archiveVersion,
    hindcast: appVersions(h)['hindcast'],
    id,
    files: Object.fromEntries(
      Object.entries(files).map(([name, bytes]) => [name, hashBytes(bytes)])
    ),
  })

const columnsOf = (models: Readonly<Record<string, readonly number[]>>) =>
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
  watched: watched.map(({ values, ...frame }) => ({ ...frame, values: toColumn(values) })),
})

import { stringify } from 'csv-stringify/sync'
import { type BandShare, bandShares } from '../../shared/bands.ts'
import type { RunBundle } from '../../shared/bundle.ts'
import type { LabTable } from '../../shared/lab/backtest-tables.ts'
import { bandEdges } from '../../shared/lab/band-edges.ts'
import type { Results } from '../../shared/results.ts'
import type { PathTable, PredictionTable } from '../../shared/types.ts'

/** A run's tables as CSV: full double precision, and an empty field for a number that does not exist. */

type Field = string | number

const field = (v: number | undefined): Field =>
  v === undefined || !Number.isFinite(v) ? '' : String(v)

const toCsv = (header: readonly string[], rows: readonly (readonly Field[])[]): string =>
  stringify([[...header], ...rows.map(r => [...r])])

/** Any table: nothing where there is no number. */
export const tableCsv = ({ columns, rows }: LabTable): string =>
  toCsv(
    columns,
    rows.map(row => row.map(cell => (typeof cell === 'number' ? field(cell) : (cell ?? ''))))
  )

/** `epoch,model,train,validation,test`, all models of an epoch together. */
export function lossesCsv({ losses, results }: Pick<RunBundle, 'losses' | 'results'>): string {
  const names = results.experiment.models.map(m => m.name)
  const longest = Math.max(0, ...names.map(n => losses[n]?.epoch.length ?? 0))
  const rows: Field[][] = []
  for (let i = 0; i < longest; i++) {
    for (const name of names) {
      const l = losses[name]
      const epoch = l?.epoch[i]
      if (l === undefined || epoch === undefined) continue
      rows.push([epoch, name, field(l.train[i]), field(l.validation[i]), field(l.test[i])])
    }
  }
  return toCsv(['epoch', 'model', 'train', 'validation', 'test'], rows)
}

/** `date,split,actual,persistence,<models>`, one row for each target day of an open part. */
export function predictionsCsv(table: PredictionTable, models: readonly string[]): string {
  const rows = table.dates.map((date, i) => [
    date,
    table.part[i] ?? '',
    field(table.actual[i]),
    field(table.persistence[i]),
    ...models.map(m => field(table.models[m]?.[i])),
  ])
  return toCsv(['date', 'split', 'actual', 'persistence', ...models], rows)
}

/**
 * `step,date,actual,persistence,drift,<models>`, of a hindcast or a forecast; then, where there are bands,
 * `<forecaster>_low80`, `_high80`, `_low95`, `_high95` of persistence, drift and every model.
 */
export function pathCsv(
  path: PathTable,
  models: readonly string[],
  bands: readonly PathBand[] = []
): string {
  const rows = path.step.map((step, i) => [
    step,
    path.dates[i] ?? '',
    field(path.actual[i]),
    field(path.persistence[i]),
    field(path.drift[i]),
    ...models.map(m => field(path.models[m]?.[i])),
    ...bands.flatMap(({ edges }) => [field(edges[i]?.low), field(edges[i]?.high)]),
  ])
  const edges = bands.flatMap(({ name, share }) => [`${name}_low${share}`, `${name}_high${share}`])
  return toCsv(['step', 'date', 'actual', 'persistence', 'drift', ...models, ...edges], rows)
}

/** One forecaster's band around its path; undefined edges where there are too few past origins. */
interface PathBand {
  readonly name: string
  readonly share: BandShare
  readonly edges: readonly ({ low: number; high: number } | undefined)[]
}

function pathBands(
  path: PathTable,
  { bands }: Pick<Results, 'bands'>,
  origin: 'hindcast' | 'forecast'
): PathBand[] {
  const { persistence, drift } = path
  const paths: Readonly<Record<string, readonly number[]>> = { ...path.models, persistence, drift }
  return (bands?.forecasters ?? []).flatMap(({ name, bands: own }) =>
    bandShares.map(share => ({
      name,
      share,
      edges: path.step.map((_, i) => {
        const [value, width] = [paths[name]?.[i], own[share][origin][i]]
        return value === undefined || width === undefined || width === null
          ? undefined
          : bandEdges(value, width)
      }),
    }))
  )
}

/** Every CSV file of a run by its name. */
export function csvFiles(bundle: RunBundle): Record<string, string> {
  const { results, hindcast, forecast } = bundle
  const models = results.experiment.models.map(m => m.name)
  return {
    'losses.csv': lossesCsv(bundle),
    'predictions.csv': predictionsCsv(bundle.predictions, models),
    'hindcast.csv': pathCsv(hindcast, models, pathBands(hindcast, results, 'hindcast')),
    'forecast.csv': pathCsv(forecast, models, pathBands(forecast, results, 'forecast')),
  }
}

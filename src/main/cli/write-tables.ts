import type { Result } from '../../shared/failure.ts'
import type { Predicted } from '../api/predict.ts'
import { pathCsv, predictionsCsv } from '../report/csv.ts'
import { writeFiles } from './write-files.ts'

/** A prediction's tables as CSV in a folder; answers their paths. */
export function writeTables(folder: string, { table, forecast }: Predicted): Result<string[]> {
  const models = Object.keys(forecast.models)
  return writeFiles(folder, {
    'predictions.csv': predictionsCsv(table, models),
    'forecast.csv': pathCsv(forecast, models),
  })
}

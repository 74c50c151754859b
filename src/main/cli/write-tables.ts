import type { Result } from '../../shared/failure.ts'
import type { Hindcast } from '../api/hindcast.ts'
import type { Predicted } from '../api/predict.ts'
import { writeInto } from '../files/write-whole.ts'
import { pathCsv, predictionsCsv } from '../report/csv.ts'

/** A prediction's tables as CSV in a folder; answers their paths. */
export function writeTables(
  { store }: Hindcast,
  folder: string,
  { table, forecast }: Predicted
): Promise<Result<string[]>> {
  const models = Object.keys(forecast.models)
  return writeInto(store.folder, folder, {
    'predictions.csv': predictionsCsv(table, models),
    'forecast.csv': pathCsv(forecast, models),
  })
}

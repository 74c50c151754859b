import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { done, failed, type Result } from '../../shared/failure.ts'
import type { Predicted } from '../api/predict.ts'
import { pathCsv, predictionsCsv } from '../report/csv.ts'

/** A prediction's tables as CSV in a folder; answers their paths. */
export function writeTables(folder: string, { table, forecast }: Predicted): Result<string[]> {
  const models = Object.keys(forecast.models)
  const files = {
    'predictions.csv': predictionsCsv(table, models),
    'forecast.csv': pathCsv(forecast, models),
  }
  try {
    mkdirSync(folder, { recursive: true })
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
    return done(Object.keys(files).map(name => join(folder, name)))
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).message
    return failed({ kind: 'cannot-write', path: folder, reason })
  }
}

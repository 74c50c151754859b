import { z } from 'zod'
import { type Results, resultsSchema } from '../../shared/results.ts'

/** `results.json`: what the schema says and nothing else. Results that break it are a bug and throw. */
export const resultsJson = (results: Results): string =>
  `${JSON.stringify(resultsSchema.parse(results), null, 2).replace(numbersOnly, onOneLine)}\n`

/** A column of numbers is easier to read in a line than down three pages. */
const numbersOnly = /\[\n\s+(?:(?:-?[\d.]+(?:e[+-]?\d+)?|null),?\s+)+\]/g
const onOneLine = (column: string) =>
  column.replace(/\s+/g, ' ').replace('[ ', '[').replace(' ]', ']')

/** The JSON schema of `results.json`, as `docs/results.schema.json` holds it. */
export function resultsJsonSchema(): string {
  const schema = z.toJSONSchema(resultsSchema, { target: 'draft-2020-12', io: 'output' })
  const named = {
    $schema: schema.$schema,
    title: 'Hindcast results.json, version 1',
    description:
      'The record of one run: experiment, data, split, every measure on every open part, verdict, times. A number that does not exist is null, never 0.',
    ...schema,
  }
  return `${JSON.stringify(named, null, 2)}\n`
}

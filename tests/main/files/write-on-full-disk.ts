import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { writeInto } from '../../../src/main/files/write-whole.ts'

/** On a small disk: two tables of which only the first fits. Prints the answer and what is there. */
const place = process.argv[2] ?? ''
const out = join(place, 'out')
const files = { 'predictions.csv': 'x'.repeat(1e6), 'forecast.csv': 'x'.repeat(2e6) }
const written = await writeInto(join(place, 'data'), out, files)
console.log(JSON.stringify({ written, there: readdirSync(out) }))

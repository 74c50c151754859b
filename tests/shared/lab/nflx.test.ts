import { existsSync, readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { fitBaselines, predictBaseline } from '../../../src/shared/lab/baselines.ts'
import { measure } from '../../../src/shared/lab/metrics.ts'
import { prepare } from '../../../src/shared/lab/prepare.ts'
import { describeSplit } from '../../../src/shared/lab/split.ts'
import type { Bars, Prepared, Range } from '../../../src/shared/types.ts'
import { tutorial, unwrap } from './series.ts'

/** Real prices, read from beside the checkout and never copied into it. */
const file = new URL('../../../../shared/data/NFLX.csv', import.meta.url)
const missing = !existsSync(file)
if (missing) console.warn(`SKIPPED: the NFLX facts, because ${file.pathname} is not there`)

/** symbol,date,open,high,low,close,volume,adj_close */
function readNflx(): Bars {
  const rows = readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map(line => line.split(','))
  const column = (k: number) => Float64Array.from(rows, row => Number(row[k]))
  const [open, high, low, close, volume, adjusted] = [2, 3, 4, 5, 6, 7].map(column) as Columns
  return { dates: rows.map(row => row[1]!), open, high, low, close, adjusted, volume }
}
type Columns = [Float64Array, Float64Array, Float64Array, Float64Array, Float64Array, Float64Array]

describe.skipIf(missing)('NFLX, 800 closes to 2024-05-01, as the design states', () => {
  let prepared: Prepared
  beforeAll(() => {
    prepared = unwrap(prepare(readNflx(), { ...tutorial, days: 800, to: '2024-05-01' }))
  })
  const persistence = (range: Range) => {
    const predictions = predictBaseline(prepared, fitBaselines(prepared), 'persistence', range)
    return measure(prepared, predictions, range, { batch: 128, persistence: true })
  }

  it('has 560 train windows with targets 2021-04-12 … 2023-06-30 and 210 test windows', () => {
    expect(describeSplit(prepared)).toEqual([
      { part: 'train', count: 560, first: '2021-04-12', last: '2023-06-30' },
      { part: 'test', count: 210, first: '2023-07-03', last: '2024-05-01' },
    ])
  })

  it('gives persistence the design’s losses to 8 decimals', () => {
    const { train, test } = prepared.split
    expect(persistence(train).mseOverBatches!.toFixed(8)).toBe('0.00043646')
    expect(persistence(test).mseOverBatches!.toFixed(8)).toBe('0.00042719')
    expect(persistence(train).mse!.toFixed(8)).toBe('0.00046409')
    expect(persistence(test).mse!.toFixed(8)).toBe('0.00040296')
  })
})

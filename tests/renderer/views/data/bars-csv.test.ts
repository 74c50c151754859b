import { expect, it } from 'vitest'
import { readCsv } from '../../../../src/main/data/csv.ts'
import { barsCsv } from '../../../../src/renderer/src/views/data/bars-csv.ts'
import type { Bars } from '../../../../src/shared/types.ts'

const column = (...values: number[]) => Float64Array.from(values)

it('saves bars as the reader of CSV files takes them in again, to the last bit and gap', () => {
  const bars: Bars = {
    dates: ['2024-01-02', '2024-01-03', '2024-01-04'],
    open: column(10.1, 9 + 1 / 3, 12),
    high: column(11, 10.1 + 0.2, 12.5),
    low: column(9.7, 9.25, 11),
    close: column(10.5, 9.3, 11.25),
    adjusted: column(5.25, 4.65, 11.25),
    volume: column(1200, Number.NaN, 0),
  }
  const bytes = new Uint8Array(new TextEncoder().encode(barsCsv(bars)))
  const read = readCsv(bytes, { fileName: 'bars.csv' })
  expect(read).toMatchObject({ ok: true, value: { bars } })
})

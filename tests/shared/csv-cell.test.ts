import { expect, it } from 'vitest'
import { tableCsv } from '../../src/main/report/csv.ts'
import { tableCsv as windowCsv } from '../../src/renderer/src/charts/table-csv.ts'
import { csvText } from '../../src/shared/csv-cell.ts'

it.each(['=1+1', '+CMD', '-2+3', '@SUM(A1)', '\t=1', '\r=1', '=HYPERLINK("x")'])(
  'a text that a spreadsheet would run gets an apostrophe: %j',
  text => expect(csvText(text)).toBe(`'${text}`)
)

it.each(['-0.5', '+1', '-1.5e-7', '-.5', '12', 'NFLX', '2024-05-01', ''])(
  'a number or a plain text stays: %s',
  text => expect(csvText(text)).toBe(text)
)

it('is so in every table that leaves us, heads too', () => {
  const table = { columns: ['series', '=head'], rows: [['=cmd|x!A1', -0.25]] }
  const csv = "series,'=head\n'=cmd|x!A1,-0.25\n"
  expect(tableCsv(table)).toBe(csv)
  expect(windowCsv(table)).toBe(csv)
})

import type { Bars } from '../../../../shared/types.ts'
import { type ChartTable, tableCsv } from '../../charts/table-csv.ts'

/** All bars, in the columns of Yahoo's own files. */
export const barsTable = (bars: Bars): ChartTable => ({
  columns: ['Date', 'Open', 'High', 'Low', 'Close', 'Adj Close', 'Volume'],
  rows: bars.dates.map((date, i) => [
    date,
    bars.open[i] ?? null,
    bars.high[i] ?? null,
    bars.low[i] ?? null,
    bars.close[i] ?? null,
    bars.adjusted[i] ?? null,
    bars.volume[i] ?? null,
  ]),
})

/** The same as CSV, which reads back as it was. */
export const barsCsv = (bars: Bars): string => tableCsv(barsTable(bars))

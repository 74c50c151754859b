import type { Bars } from './types.ts'

const fields = ['open', 'high', 'low', 'close', 'adjusted', 'volume'] as const

/** A number as its shortest text that reads back to the same double; a missing one is an empty cell. */
const cell = (value: number | undefined) =>
  value === undefined || Number.isNaN(value) ? '' : String(value)

/** `date,open,high,low,close,adjusted,volume`, a line a bar, without a line end after the last. */
export function barsToCsv(bars: Bars): string {
  const lines = bars.dates.map((date, i) =>
    [date, ...fields.map(field => cell(bars[field][i]))].join(',')
  )
  return [['date', ...fields].join(','), ...lines].join('\n')
}

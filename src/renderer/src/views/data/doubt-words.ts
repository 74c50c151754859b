import { describeFailure, type Failure } from '../../../../shared/failure.ts'

/** Why a table is asked about, in a dialog that has the answer's controls beneath the sentence. */
export function doubtWords(f: Failure): string {
  switch (f.kind) {
    case 'no-date-column':
      return `No column of days was found among ${f.columns.join(', ') || 'none'}. Days look like 2024-05-01 or 1.5.2024.`
    case 'no-price-column':
      return `No column of numbers was found among ${f.columns.join(', ') || 'none'} that could be the series.`
    case 'ambiguous-columns':
      return `Several columns could be the series: ${f.columns.join(', ')}. Choose one.`
    case 'ambiguous-values':
      return `“${f.example}” in the column ${f.column} could be ${f.readings.join(' or ')}. Choose which.`
    case 'ambiguous-dates':
      return `Several columns hold days, and they differ: ${f.columns.join(', ')}. Choose one.`
    case 'ambiguous-zone':
      return `“${f.example}” in the column ${f.column} is in UTC, and its days there make no trading week. Choose where the exchange is.`
    case 'fraction-prices':
      return `“${f.example}” in the column ${f.column} could be thousands or a price in thirty-seconds. Take them as thousands, or write them as decimals first.`
    case 'outside-range':
      return `On ${f.count} of ${f.of} rows the prices of ${f.column} lie outside the day’s low and high. Choose other columns.`
    default:
      return describeFailure(f, 'window')
  }
}

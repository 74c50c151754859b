import { describeFailure, type Failure } from '../../shared/failure.ts'
import { formatCount, formatDay } from './format.ts'

/** A failure's sentences as a window says them: the next step is a control, not an option of the command line. */
export function failureWords(f: Failure): string {
  switch (f.kind) {
    case 'unknown-symbol':
      return `Yahoo has no symbol ${f.symbol}. Check the spelling or drop a CSV.`
    case 'source-broken':
      return `Yahoo’s answer for ${f.symbol} could not be read (${f.reason}). Try again later, or drop a CSV.`
    case 'empty-answer':
      return `Yahoo knows ${f.symbol} but sent no prices. Check the spelling or drop a CSV.`
    case 'no-date-column':
      return `${f.file} has no column of dates (found: ${f.columns.join(', ') || 'none'}). Days look like 2024-05-01 or 1.5.2024.`
    case 'no-price-column':
      return `${f.file} has no column of numbers that could be the series (found: ${f.columns.join(', ') || 'none'}).`
    case 'ambiguous-columns':
      return `Several columns could be the series: ${f.columns.join(', ')}. Choose one.`
    case 'ambiguous-values':
      return `“${f.example}” in the column ${f.column} could be ${f.readings.join(' or ')}. Choose which.`
    case 'bad-rows':
      return `${formatCount(f.bad.length)} of ${formatCount(f.bad.length + f.good)} rows of ${f.file} cannot be read. Leave them out, or mend the file and drop it again.`
    case 'too-few-rows':
      return `${f.what} needs at least ${formatCount(f.needed)} days and has ${formatCount(f.got)}. Choose more days or a shorter window.`
    case 'no-such-date':
      return `${formatDay(f.date)} lies outside the series, which runs from ${formatDay(f.first)} to ${formatDay(f.last)}. Choose a day within it.`
    case 'price-missing':
      return `The ${f.column} price has no value on ${formatDay(f.date)}. Use the close, or other days.`
    case 'price-not-positive':
      return `The ${f.column} price is ${f.value} on ${formatDay(f.date)}; returns need prices above zero. Choose other days.`
    default:
      return describeFailure(f)
  }
}

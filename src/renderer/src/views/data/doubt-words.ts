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
    default:
      return describeFailure(f, 'window')
  }
}

import type { RunBands } from '../../../../shared/bands.ts'
import { displayName } from '../../../../shared/charts/format.ts'
import { coverageRows } from '../../../../shared/lab/coverage-rows.ts'
import type { ChartTable } from '../../charts/table-csv.ts'

/** Every forecaster, step and promise. */
export const coverageFile = (bands: RunBands): ChartTable => ({
  columns: [
    'Forecaster',
    'Days ahead',
    'Promised',
    'Measured',
    'Interval from',
    'Interval to',
    'Effective days',
    'Days',
    'Mean width',
  ],
  rows: coverageRows(bands).map(row => [
    displayName(row.name),
    row.step,
    row.promised / 100,
    row.measured,
    row.low,
    row.high,
    row.effective,
    row.days,
    row.meanWidth,
  ]),
})

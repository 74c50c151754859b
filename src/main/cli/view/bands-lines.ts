import type { RunBands } from '../../../shared/bands.ts'
import { displayName, formatPercent } from '../../../shared/charts/format.ts'
import { type CoverageRow, coverageRows, coverageSteps } from '../../../shared/lab/coverage-rows.ts'
import {
  bandsWords,
  effectiveWords,
  intervalWords,
  measuredWords,
} from '../../../shared/lab/coverage-words.ts'
import type { Run } from '../../store/runs.ts'
import type { Terminal } from '../terminal.ts'
import { alignRows } from './align.ts'
import { seriesWords } from './run-words.ts'

const heads = ['', 'ahead', 'promised', 'held', '95 % interval', 'worth, days', 'mean width']

/** Measured coverage beside the promised one: by forecaster, persistence first, and by days ahead. */
export function bandsLines(
  { run, bands }: { readonly run: Run; readonly bands: RunBands },
  { paint }: Pick<Terminal, 'paint'>
): string[] {
  const { protocol, retrain: retrained } = run.experiment
  const rows = coverageRows(bands, coverageSteps(bands.horizon))
  const columns = heads.map((head, k) => ({
    head,
    align: k > 0 ? ('right' as const) : ('left' as const),
  }))
  const cells = rows.map((row, k) => {
    const style =
      row.name === 'persistence' ? paint.bold : row.kind === 'baseline' ? paint.dim : String
    return cellsOf(row, rows[k - 1]).map(cell => style(cell))
  })
  return [
    paint.bold(`Bands of run ${run.id}: ${seriesWords(run.revision.series)}, ${protocol} protocol`),
    ...alignRows(columns, cells, { quiet: paint.dim }),
    '',
    ...bandsWords(bands, { protocol, retrained }),
    'Worth, days: independent days that would tell as much as the overlapping ones measured.',
  ]
}

/** A name and a step stand once, over the rows they begin. */
const cellsOf = (row: CoverageRow, before: CoverageRow | undefined): string[] => [
  row.name === before?.name ? '' : displayName(row.name),
  row.step === before?.step ? '' : String(row.step),
  `${row.promised}\u00a0%`,
  measuredWords(row),
  intervalWords(row),
  effectiveWords(row),
  formatPercent(row.meanWidth),
]

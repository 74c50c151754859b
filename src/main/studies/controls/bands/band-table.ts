import type { BandControlRow } from '../../../../shared/lab/band-controls.ts'
import type { ControlTable } from '../table.ts'
import { gapOf } from './band-promise.ts'

const head = [
  'Sample',
  'Model',
  'Days ahead',
  'Promised',
  'Measured',
  '95 % interval',
  'Days',
  'Effective',
  'Mean width',
  'Farthest off so far',
]

const shownSteps = [1, 5, 10, 20, 30]

/** Measured coverage beside the promised one, and the largest gap of all steps up to each row's. */
export const bandTable = (rows: readonly BandControlRow[]): ControlTable => ({
  head,
  rows: rows.filter(({ step }) => shownSteps.includes(step)).map(row => cellsOf(row, rows)),
  words: 2,
})

const cellsOf = (row: BandControlRow, rows: readonly BandControlRow[]): string[] => [
  row.sample,
  row.model,
  String(row.step),
  `${row.promised} %`,
  percent(row.share),
  row.low === null || row.high === null ? 'too few' : `${percent(row.low)} to ${percent(row.high)}`,
  String(row.days),
  row.effective.toFixed(0),
  percent(row.meanWidth),
  farthest(row, rows),
]

const percent = (share: number) => `${(100 * share).toFixed(1)} %`

function farthest(row: BandControlRow, rows: readonly BandControlRow[]): string {
  const gaps = rows
    .filter(
      ({ sample, model, promised }) =>
        sample === row.sample && model === row.model && promised === row.promised
    )
    .filter(({ step }) => step <= row.step)
    .map(gapOf)
  const gap = gaps.reduce((worst, own) => (Math.abs(own) > Math.abs(worst) ? own : worst), 0)
  return `${gap < 0 ? '\u2212' : '+'}${Math.abs(gap).toFixed(1)}`
}

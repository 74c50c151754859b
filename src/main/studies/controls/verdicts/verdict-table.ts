import { formatSkill } from '../../../../shared/charts/format.ts'
import {
  type ControlRow,
  type ControlSummary,
  controlTable,
} from '../../../../shared/lab/controls.ts'
import type { ControlTable } from '../table.ts'

const head = ['Sample', 'Model', 'Seeds', 'Better', 'Not distinguishable', 'Worse', 'Median skill']

/** Verdicts counted, of all models and samples seen so far, samples together. */
export const verdictTable = (rows: readonly ControlRow[]): ControlTable => ({
  head,
  rows: summaries(rows).map(cellsOf),
  words: 2,
})

const cellsOf = (summary: ControlSummary): string[] => [
  summary.sample,
  summary.model,
  String(summary.seeds),
  String(summary.better),
  String(summary.notDistinguishable + summary.tooFew),
  String(summary.worse),
  formatSkill(summary.medianSkill),
]

/** Ridge comes before the networks in time, but beside them in the table. */
function summaries(rows: readonly ControlRow[]): ControlSummary[] {
  const bySample = Map.groupBy(controlTable(rows), ({ sample }) => sample)
  return [...bySample.values()].flat()
}

/** One seed's verdicts in a line: `momentum 3: rnn better, lstm better, gru not distinguishable`. */
export function seedLine(rows: readonly ControlRow[]): string {
  const [first] = rows
  const words = rows.map(({ model, outcome }) => `${model} ${outcome}`)
  return `${first?.sample} ${first?.seed}: ${words.join(', ')}`
}

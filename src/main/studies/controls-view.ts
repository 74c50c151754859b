import Table from 'cli-table3'
import { formatDuration, formatSkill } from '../../shared/charts/format.ts'
import { type ControlRow, type ControlSummary, controlTable } from '../../shared/lab/controls.ts'
import type { ControlsProgress } from './controls.ts'

/** The table of the controls as text, on a terminal and in Markdown, and how far it has come. */

const head = ['Sample', 'Model', 'Seeds', 'Better', 'Not distinguishable', 'Worse', 'Median skill']

const cellsOf = (summary: ControlSummary): string[] => [
  summary.sample,
  summary.model,
  String(summary.seeds),
  String(summary.better),
  String(summary.notDistinguishable + summary.tooFew),
  String(summary.worse),
  formatSkill(summary.medianSkill),
]

const right = head.map((_, column) => column > 1)

/** Drawn for a terminal; all models and samples seen so far, samples together. */
export function drawTable(rows: readonly ControlRow[]): string {
  const table = new Table({
    head,
    colAligns: right.map(isRight => (isRight ? 'right' : 'left')),
    style: { head: [], border: [] },
  })
  table.push(...summaries(rows).map(cellsOf))
  return table.toString()
}

export function markdownTable(rows: readonly ControlRow[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  const rule = line(right.map(isRight => (isRight ? '--:' : '---')))
  return [line(head), rule, ...summaries(rows).map(summary => line(cellsOf(summary)))].join('\n')
}

/** Ridge comes before the networks in time, but beside them in the table. */
function summaries(rows: readonly ControlRow[]): ControlSummary[] {
  const bySample = Map.groupBy(controlTable(rows), ({ sample }) => sample)
  return [...bySample.values()].flat()
}

/** `37 of 120 networks trained, 1 min 50 s left` */
export function progressLine({ trained, networks }: ControlsProgress, seconds: number): string {
  const left = trained === 0 ? Number.NaN : (seconds / trained) * (networks - trained)
  const words = Number.isFinite(left) ? `, ${formatDuration(left)} left` : ''
  return `${trained} of ${networks} networks trained${words}`
}

/** One seed's verdicts in a line: `momentum 3: rnn better, lstm better, gru not distinguishable`. */
export function seedLine(rows: readonly ControlRow[]): string {
  const [first] = rows
  const words = rows.map(({ model, outcome }) => `${model} ${outcome}`)
  return `${first?.sample} ${first?.seed}: ${words.join(', ')}`
}

import type { Command } from 'commander'
import { formatCount, formatDate } from '../../../shared/charts/format.ts'
import type { MovedBar } from '../../../shared/lab/compare-revisions.ts'
import { columnNames } from '../../../shared/lab/revision-words.ts'
import type { RevisionFacts } from '../../../shared/lab-wire.ts'
import { type RevisionHistory, readHistory } from '../../api/kept-series.ts'
import { answer, type Cli, type JsonOption, withHindcast } from '../cli.ts'
import { addJsonOption } from '../options/output-options.ts'
import type { Terminal } from '../terminal.ts'
import { alignRows, type Column } from '../view/align.ts'

/** Moved values that a person reads; `--json` has them all. */
const mostShown = 5

export function addRevisions(program: Command, cli: Cli): void {
  const command = program
    .command('revisions <symbol>')
    .summary('list the states of a series and what moved')
    .description(
      'Lists every state of a series that is kept here, and which bars moved from each to the next. A run keeps the state it read; run --symbol SYMBOL --revision N trains on any.'
    )
  addJsonOption(command, 'every state and every moved value')
  command.action((symbol: string, options: JsonOption) =>
    withHindcast(cli, options, h =>
      answer(cli, options, readHistory(h, symbol), {
        words: all => all.map(history => lines(history, cli.terminal).join('\n')).join('\n\n'),
      })
    )
  )
}

const columns: readonly Column[] = [
  { head: 'revision', align: 'right' },
  { head: 'bars', align: 'right' },
  { head: 'as of', align: 'right' },
  { head: 'kept since', align: 'right' },
  { head: 'adjusted for' },
  { head: 'hash' },
]

function lines({ series, revisions, changes }: RevisionHistory, { paint }: Terminal): string[] {
  const { symbol, source, file } = series
  return [
    `${symbol}, ${file ?? source}`,
    ...alignRows(columns, revisions.map(cells), { quiet: paint.dim }),
    ...changes.flatMap(({ words, moved }, at) => [
      '',
      `From revision ${at + 1} to ${at + 2}:`,
      ...words.map(word => `  ${word}`),
      ...moved.slice(0, mostShown).map(one => paint.dim(`  ${movedLine(one)}`)),
      ...(moved.length > mostShown
        ? [
            paint.dim(
              `  … and ${formatCount(moved.length - mostShown)} more values; --json has all.`
            ),
          ]
        : []),
    ]),
  ]
}

const cells = ({ number, count, asOf, createdAt, stamp, hash }: RevisionFacts): string[] => [
  String(number),
  formatCount(count),
  formatDate(asOf),
  formatDate(createdAt.slice(0, 10)),
  stamp ?? '–',
  hash.slice(0, 12),
]

const movedLine = ({ date, column, before, after }: MovedBar): string =>
  `${formatDate(date)}, ${columnNames[column]}: ${price(before)} is now ${price(after)}`

const price = (value: number) =>
  Number.isNaN(value) ? 'missing' : value.toLocaleString('en', { maximumFractionDigits: 6 })

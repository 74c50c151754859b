import { formatCount, formatDate } from '../../../shared/charts/format.ts'
import { describeStudy } from '../../../shared/studies/describe-study.ts'
import type { StudySummary } from '../../../shared/studies/study.ts'
import type { Terminal } from '../terminal.ts'
import { alignRows } from './align.ts'
import { localDay } from './runs-table.ts'
import { wrapWords } from './wrap-words.ts'

/** A study a line; beneath it, why one stopped. */
export function studiesTable(
  studies: readonly StudySummary[],
  { paint, columns }: Pick<Terminal, 'paint' | 'columns'>
): string {
  if (studies.length === 0)
    return 'Nothing was asked of this run yet. Begin with: npx hindcast backtest ID'
  const heads = ['id', 'when', 'question', 'state'].map(head => ({ head }))
  const [head = '', ...lines] = alignRows(heads, studies.map(cellsOf), { quiet: paint.dim })
  const told = studies.flatMap(({ id, reason }, k) => [
    lines[k] ?? '',
    ...(reason === null
      ? []
      : beneath(reason, id.length + 2, columns).map(line => paint.dim(line))),
  ])
  return [head, ...told].join('\n')
}

const cellsOf = (study: StudySummary): string[] => [
  study.id,
  formatDate(localDay(study.createdAt)),
  describeStudy(study.spec),
  stateWords(study),
]

function stateWords({ state, done, total }: StudySummary): string {
  if (state === 'finished') return state
  return total === null ? state : `${state}, ${formatCount(done)} of ${formatCount(total)} done`
}

function beneath(words: string, indent: number, columns: number): string[] {
  const lines = wrapWords(words, columns - indent).split('\n')
  return lines.map(line => ' '.repeat(indent) + line)
}

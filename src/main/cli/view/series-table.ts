import { formatCount, formatDate } from '../../../shared/charts/format.ts'
import type { SeriesEntry } from '../../store/revisions.ts'
import type { Terminal } from '../terminal.ts'
import { alignRows, type Column } from './align.ts'

const heads: readonly Column[] = [
  { head: 'series' },
  { head: 'source' },
  { head: 'bars', align: 'right' },
  { head: 'first', align: 'right' },
  { head: 'last', align: 'right' },
  { head: 'as of', align: 'right' },
  { head: 'revisions', align: 'right' },
]

/** A series a line: where it is from, how much there is, how new it is. */
export function seriesTable(
  entries: readonly SeriesEntry[],
  { paint }: Pick<Terminal, 'paint'>
): string {
  if (entries.length === 0)
    return 'None yet. Fetch one with npx hindcast fetch SYMBOL, or import a file with npx hindcast import FILE.'
  const rows = entries.map(({ latest, first, last, revisions }) => [
    latest.series.symbol,
    latest.series.file ?? latest.series.source,
    formatCount(latest.count),
    formatDate(first),
    formatDate(last),
    formatDate(latest.asOf),
    formatCount(revisions),
  ])
  return alignRows(heads, rows, { quiet: paint.dim }).join('\n')
}

import { displayName, formatDate } from '../../../shared/charts/format.ts'
import type { Run } from '../../store/runs.ts'
import type { Terminal } from '../terminal.ts'
import { alignRows } from './align.ts'

export interface RunEntry {
  readonly run: Run
  /** Null while there are no results. */
  readonly headline: string | null
}

/** A run a line, what it found beneath. */
export function runsTable(
  entries: readonly RunEntry[],
  { paint }: Pick<Terminal, 'paint'>
): string {
  if (entries.length === 0)
    return 'None yet. A run appears here when it starts and stays until you delete it.\nBegin with: npx hindcast quick-look'
  const heads = ['id', 'when', 'series', 'protocol', 'models', 'state'].map(head => ({ head }))
  const [head = '', ...lines] = alignRows(heads, entries.map(cellsOf), { quiet: paint.dim })
  const told = entries.flatMap((entry, k) => [lines[k] ?? '', ...beneath(entry, paint.dim)])
  return [head, ...told].join('\n')
}

function cellsOf({ run }: RunEntry): string[] {
  const { id, createdAt, revision, experiment, state, quickLook } = run
  const { symbol, source } = revision.series
  return [
    id,
    formatDate(localDay(createdAt)),
    source === 'simulated' ? `${symbol} (simulated)` : symbol,
    quickLook ? 'quick look' : experiment.protocol,
    experiment.models.map(({ name }) => displayName(name)).join(' '),
    state,
  ]
}

function beneath({ run, headline }: RunEntry, quiet: (text: string) => string): string[] {
  const words = headline ?? run.reason
  return words === null ? [] : [quiet(`${' '.repeat(run.id.length + 2)}${words}`)]
}

/** The day by the person's own clock. */
export const localDay = (instant: string): string => {
  const date = new Date(instant)
  const two = (n: number) => String(n).padStart(2, '0')
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}
